import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Http } from '../../../tests/support/http.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { STRANGE_ORIGINS } from './strange-origins.ts';

let stack: Stack;
let http: Http;
beforeAll(async () => {
  stack = await startStack({
    services: ['gateway', 'ai'],
    env: { CORS_ORIGIN: 'https://app.example.test', LIMIT_LOGIN_PER_MINUTE: '3' },
  });
  http = new Http(stack.url);
});
afterAll(() => stack.stop());

const LEAKS = /\bat \/|node_modules|SELECT |INSERT |postgres|sequelize|moleculer|127\.0\.0\.1|stack/i;
type Problem = {
  code: string;
  status: number;
  detail: string;
  errors?: { path: string; code: string }[];
  requestId: string;
};
const brief = {
  product: 'Acme CRM',
  description: 'A CRM for small sales teams that keeps every customer conversation in one place.',
  audience: 'Sales managers in small companies',
  landingPageUrl: 'https://www.example.com/crm',
  objective: 'leads',
  platforms: ['google-ads', 'linkedin-ads'],
  locations: ['US'],
  languages: ['en'],
};

describe('the door', () => {
  it('answers 401 before it says anything about the request', async () => {
    for (const path of ['/api/campaigns', '/api/analytics/dashboard', '/api/members']) {
      expect((await http.get<Problem>(path)).body.code).toBe('TOKEN_MISSING');
    }
    const bad = await http.post<Problem>(
      '/api/ai/campaign-structures',
      { nonsense: true },
      { authorization: 'Bearer x.y.z' },
    );
    expect([bad.status, bad.body.code]).toEqual([401, 'TOKEN_INVALID']);
    expect(bad.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('refuses a role that may not, before it looks at the body', async () => {
    const viewer = http.as(stack.person('viewer').authorization);
    expect((await viewer.post<Problem>('/api/ai/campaign-structures', { nonsense: true })).body.code).toBe(
      'PERMISSION_DENIED',
    );
  });

  it('answers 404 for what is not there and 405 with Allow for the wrong method', async () => {
    expect((await http.get<Problem>('/api/nothing/here')).body.code).toBe('ROUTE_NOT_FOUND');
    const wrong = await http.ask<Problem>('PUT', '/api/auth/login');
    expect([wrong.status, wrong.body.code, wrong.headers.get('allow')]).toEqual([
      405,
      'METHOD_NOT_ALLOWED',
      'POST',
    ]);
    expect((await http.get('/api/gateway/rest')).status).toBe(404);
    const asked = await http.ask<Problem>('OPTIONS', '/openapi.json');
    expect([asked.status, asked.body.code, asked.headers.get('allow')]).toEqual([
      405,
      'METHOD_NOT_ALLOWED',
      'GET',
    ]);
    expect((await http.get('/api/~node/health')).status).toBe(404);
  });

  it('answers 503 with Retry-After when the service behind a route is away', async () => {
    const owner = http.as(stack.person('owner').authorization);
    const away = await owner.get<Problem>('/api/campaigns');
    expect([away.status, away.body.code]).toEqual([503, 'DEPENDENCY_UNAVAILABLE']);
    expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('names every fault of a body and refuses unknown fields', async () => {
    const owner = http.as(stack.person('owner').authorization);
    const answer = await owner.post<Problem>('/api/ai/campaign-structures', {
      ...brief,
      product: 5,
      hidden: 1,
      audience: undefined,
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'brief.product', code: 'FIELD_INVALID' }),
        expect.objectContaining({ path: 'brief.audience', code: 'FIELD_MISSING' }),
        expect.objectContaining({ path: 'brief.hidden', code: 'FIELD_UNKNOWN' }),
      ]),
    );
  });

  it.each([
    ['broken JSON', { raw: '{"a":', headers: { 'content-type': 'application/json' } }, 400],
    [
      'not UTF-8',
      {
        raw: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]),
        headers: { 'content-type': 'application/json' },
      },
      400,
    ],
    [
      'a forbidden name',
      { raw: '{"__proto__":{"admin":true}}', headers: { 'content-type': 'application/json' } },
      400,
    ],
    ['another content type', { raw: '<a/>', headers: { 'content-type': 'application/xml' } }, 415],
    [
      'a compressed body',
      { raw: 'x', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
      415,
    ],
    ['a string of 1 MB', { body: { ...brief, description: 'x'.repeat(1_000_000) } }, 413],
    ['an array', { body: [] }, 422],
    [
      'deep nesting',
      { raw: '['.repeat(20_000) + ']'.repeat(20_000), headers: { 'content-type': 'application/json' } },
      400,
    ],
  ] as const)('answers %s with a clear problem and no detail of ours', async (_, ask, status) => {
    const owner = http.as(stack.person('owner').authorization);
    const answer = await owner.ask<Problem>('POST', '/api/ai/campaign-structures', ask);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.text).not.toMatch(LEAKS);
  });

  it('refuses a query parameter that comes twice or that nobody knows', async () => {
    const owner = http.as(stack.person('owner').authorization);
    expect((await owner.get<Problem>('/api/campaigns?limit=1&limit=2')).body.code).toBe('REQUEST_MALFORMED');
    expect((await owner.get<Problem>('/api/campaigns?organizationId=x')).body.errors?.[0]?.code).toBe(
      'FIELD_UNKNOWN',
    );
  });

  it('puts security headers, a request id and limits on every answer', async () => {
    for (const answer of [
      await http.get('/api/auth/me'),
      await http.get('/nowhere'),
      await http.get('/openapi.json'),
      await http.get('/api/campaigns/%zz'),
    ]) {
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('strict-transport-security')).toBeTruthy();
      expect(answer.headers.get('x-powered-by')).toBeNull();
      expect(answer.headers.get('x-request-id')).toBeTruthy();
      expect(answer.headers.get('ratelimit-policy')).toBe('"api";q=600;w=60');
      expect(answer.headers.get('ratelimit')).toMatch(/^"api";r=\d+;t=\d+$/);
    }
  });

  it("takes the caller's trace id as the request id and replaces a harmful one", async () => {
    const traced = await http.get('/api/auth/me', {
      headers: { traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` },
    });
    expect(traced.headers.get('x-request-id')).toBe('ab'.repeat(16));
    const odd = await http.get('/api/auth/me', { headers: { 'x-request-id': 'x"; drop' } });
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('limits by the real address, whatever x-forwarded-for says', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const body = { email: 'a@b.co', password: 'x' };
      statuses.push(
        (
          await http.post('/api/auth/login?limited=before', body, {
            headers: { 'x-forwarded-for': `10.0.0.${i}` },
          })
        ).status,
      );
    }
    expect(statuses.slice(3)).toEqual([429, 429]);
  });

  it('lets a page of the listed origin read answers, without credentials', async () => {
    const origin = 'https://app.example.test';
    const preflight = { origin, 'access-control-request-method': 'POST' };
    for (const { headers } of [
      await http.ask('OPTIONS', '/api/campaigns', { headers: preflight }),
      await http.get('/api/campaigns', { headers: { origin } }),
    ]) {
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('vary')).toContain('Origin');
    }
  });

  it.each(STRANGE_ORIGINS)('lets no page of %j read an answer, asked beforehand or not', async (origin) => {
    const preflight = { origin, 'access-control-request-method': 'POST' };
    for (const answer of [
      await http.ask('OPTIONS', '/api/campaigns', { headers: preflight }),
      await http.get('/api/campaigns', { headers: { origin } }),
    ]) {
      const granted = [...answer.headers].filter(([name]) => name.startsWith('access-control-'));
      expect(granted).toEqual([]);
      expect(answer.headers.get('vary')).toContain('Origin');
    }
  });

  it('serves its description and a documentation page that asks no other host', async () => {
    expect((await http.get<{ openapi: string }>('/openapi.json')).body.openapi).toBe('3.1.0');
    const page = await http.get('/docs');
    expect(page.text).not.toMatch(/https?:\/\//);
    for (const file of ['/docs/start.js', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js']) {
      expect((await http.get(file)).status).toBe(200);
    }
  });

  it('names what is missing in readiness and stays live', async () => {
    expect((await http.get('/health/live')).status).toBe(200);
    const ready = await http.get<{ missing: string[] }>('/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.body.missing).toEqual(expect.arrayContaining(['service auth', 'service campaign']));
    expect((await http.get('/metrics')).text).toContain('rpc_seconds');
  });

  it('does not take two requests for one (smuggling)', async () => {
    const raw = await rawRequest(
      stack.url,
      'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n',
    );
    expect(raw.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(raw).toContain('400');
  });
});

function rawRequest(base: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1', () => socket.write(text));
    let got = '';
    socket.on('data', (chunk) => (got += chunk.toString()));
    socket.on('close', () => resolve(got));
    socket.on('error', reject);
    setTimeout(() => socket.destroy(), 1_000);
  });
}
