import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@sip/local-servers/free-port';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { selfSigned } from '../testing/self-signed.ts';
import { stackForTest, startStack, type Stack } from '../../../tests/support/stack.ts';
import { askWith, describedPaths, METHODS } from './methods.ts';

const OK = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    services: ['gateway'],
    env: { CONNECTIONS_PER_ADDRESS: '40', LIMIT_API_PER_MINUTE: '100000' },
  });
});
afterAll(() => stack.stop());

/** One connection: all that came back until it closed, or until `waitMs` were over. */
async function raw(text: string, waitMs = 2_000): Promise<string> {
  const socket = connect(Number(new URL(stack.url).port), '127.0.0.1', () => socket.write(text));
  let got = '';
  socket.on('data', (chunk) => (got += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'close'), pause(waitMs)]);
  socket.destroy();
  return got;
}
const post = (headers: string, body = '') =>
  `POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;

describe('what the parser refuses', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    ['an unknown method', 'BREW / HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    ['a header without an end', 'GET / HTTP/1.1\r\nHost: x\r\na b: c\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    ['two lengths', post('Content-Length: 1\r\nContent-Length: 2\r\n', '{}'), 400, 'REQUEST_MALFORMED'],
    [
      'a length and chunks',
      post('Content-Length: 1\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
      400,
      'REQUEST_MALFORMED',
    ],
    ['a folded header', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    ['lines that end in LF alone', 'GET / HTTP/1.1\nHost: x\n\n', 400, 'REQUEST_MALFORMED'],
    [
      'headers of 17 KB',
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(17_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    [
      'two thousand headers',
      `GET / HTTP/1.1\r\nHost: x\r\n${'a:b\r\n'.repeat(2_000)}\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    ['an expectation', post('Expect: tea\r\nContent-Length: 0\r\n'), 417, 'EXPECTATION_FAILED'],
    ['two hosts', 'GET /health/live HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    ['no host', 'GET /health/live HTTP/1.1\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    [
      'two tokens',
      'GET /api/campaigns HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n',
      400,
      'REQUEST_MALFORMED',
    ],
    [
      'two content types',
      post('Content-Type: text/plain\r\nContent-Length: 2\r\n', '{}'),
      400,
      'REQUEST_MALFORMED',
    ],
  ])('is answered as everything else is, and the connection ends: %s', async (_, text, status, code) => {
    const got = await raw(text);
    const [head = '', body = ''] = got.split('\r\n\r\n');
    expect(got.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toMatch(/content-type: application\/problem\+json/i);
    const headers = [
      'x-content-type-options: nosniff',
      "default-src 'none'",
      'strict-transport-security: max-age=',
    ];
    for (const header of [...headers, 'cache-control: no-store', 'connection: close', 'referrer-policy'])
      expect(head.toLowerCase()).toContain(header);
    const problem = JSON.parse(body) as { code: string; requestId: string };
    expect(problem.code).toBe(code);
    expect(head.toLowerCase()).toContain(`x-request-id: ${problem.requestId}`);
    expect(body).not.toMatch(/HPE_|Parse Error|llhttp|node:/i);
  });

  it.each(['TRACE', 'CONNECT', 'PROPFIND'])('%s is no method here', async (method) => {
    const got = await raw(`${method} /api/campaigns HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(got).not.toMatch(/HTTP\/1\.1 2/);
    if (method !== 'CONNECT') expect(got).toMatch(/HTTP\/1\.1 405 [^]*allow: POST, GET/i);
  });
});

it('a method that a path does not have is answered 405 with those that it has: every path, every method', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  onTestFinished(() => agent.destroy());
  expect(describedPaths.length).toBeGreaterThan(80);
  const undeclared = describedPaths.flatMap(({ path, methods }) =>
    METHODS.filter((method) => !methods.includes(method)).map((method) => ({ method, path, methods })),
  );
  const answered = await Promise.all(
    undeclared.map(async ({ method, path }) => ({
      asked: `${method} ${path}`,
      ...(await askWith(agent, method, stack.url + path)),
    })),
  );
  const due = undeclared.map(({ method, path, methods }) => ({
    asked: `${method} ${path}`,
    status: 405,
    allow: methods,
  }));
  expect(answered.filter((answer, i) => JSON.stringify(answer) !== JSON.stringify(due[i]))).toEqual([]);
});

it('one address holds only its share of the connections, and gets new ones when it lets go of others', async () => {
  const port = Number(new URL(stack.url).port);
  const sockets = Array.from({ length: 60 }, () => connect(port, '127.0.0.1'));
  let closed = 0;
  for (const socket of sockets) {
    socket.on('error', () => undefined);
    socket.on('close', () => (closed += 1));
  }
  await expect.poll(() => closed).toBeGreaterThanOrEqual(20);
  expect(closed).toBeLessThan(30);
  for (const socket of sockets) socket.destroy();
  await expect.poll(() => raw(OK, 300)).toMatch(/^HTTP\/1\.1 200/);
});

it('behind a proxy the connections are the proxy’s, and are not counted by address', async () => {
  const proxied = await stackForTest({
    services: ['gateway'],
    env: { CONNECTIONS_PER_ADDRESS: '1', TRUSTED_PROXY_HOPS: '1' },
  });
  const answers = await Promise.all(Array.from({ length: 5 }, () => fetch(`${proxied.url}/health/live`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
});

describe('with a certificate', () => {
  it('the gateway speaks TLS, asks for it for a year, and sends plain HTTP there', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'sip-tls-'));
    const { certificate, key } = await selfSigned('localhost');
    const [certFile, keyFile] = [join(directory, 'cert.pem'), join(directory, 'key.pem')];
    await Promise.all([writeFile(certFile, certificate), writeFile(keyFile, key)]);
    const [port, redirectPort] = [await freePort(), await freePort()];
    const env = { API_GATEWAY_PORT: String(port), HTTP_REDIRECT_PORT: String(redirectPort) };
    await stackForTest({
      services: ['gateway'],
      env: { ...env, TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile },
    });
    const answer = async (send: typeof httpRequest, options: object) => {
      const sent = send({ host: 'localhost', ca: certificate, ...options } as never).end();
      onTestFinished(() => void sent.destroy());
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      return response;
    };
    const safe = await answer(tlsRequest, { port, path: '/health/live' });
    expect([safe.statusCode, safe.headers['strict-transport-security']]).toEqual([
      200,
      'max-age=31536000; includeSubDomains',
    ]);
    const plain = await answer(httpRequest, { port: redirectPort, path: '/api/campaigns?limit=1' });
    expect([plain.statusCode, plain.headers.location]).toEqual([
      308,
      `https://localhost:${port}/api/campaigns?limit=1`,
    ]);
    await expect(answer(tlsRequest, { port, path: '/', maxVersion: 'TLSv1.1' })).rejects.toThrow();
    await expect(answer(httpRequest, { port, path: '/' })).rejects.toThrow();
  });

  it('and not with half of one', async () => {
    const env = { TLS_CERT_FILE: '/nowhere/cert.pem' };
    await expect(stackForTest({ services: ['gateway'], env })).rejects.toThrow();
  });
});
