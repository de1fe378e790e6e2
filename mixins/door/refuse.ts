import { AppError, ERRORS, type ErrorCode, type FieldFault } from '../../lib/errors.ts';
import { asAppError } from '../wire-errors.ts';

/** What a client may know of a failure: catalogue text, the code and field faults; nothing of its cause. */
export type Refusal = {
  code: ErrorCode;
  /** The catalogue's status; other transports than HTTP have their own for it. */
  status: number;
  title: string;
  detail: string;
  errors?: FieldFault[];
  /** When to try again, in whole seconds, where that helps. */
  retryAfterSeconds?: number;
  /** What goes to the log, where the failure is a fault of ours that nobody expected. */
  unexpected?: unknown;
};

/** Said where the error itself does not say how long to wait. */
const RETRY_AFTER_SECONDS = 2;

/** Why a request is refused, for an error of any origin. */
export function refusalOf(thrown: unknown): Refusal {
  const error = asAppError(thrown);
  const { title, status } = ERRORS[error.code];
  const { detail, errors } = error.public;
  const seconds = secondsToWait(error, status);
  return {
    code: error.code,
    status,
    title,
    detail: detail ?? title,
    ...(errors ? { errors } : {}),
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
    ...(status === 500 ? { unexpected: error.cause ?? error } : {}),
  };
}

function secondsToWait(error: AppError, status: number): number | undefined {
  const mayRetry = status === 503 || status === 429;
  const seconds = error.public.retryAfterSeconds ?? (mayRetry ? RETRY_AFTER_SECONDS : undefined);
  return seconds === undefined ? undefined : Math.max(1, Math.ceil(seconds));
}

/** One thing that is served: by what method, at which path (parameters as `{id}`). */
export type Listed = { method: string; path: string };

/** Makes what says why nothing was served at a path: there is nothing, or not by this method (then `allowed` names those). */
export function unservedAt(
  listed: readonly Listed[],
): (path: string) => { error: AppError; allowed: string[] } {
  const patterns = listed.map(({ method, path }) => ({ method, pattern: patternOf(path) }));
  return (path) => {
    const fitting = patterns.filter(({ pattern }) => pattern.test(path));
    const allowed = [...new Set(fitting.map(({ method }) => method))];
    return { error: new AppError(allowed.length === 0 ? 'ROUTE_NOT_FOUND' : 'METHOD_NOT_ALLOWED'), allowed };
  };
}

const patternOf = (path: string) =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`);
