import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../contracts/permissions.ts';
import { placesOf } from '../contracts/places.ts';
import { publicContracts } from '../contracts/routes.ts';
import { API_VERSION } from '../services/gateway/gateway.service.ts';
import { describeApi } from '../services/gateway/docs/openapi.ts';
import { routes } from '../services/gateway/routes.ts';

const kept = JSON.parse(readFileSync(join(import.meta.dirname, '../docs/openapi.json'), 'utf8')) as object;
const made = JSON.parse(JSON.stringify(describeApi(API_VERSION))) as Record<string, unknown>;

/** The routes that the product was asked for by name. */
const BRIEF = [
  'POST /api/auth/register',
  'POST /api/auth/login',
  'POST /api/auth/refresh-token',
  'POST /api/auth/logout',
  'POST /api/campaigns',
  'GET /api/campaigns',
  'PUT /api/campaigns/{id}',
  'DELETE /api/campaigns/{id}',
  'POST /api/campaigns/{id}/optimize',
  'GET /api/analytics/campaigns/{id}',
  'GET /api/analytics/dashboard',
  'GET /api/analytics/performance',
];

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(made));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it('is the one in docs/openapi.json (npm run openapi writes it)', () => {
    expect(made).toEqual(kept);
  });

  it('refers only to parts that exist', () => {
    const { components } = made as { components: { schemas: Record<string, unknown> } };
    const names = [...JSON.stringify(made).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      (m) => m[1] ?? '',
    );
    expect(names.filter((name) => !(name in components.schemas))).toEqual([]);
  });

  it('has every route of the brief, under exactly its name', () => {
    const listed = routes.map((route) => `${route.method} ${route.path}`);
    expect(BRIEF.filter((route) => !listed.includes(route))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('gives every route a permission that somebody decided', () => {
    const known = new Set<string>([...Object.keys(PERMISSIONS), 'public', 'signed-in']);
    expect(routes.filter((route) => !known.has(route.contract.permission)).map((r) => r.path)).toEqual([]);
    expect(
      routes
        .filter((route) => route.contract.permission === 'public')
        .map((r) => r.path)
        .sort(),
    ).toEqual([
      '/.well-known/jwks.json',
      '/api/auth/confirm-address',
      '/api/auth/forgot-password',
      '/api/auth/login',
      '/api/auth/mfa/challenge',
      '/api/auth/mfa/loss',
      '/api/auth/passkeys/sign-in',
      '/api/auth/passkeys/sign-in-options',
      '/api/auth/refresh-token',
      '/api/auth/register',
      '/api/auth/resend-verification',
      '/api/auth/reset-password',
      '/api/auth/verify-email',
      '/api/invitations/accept',
    ]);
  });

  it('tells of the 304 of a campaign and of the 403 of a sign-in without any organisation left', () => {
    const { paths } = made as {
      paths: Record<string, Record<string, { responses: object; parameters: { name: string }[] }>>;
    };
    const read = paths['/api/campaigns/{id}']?.['get'];
    expect(Object.keys(read?.responses ?? {})).toContain('304');
    expect(read?.parameters.map((parameter) => parameter.name)).toContain('If-None-Match');
    expect(Object.keys(paths['/api/auth/login']?.['post']?.responses ?? {})).toContain('403');
  });

  it('asks for an idempotency key wherever money moves', () => {
    const needed = publicContracts
      .filter((contract) =>
        placesOf(contract).headers.some((h) => h.header === 'Idempotency-Key' && h.required),
      )
      .map(({ http }) => http.path);
    expect(needed.sort()).toEqual([
      '/api/campaigns/{id}/drift/put-back',
      '/api/campaigns/{id}/lower',
      '/api/campaigns/{id}/publish',
      '/api/campaigns/{id}/resume',
      '/api/operations/{id}/retry',
      '/api/recommendations/{id}/apply',
      '/api/stop/{id}/thaw',
    ]);
  });
});
