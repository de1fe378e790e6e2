import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Http } from '../support/http.ts';
import { PRINCIPALS, type Principal } from './cases.ts';
import { operations } from './description.ts';
import { fuzz } from './fuzz.ts';

type Fake = (body: string, request: IncomingMessage) => { status: number; detail?: string };

/** What the fuzzer says of one operation of a product that answers like this. */
async function faultsOf(
  fake: Fake,
  runs = 20,
  operation = 'POST /api/auth/mfa/challenge',
): Promise<Set<string>> {
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => answer(response, fake(body, request)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const http = new Http(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const people = Object.fromEntries(PRINCIPALS.map((name) => [name, http])) as Record<Principal, Http>;
  const report = await fuzz({
    operations: operations.filter(({ name }) => name === operation),
    runs,
    seed: 7,
    world: async () => ({ people, ids: [] }),
  });
  return new Set(report.faults.map(({ fault }) => fault.split(':')[0] ?? ''));
}

function answer(response: ServerResponse, { status, detail = 'No.' }: ReturnType<Fake>): void {
  const problem = { type: 'x', title: 'x', status, detail, code: 'REQUEST_INVALID', requestId: 'x' };
  response.writeHead(status, {
    ...(status === 204 ? {} : { 'content-type': 'application/problem+json' }),
    'x-content-type-options': 'nosniff',
    'x-request-id': 'x',
  });
  response.end(status === 204 ? undefined : JSON.stringify(problem));
}

it('a product that refuses everything well has no fault', async () => {
  expect(await faultsOf(() => ({ status: 422 }), 60)).toEqual(new Set());
});

it('a route that fails on NUL is found', async () => {
  const found = await faultsOf((body) => ({ status: body.includes('\\u0000') ? 500 : 422 }), 40);
  expect(found).toContain('answered 500');
});

it('an error that tells of SQL or of our code is found', async () => {
  for (const detail of ['relation "users" does not exist', 'at handler (/app/services/x.ts:12:3)'])
    expect(await faultsOf(() => ({ status: 422, detail }))).toContain('tells too much');
});

it('a field too much that is accepted is found, and a status that is not described', async () => {
  const accepting = await faultsOf(
    (body) => ({ status: /extra|role|status|"id"/.test(body) ? 204 : 422 }),
    40,
    'POST /api/auth/logout',
  );
  expect(accepting).toContain('accepted with 204');
  expect(await faultsOf(() => ({ status: 418 }))).toContain('unexpected');
});
