import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { VendorFailure } from '../port.ts';
import { sendRequest, readable, retryAfterMs, type VendorRequest } from './http.ts';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => (server.close(), server.closeAllConnections()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const request = (url: string, over: Partial<VendorRequest> = {}): VendorRequest => ({
  vendor: 'Vendor',
  url,
  method: 'POST',
  headers: { authorization: 'Bearer very-secret-token' },
  body: '{}',
  effect: 'write',
  timeoutMs: 200,
  ...over,
});
const failing = async (over: VendorRequest): Promise<VendorFailure> =>
  sendRequest(over).then(
    () => expect.unreachable('it should fail'),
    (error: unknown) => error as VendorFailure,
  );

describe('ask', () => {
  it('sends a request exactly once, whatever the answer', async () => {
    let seen = 0;
    const url = await serve((_, response) => {
      seen += 1;
      response.writeHead(503).end();
    });
    expect((await sendRequest(request(url))).status).toBe(503);
    expect(seen).toBe(1);
  });

  it('does not carry the token to where a redirect points', async () => {
    let reached = false;
    const elsewhere = await serve((_, response) => {
      reached = true;
      response.end();
    });
    const url = await serve((_, response) => response.writeHead(307, { location: elsewhere }).end());
    expect((await sendRequest(request(url))).status).toBe(307);
    expect(reached).toBe(false);
  });

  it.each([
    ['a time-out', (_: IncomingMessage, __: ServerResponse) => undefined],
    ['a reset before the answer', (incoming: IncomingMessage) => incoming.socket.destroy()],
    [
      'a reset in the middle of the answer',
      (incoming: IncomingMessage, response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{', () => incoming.socket.destroy());
      },
    ],
  ])('%s is unknown, and leaves a doubt only for a write', async (_name, handle) => {
    const url = await serve(handle);
    const write = await failing(request(url));
    expect(write).toBeInstanceOf(VendorFailure);
    expect(write).toMatchObject({ kind: 'unknown', effect: 'write', leavesDoubt: true });
    const read = await failing(request(url, { effect: 'read' }));
    expect(read).toMatchObject({ kind: 'unknown', effect: 'read', leavesDoubt: false });
    expect(`${write.message} ${write.code}`).not.toContain('very-secret-token');
  });

  it('is not sent when nobody listens or there is no such host', async () => {
    expect((await failing(request('http://127.0.0.1:2'))).kind).toBe('not-sent');
    expect((await failing(request('http://no-such-host.invalid', { timeoutMs: 5000 }))).kind).toBe(
      'not-sent',
    );
  });

  it('ends as unknown when a write is called off on its way', async () => {
    const abort = new AbortController();
    const url = await serve(() => abort.abort());
    expect((await failing(request(url, { signal: abort.signal, timeoutMs: 5000 }))).kind).toBe('unknown');
  });
});

it('Retry-After is read as seconds or as a date', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  expect(retryAfterMs(new Headers({ 'retry-after': '7' }), now)).toBe(7000);
  expect(retryAfterMs(new Headers({ 'retry-after': 'Sun, 22 Nov 2026 10:01:00 GMT' }), now)).toBe(60_000);
  expect(retryAfterMs(new Headers(), now)).toBeNull();
});

it('a readable sentence has one line, an end, and no token', () => {
  const text = readable(
    `refused\nAuthorization: Bearer abcdefghijkl access_token=abcdefghijkl ${'x'.repeat(900)}`,
  );
  expect(text).not.toContain('abcdefghijkl');
  expect(text).not.toContain('\n');
  expect(text.length).toBeLessThanOrEqual(500);
});
