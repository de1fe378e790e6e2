import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError, ERRORS, type ErrorCode } from '../../../lib/errors.ts';
import { sendProblem, type Problem } from './problem.ts';

/** What a client gets over a real connection when a handler throws this. */
async function answerTo(thrown: unknown, before?: (response: ServerResponse) => void): Promise<Response> {
  const server = createServer((_request, response) => {
    before?.(response);
    sendProblem(response, thrown, 'request-1');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const codes = Object.keys(ERRORS) as ErrorCode[];
const withStatus = (...statuses: number[]) => codes.filter((code) => statuses.includes(ERRORS[code].status));

describe('a problem', () => {
  it.each(withStatus(429, 503))('%s says after how many seconds to try again', async (code) => {
    expect((await answerTo(new AppError(code))).headers.get('retry-after')).toBe('2');
  });

  it.each([
    [0.2, '1'],
    [0, '1'],
    [1.2, '2'],
    [30, '30'],
  ])('that is over in %d seconds says so in whole seconds, never too few', async (seconds, said) => {
    const answer = await answerTo(new AppError('RATE_LIMIT_EXCEEDED', { retryAfterSeconds: seconds }));
    expect(answer.headers.get('retry-after')).toBe(said);
  });

  it('of the client does not invite to try again', async () => {
    expect((await answerTo(new AppError('REQUEST_INVALID'))).headers.get('retry-after')).toBeNull();
  });

  it.each(withStatus(401))('%s names the way to sign in', async (code) => {
    expect((await answerTo(new AppError(code))).headers.get('www-authenticate')).toBe('Bearer');
  });

  it('of a body that was not read to its end closes the connection', async () => {
    expect((await answerTo(new AppError('REQUEST_TOO_LARGE'))).headers.get('connection')).toBe('close');
  });

  it('is RFC 9457, tells the public detail and is kept by nobody', async () => {
    const errors = [{ path: 'name', code: 'FIELD_MISSING', message: 'Send a name.' }];
    const cause = new Error('password=hunter2');
    const answer = await answerTo(new AppError('REQUEST_INVALID', { detail: 'Look again.', errors }, cause));
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await answer.json()) as Problem).toEqual({
      type: 'urn:sales-intelligence-platform:problem:request-invalid',
      title: ERRORS.REQUEST_INVALID.title,
      status: 422,
      detail: 'Look again.',
      code: 'REQUEST_INVALID',
      requestId: 'request-1',
      errors,
    });
  });

  it('after the answer has begun cuts the connection, so that nobody takes half an answer for a whole', async () => {
    const begun = answerTo(new Error('too late'), (response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      response.write('half');
    });
    await expect(begun.then((answer) => answer.text())).rejects.toThrow();
  });
});
