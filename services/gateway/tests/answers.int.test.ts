import { randomUUID } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Http } from '../../../tests/support/http.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { briefOf } from '../../ai/tests/briefs.ts';

const ORIGIN = 'https://app.example.test';
const STRUCTURES = '/api/ai/campaign-structures';
type Problem = { code: string; detail: string; errors?: { path: string; code: string }[]; requestId: string };
type Span = { name: string; traceID: string; tags: { action?: { name?: string } } };

let stack: Stack;
let http: Http;
let owner: Http;
const spans: Span[] = [];
beforeAll(async () => {
  stack = await startStack({
    services: ['gateway', 'ai'],
    env: { CORS_ORIGIN: ORIGIN, TRACE_SAMPLE_RATIO: '1' },
  });
  http = new Http(stack.url);
  owner = http.as(stack.person('owner').authorization);
  stack.running.broker.createService({
    name: 'spans',
    events: { '$tracing.spans': (ctx: { params: Span[] }) => void spans.push(...ctx.params) },
  } as never);
});
afterAll(() => stack.stop());

/** Sends a body in pieces, without saying how long it is. */
function sendChunked(path: string, headers: Record<string, string>, pieces: readonly string[]) {
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Problem }>(
    (resolve, reject) => {
      const authorization = stack.person('owner').authorization;
      const sent = httpRequest(stack.url + path, { method: 'POST', headers: { authorization, ...headers } });
      sent.on('error', reject);
      sent.on('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: JSON.parse(text) as Problem,
          }),
        );
      });
      for (const piece of pieces) sent.write(piece);
      sent.end();
    },
  );
}

/** What comes back on one connection for this text, until the other side is quiet for a moment. */
function exchangeRaw(text: string, until: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(stack.url).port), '127.0.0.1', () => socket.write(text));
    let got = '';
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      got += chunk.toString();
      if (until.test(got)) socket.destroy();
    });
    socket.on('close', () => resolve(got));
    socket.on('error', reject);
  });
}

describe('the id of a request', () => {
  it("is one and the same for the answer, its problem and the trace, whatever id a client's own headers name", async () => {
    const mine = `mine-${randomUUID()}`;
    const headers = { 'x-request-id': mine, 'x-correlation-id': 'somebody-elses-request' };
    const answer = await owner.post<Problem>(STRUCTURES, { nonsense: true }, { headers });
    expect([answer.headers.get('x-request-id'), answer.body.requestId]).toEqual([mine, mine]);
    await expect
      .poll(() => spans.filter((span) => span.traceID === mine).map((span) => span.tags.action?.name))
      .toContain('ai.campaignStructure');
    expect(spans.map((span) => span.traceID)).not.toContain('somebody-elses-request');
  });

  it('is a new one when the trace id that a client sends is empty', async () => {
    const headers = { traceparent: `00-${'0'.repeat(32)}-${'cd'.repeat(8)}-01` };
    const answer = await http.get('/openapi.json', { headers });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });
});

it('a trace holds neither what was sent nor who sent it', async () => {
  const mine = `mine-${randomUUID()}`;
  const body = { ...briefOf(), product: 'Confidential launch' };
  const written = await owner.post(STRUCTURES, body, { headers: { 'x-request-id': mine } });
  expect(written.status).toBe(200);
  const traced = () => spans.filter((span) => span.traceID === mine);
  await expect.poll(() => traced().map((span) => span.tags.action?.name)).toContain('ai.campaignStructure');
  expect(JSON.stringify(traced())).not.toMatch(/Confidential|Bearer/);
});

