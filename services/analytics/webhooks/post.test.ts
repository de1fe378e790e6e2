import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { selfSigned } from '../../gateway/testing/self-signed.ts';
import { poster } from './post.ts';

let server: Server;
let tls: { port: number; ca: string };
let received: { path: string; host: string; body: string }[] = [];
let status = 200;
const URL_OF_SLACK = new URL('https://hooks.slack.com/services/T0/B0/secret');
const local = async () => [{ address: '127.0.0.1', family: 4 }];

beforeAll(async () => {
  const { certificate, key } = await selfSigned('hooks.slack.com');
  server = createServer({ cert: certificate, key }, (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ path: request.url ?? '', host: request.headers.host ?? '', body });
      response.writeHead(status, { location: 'https://evil.example/' }).end('ok');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  tls = { port: (server.address() as AddressInfo).port, ca: certificate };
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  received = [];
  status = 200;
});

const there = () => poster({ resolve: local, isAllowed: () => true, tls });

it('posts the body to the webhook, over TLS of its name', async () => {
  await there()(URL_OF_SLACK, { text: 'Grüße' });
  expect(received).toEqual([
    { path: '/services/T0/B0/secret', host: `hooks.slack.com:${tls.port}`, body: '{"text":"Grüße"}' },
  ]);
  await expect(there()(new URL('https://other.slack.com/'), {})).rejects.toThrow('It was not reached.');
});

it('never connects to a private address, whatever the name says, and also where only one of several is private', async () => {
  const both = async () => [{ address: '8.8.8.8', family: 4 }, ...(await local())];
  for (const resolve of [local, both])
    await expect(poster({ resolve, tls })(URL_OF_SLACK, {})).rejects.toMatchObject({
      message: 'Its host is at no address of the internet.',
      isFinal: true,
    });
  expect(received).toEqual([]);
});

it.each([
  [302, false],
  [404, true],
  [410, true],
  [429, false],
  [500, false],
])(
  'takes an answer of %s for a message that was not taken; that it is final is %s',
  async (answered, isFinal) => {
    status = answered;
    const failed = { name: 'NotPosted', message: `It answered ${answered}.`, isFinal };
    await expect(there()(URL_OF_SLACK, {})).rejects.toMatchObject(failed);
    expect(received).toHaveLength(1);
  },
);

it('sends a relay the path, whatever it looks like, and goes nowhere but to the relay', async () => {
  const seen: { path: string; host: string }[] = [];
  const relay = createHttpServer((request, response) => {
    seen.push({ path: request.url ?? '', host: String(request.headers['x-webhook-host']) });
    response.end();
  });
  const elsewhere = createHttpServer((_, response) => response.end());
  let strays = 0;
  elsewhere.on('connection', () => strays++);
  const portOf = async (one: HttpServer) => {
    one.listen(0, '127.0.0.1');
    await once(one, 'listening');
    return (one.address() as AddressInfo).port;
  };
  const post = poster({ relay: `http://127.0.0.1:${await portOf(relay)}` });
  const other = `127.0.0.1:${await portOf(elsewhere)}`;
  const piece = fc.constantFrom(
    '/',
    '//',
    '\\',
    '/\\',
    '.',
    '..',
    '@',
    ':',
    '%2f',
    '%5c',
    '?',
    ';',
    other,
    'http:',
    'a',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
      const url = new URL(`https://hooks.slack.com/${pieces.join('')}`);
      await post(url, {});
      expect(seen.at(-1)).toEqual({ path: url.pathname + url.search, host: 'hooks.slack.com' });
    }),
    { numRuns: 200, examples: [[['/', other, '/x']], [['\\', other]]] },
  );
  expect(strays).toBe(0);
  relay.close();
  elsewhere.close();
});

it('says nothing of the address in what went wrong', async () => {
  const missing = poster({ resolve: async () => Promise.reject(new Error('ENOTFOUND secret')), tls });
  await expect(missing(URL_OF_SLACK, {})).rejects.toThrow(/^Its host was not found\.$/);
});
