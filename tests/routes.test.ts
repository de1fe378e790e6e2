import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ActionContract } from '../contracts/action.ts';
import { isPublic } from '../contracts/http.ts';
import { placesOf, shapeOf, type Places } from '../contracts/places.ts';
import { publicContracts } from '../contracts/routes.ts';

const ROOT = join(import.meta.dirname, '..');

/** Every contract of every collection in contracts/<service>/. */
async function everyContract(): Promise<ActionContract[]> {
  const files = globSync('contracts/*/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('.test.ts'));
  const modules = await Promise.all(
    files.map(async (file) => (await import(join(ROOT, file))) as Record<string, unknown>),
  );
  return modules
    .flatMap((module) => Object.entries(module))
    .filter(([name]) => name.endsWith('Contracts'))
    .flatMap(([, collection]) => Object.values(collection as Record<string, ActionContract>));
}

it('every contract that clients may call is listed once', async () => {
  const listed = publicContracts.map(({ name }) => name).sort();
  const declared = (await everyContract()).filter(isPublic).map(({ name }) => name);
  expect(listed).toEqual(declared.sort());
});

it('no two contracts are reached by one method and path', () => {
  const reached = publicContracts.flatMap(({ http: { method, path, events } }) => [
    `${method} ${path}`,
    ...(events ? [`GET ${events}`] : []),
  ]);
  expect(new Set(reached).size).toBe(reached.length);
});

it.each(publicContracts)('$name: each parameter has one place, and each place is a parameter', (contract) => {
  const { path, headers, body, closed, query } = placesOf(contract);
  const params = Object.keys(shapeOf(contract.params));
  const inQuery = contract.http.query ? [] : query.map((part) => part.within ?? part.name);
  const placed = [...path, ...headers.map(({ param }) => param), ...closed, ...bodyParams(body)];
  expect([...new Set([...placed, ...inQuery])].sort()).toEqual(params.sort());
  expect(new Set(placed).size).toBe(placed.length);
});

function bodyParams(body: Places['body']): string[] {
  if (body.kind === 'whole') return [body.param];
  return body.kind === 'fields' ? Object.keys(body.fields) : [];
}

it.each(publicContracts.filter(({ http }) => http.location))(
  '$name: Location is filled from its result',
  (contract) => {
    const names = [...(contract.http.location ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(shapeOf(contract.result))).toEqual(expect.arrayContaining(names));
  },
);

it.each(publicContracts.filter(({ http }) => http.etag))(
  '$name: its ETag is made of its result',
  (contract) => {
    expect(Object.keys(shapeOf(contract.result))).toEqual(expect.arrayContaining(['version', 'updatedAt']));
  },
);
