import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError, type ErrorCode } from '../../../lib/errors.ts';
import { refusalOf } from '../../../mixins/door/refuse.ts';
import { problemOf, sendProblem } from './problem.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

const CODES: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'REQUEST_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TOO_SLOW',
};
/** A connection on which an answer may have begun; Node writes it down there. */
type Connection = Duplex & { _httpMessage?: { headersSent: boolean } | null };

/** Answers what Node's parser refuses as everything else is answered: with an id, security headers and a problem. */
export function answerParserErrors(server: Server): void {
  server.on('clientError', (error: Error & { code?: string }, connection: Connection) => {
    if (error.code === 'ECONNRESET' || !connection.writable || connection._httpMessage?.headersSent) {
      connection.destroy();
      return;
    }
    connection.end(answerTo(new AppError(CODES[error.code ?? ''] ?? 'REQUEST_MALFORMED')));
    connection.once('finish', () => connection.destroy());
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
    response.setHeader('connection', 'close');
    sendProblem(response, new AppError('EXPECTATION_FAILED'), requestId);
    request.resume();
  });
}

function answerTo(error: AppError): string {
  const requestId = randomUUID();
  const body = JSON.stringify(problemOf(refusalOf(error), requestId));
  const headers = [
    ...SECURITY_HEADERS,
    ['x-request-id', requestId],
    ['content-type', 'application/problem+json; charset=utf-8'],
    ['content-length', Buffer.byteLength(body)],
    ['cache-control', 'no-store'],
    ['connection', 'close'],
  ];
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}\r\n${lines}\r\n${body}`;
}