describe('security headers', () => {
  it('forbid frames, content and plain HTTP for a year', async () => {
    const { headers } = await http.get('/api/auth/me');
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  });

  it('allow the documentation page its own files and nothing else', async () => {
    const policy = (await http.get('/docs')).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('keep answers of the API out of every cache', async () => {
    const written = await owner.post(STRUCTURES, briefOf());
    expect([written.status, written.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });

  it("keep the code of an ad platform's redirect out of the next page's referrer", async () => {
    const back = await http.get('/api/ad-accounts/callback?state=s&code=c');
    expect([back.status, back.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
    const declined = await http.get<Problem>('/api/ad-accounts/callback?state=s&code=c&error=access_denied');
    expect([declined.status, declined.body.code]).toEqual([422, 'CONNECT_REFUSED']);
  });
});

describe('a page of the listed origin', () => {
  const preflight = (origin: string) =>
    http.ask('OPTIONS', '/api/campaigns', { headers: { origin, 'access-control-request-method': 'POST' } });

  it('may use every method and header of the API, and need not ask again for ten minutes', async () => {
    const { status, headers } = await preflight(ORIGIN);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST, PUT, PATCH, DELETE');
    const allowed = headers.get('access-control-allow-headers')?.split(', ').sort();
    expect(allowed).toEqual([
      'authorization',
      'content-type',
      'idempotency-key',
      'if-match',
      'if-none-match',
      'last-event-id',
      'step-up-token',
      'traceparent',
    ]);
    expect(headers.get('access-control-max-age')).toBe('600');
  });

  it('reads the headers that it needs to go on', async () => {
    const { headers } = await http.get('/api/auth/me', { headers: { origin: ORIGIN } });
    const exposed = headers.get('access-control-expose-headers')?.split(', ').sort();
    expect(exposed).toEqual([
      'etag',
      'location',
      'ratelimit',
      'ratelimit-policy',
      'retry-after',
      'x-request-id',
    ]);
  });

  it('gets no answer that a cache kept for another origin', async () => {
    for (const origin of [ORIGIN, 'https://evil.io'])
      expect((await http.get('/api/auth/me', { headers: { origin } })).headers.get('vary')).toBe('Origin');
  });

  it('and nobody else: a foreign origin is told nothing of the API', async () => {
    const names = [...(await preflight('https://evil.io')).headers.keys()];
    expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('a body', () => {
  const json = { 'content-type': 'application/json' };

  it('without a length is refused when it grows too long, and the connection ends', async () => {
    const answer = await sendChunked(STRUCTURES, json, ['"', 'x'.repeat(200_000), '"']);
    expect([answer.status, answer.body.code]).toEqual([413, 'REQUEST_TOO_LARGE']);
    expect(answer.headers.connection).toBe('close');
  });

  it('without a length still needs a content type', async () => {
    const answer = await sendChunked(STRUCTURES, {}, ['{}']);
    expect([answer.status, answer.body.code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('with a field named %s is refused', async (name) => {
    const answer = await owner.ask<Problem>('POST', STRUCTURES, {
      raw: `{"brief":{"${name}" : {"admin":true}}}`,
      headers: json,
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'REQUEST_MALFORMED']);
  });

  it('that was refused unread does not spoil the next request on its connection', async () => {
    const body = 'x'.repeat(50_000);
    const refused = `POST ${STRUCTURES} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const got = await exchangeRaw(
      `${refused}${body}GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n`,
      /"status":"live"/,
    );
    expect([...got.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1])).toEqual(['401', '200']);
  });
});

describe('a query parameter', () => {
  it.each(['constructor', '__proto__', 'toString'])('named %s is unknown, not said twice', async (name) => {
    const answer = await owner.get<Problem>(`/api/campaigns?${name}=1`);
    expect([answer.status, answer.body.code]).toEqual([422, 'REQUEST_INVALID']);
    expect(answer.body.errors?.[0]).toMatchObject({ path: name, code: 'FIELD_UNKNOWN' });
  });

  it('of any length and number gives an answer of bounded length', async () => {
    const long = 'n'.repeat(3_000);
    const twice = await owner.get<Problem>(`/api/campaigns?${long}=1&${long}=2`);
    expect(twice.body.detail.length).toBeLessThan(100);
    const many = Array.from({ length: 200 }, (_, i) => `${'m'.repeat(50)}${i}=1`).join('&');
    const unknown = await owner.get<Problem>(`/api/campaigns?${long}=1&${many}`);
    expect(unknown.body.errors).toHaveLength(50);
    expect(unknown.body.errors?.[0]?.path).toHaveLength(100);
  });
});
