import { ServerResponse, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../exchange/exchange.ts';
import { send } from './send.ts';

const ETAG = '"3-1764000000000"';

/** Sends an answer to a request with these headers; gives what the client would get. */
function sent(answer: Answer, headers: Record<string, string> = {}) {
  const request = { method: 'GET', headers } as unknown as IncomingMessage;
  const response = new ServerResponse(request);
  const written: string[] = [];
  response.end = ((text?: string) => {
    if (text !== undefined) written.push(text);
    return response;
  }) as ServerResponse['end'];
  send({ request, response }, answer);
  return { status: response.statusCode, headers: response.getHeaders(), body: written.join('') };
}

describe('an answer with an ETag', () => {
  const answer = { status: 200, headers: { etag: ETAG }, body: '{}' };

  it.each([ETAG, `W/${ETAG}`, `"1-0", ${ETAG}`, `"1-0",W/${ETAG} , "2-0"`, '*'])(
    'is 304 without a body for a client that has it (If-None-Match: %s)',
    (known) => {
      const { status, body, headers } = sent(answer, { 'if-none-match': known });
      expect([status, body, headers['etag']]).toEqual([304, '', ETAG]);
    },
  );

  it.each(['"3"', '"3-1764000000001"', '3-1764000000000', '""', ''])(
    'is sent whole to a client that has another state (If-None-Match: %s)',
    (known) => {
      expect(sent(answer, { 'if-none-match': known })).toMatchObject({ status: 200, body: '{}' });
    },
  );

  it('is sent whole when it tells what was just made', () => {
    expect(sent({ ...answer, status: 201 }, { 'if-none-match': ETAG }).status).toBe(201);
  });
});

it('an answer without an ETag is never 304', () => {
  expect(sent({ status: 200, body: '{}' }, { 'if-none-match': '*' })).toMatchObject({ status: 200 });
});

it('an answer is JSON that no cache keeps, with its length in bytes, unless it says otherwise', () => {
  expect(sent({ status: 200, body: '"ü"' }).headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'content-length': 4,
  });
  const csv = { 'content-type': 'text/csv', 'cache-control': 'private' };
  expect(sent({ status: 200, headers: csv, body: 'a' }).headers).toMatchObject(csv);
});

it('an answer without a body has no content type', () => {
  expect(sent({ status: 204 }).headers).toEqual({});
});
