import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { factContracts } from '../contracts/analytics/facts.ts';
import { reportContracts } from '../contracts/analytics/reports.ts';
import { memberContracts } from '../contracts/auth/members.ts';
import { contentContracts } from '../contracts/campaign/content.ts';
import { publishingContracts } from '../contracts/campaign/publishing.ts';
import { Client } from './client.ts';
import { ClientFailure, ProblemAnswer } from './failures.ts';

type Heard = { line: string; authorization: string | undefined; type: string | undefined; body: string };

/** A client of a server that gives this one answer, and what the server heard. */
async function clientOf(
  answer: RequestListener,
  options: ConstructorParameters<typeof Client>[1] = {},
): Promise<{ client: Client; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString();
      heard.push({
        line: `${method} ${url}`,
        authorization: headers.authorization,
        type: headers['content-type'],
        body,
      });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { client: new Client(`http://127.0.0.1:${port}/`, options), heard };
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(status === 204 ? undefined : JSON.stringify(body));
  };

describe('the client', () => {
  it('gives the answer that the contract promises, asked in the name of who holds the token', async () => {
    const result = { accepted: 1, rejectedCount: 0, rejected: [] };
    const { client, heard } = await clientOf(json(200, result));
    const upload = { type: 'application/x-ndjson', content: '{}\n' };
    expect(await client.as('abc').upload(factContracts.ingest, upload)).toEqual(result);
    expect(heard).toEqual([
      {
        line: 'POST /api/analytics/metrics',
        authorization: 'Bearer abc',
        type: 'application/x-ndjson',
        body: '{}\n',
      },
    ]);
  });

  it('gives nothing where the contract promises no body', async () => {
    const { client, heard } = await clientOf(json(204, null));
    expect(await client.call(memberContracts.removeMember, { userId: 'u1' })).toBeUndefined();
    expect(heard).toMatchObject([
      { line: 'DELETE /api/members/u1', authorization: undefined, type: undefined },
    ]);
  });

  it('gives a report as text of another type', async () => {
    const { client } = await clientOf((request, response) => response.end(`as ${request.headers.accept}`));
    expect(await client.text(reportContracts.performance, {}, 'text/csv')).toBe('as text/csv');
  });

  it('throws what the API says when it refuses', async () => {
    const problem = {
      code: 'X_BAD',
      detail: 'It is bad.',
      requestId: 'r1',
      errors: [{ path: 'a', code: 'C', message: 'm' }],
    };
    const { client } = await clientOf(json(429, problem, { 'retry-after': '7' }));
    const error = await client.call(contentContracts.list, {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ProblemAnswer);
    expect(error).toMatchObject({
      message: 'GET /api/campaigns was answered with 429',
      status: 429,
      code: 'X_BAD',
      retryAfterSeconds: 7,
      details: ['code       X_BAD', 'detail     It is bad.', 'field      a: m (C)', 'requestId  r1'],
    });
  });

  it('throws what came when that is no problem of the API', async () => {
    const { client } = await clientOf((_request, response) => response.writeHead(502).end('<html>'));
    await expect(client.call(contentContracts.list, {})).rejects.toMatchObject({
      status: 502,
      code: undefined,
      retryAfterSeconds: undefined,
      details: ['<html>'],
    });
  });

  it.each([
    ['another shape', json(200, { data: 1 }), /another shape than promised/],
    ['another status', json(202, { data: [], page: { nextCursor: null } }), /answered with 202, and not 200/],
    [
      'no JSON',
      ((_request, response) => response.end('hello')) satisfies RequestListener,
      /not answered with JSON/,
    ],
    ['no answer', ((request) => request.socket.destroy()) satisfies RequestListener, /got no answer/],
    ['an answer too late', (() => undefined) satisfies RequestListener, /got no answer/],
  ])('does not take %s for an answer', async (_what, answer, message) => {
    const { client } = await clientOf(answer, { patienceMs: 300 });
    const error = await client.call(contentContracts.list, {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ClientFailure);
    expect((error as Error).message).toMatch(message);
  });

  it('hears each change of an operation until the stream ends', async () => {
    const operation = (status: string) => ({
      id: '01a21da0-f9fb-756d-8c14-f7ca797770ef',
      campaignId: '01a21da0-f9fb-756d-8c14-f7ca797770ea',
      kind: 'publish',
      status,
      progress: { step: 'prepare', done: 0, total: 2 },
      error: null,
      result: null,
      createdAt: '2026-11-27T15:30:18.747Z',
      updatedAt: '2026-11-27T15:30:18.747Z',
    });
    const told = ['running', 'succeeded'].map(
      (s) => `event: operation\ndata: ${JSON.stringify(operation(s))}\n\n`,
    );
    const { client, heard } = await clientOf(
      (_request, response) => {
        response.write(told[0]);
        setTimeout(() => response.end(told[1]), 700); // longer than the client waits for an answer
      },
      { patienceMs: 300 },
    );
    const statuses: string[] = [];
    for await (const { status } of client.events(publishingContracts.operation, { id: 'o1' }))
      statuses.push(status);
    expect(statuses).toEqual(['running', 'succeeded']);
    expect(heard.map(({ line }) => line)).toEqual(['GET /api/operations/o1/events']);
    const nothing = client.events(contentContracts.list, {});
    await expect(nothing.next()).rejects.toThrow('campaign.list tells no events');
  });

  it('says why a stream ended whose news it may not read any more', async () => {
    const problem = { code: 'TOKEN_INVALID', status: 401, title: 'The token is not valid.' };
    const { client } = await clientOf((_request, response) =>
      response.end(`retry: 2000\n\nevent: problem\ndata: ${JSON.stringify(problem)}\n\n`),
    );
    const stream = client.events(publishingContracts.operation, { id: 'o1' });
    await expect(stream.next()).rejects.toMatchObject({ code: 'TOKEN_INVALID', status: 401 });
  });
});
