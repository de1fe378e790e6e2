import type { ServerResponse } from 'node:http';
import type { FieldFault, Progress, WantedStepUp } from '../../../lib/errors.ts';
import { refusalOf, type Refusal } from '../../../mixins/door/refuse.ts';

/** The body of every error, RFC 9457. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  errors?: FieldFault[];
  stepUp?: WantedStepUp;
  progress?: Progress;
  operationId?: string;
};

/** What a client reads of a refusal. */
export function problemOf(
  { code, title, status, detail, errors, stepUp, progress, operationId }: Refusal,
  requestId: string,
): Problem {
  const type = `urn:sales-intelligence-platform:problem:${code.toLowerCase().replaceAll('_', '-')}`;
  const more = {
    ...(errors ? { errors } : {}),
    ...(stepUp ? { stepUp } : {}),
    ...(progress ? { progress } : {}),
    ...(operationId ? { operationId } : {}),
  };
  return { type, title, status, detail, code, requestId, ...more };
}

/** Sends any error as a problem; when the response has begun already, it closes the connection instead. */
export function sendProblem(response: ServerResponse, thrown: unknown, requestId: string): Refusal {
  const refusal = refusalOf(thrown);
  if (response.headersSent) {
    response.destroy();
    return refusal;
  }
  const { status, retryAfterSeconds } = refusal;
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  if (status === 413) response.setHeader('connection', 'close');
  const body = JSON.stringify(problemOf(refusal, requestId));
  response
    .writeHead(status, {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
    })
    .end(body);
  return refusal;
}
