import type { ServerResponse } from 'node:http';
import { ERRORS, type AppError, type PublicDetail } from '../../lib/errors.ts';
import { asAppError } from '../../mixins/wire-errors.ts';

/** RFC 9457, the body of every error. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  errors?: PublicDetail['errors'];
};

/** What a client may know of an error: catalogue text, the code and field faults; nothing of its cause. */
function problemOf(error: AppError, requestId: string): Problem {
  const { title, status } = ERRORS[error.code];
  return {
    type: `urn:sales-intelligence-platform:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    detail: error.public.detail ?? title,
    code: error.code,
    requestId,
    ...(error.public.errors ? { errors: error.public.errors } : {}),
  };
}

/** Sends an error of any origin as a problem; when the answer has begun already, the connection is cut instead. */
export function sendProblem(response: ServerResponse, thrown: unknown, requestId: string): AppError {
  const error = asAppError(thrown);
  if (response.headersSent) {
    response.destroy();
    return error;
  }
  const problem = problemOf(error, requestId);
  const retryAfter =
    error.public.retryAfterSeconds ?? (problem.status === 503 || problem.status === 429 ? 2 : undefined);
  if (retryAfter !== undefined) response.setHeader('retry-after', String(Math.max(1, Math.ceil(retryAfter))));
  if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
  if (problem.status === 413) response.setHeader('connection', 'close');
  const body = JSON.stringify(problem);
  response
    .writeHead(problem.status, {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
    })
    .end(body);
  return error;
}
