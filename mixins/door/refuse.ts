import {
  AppError,
  ERRORS,
  type ErrorCode,
  type FieldFault,
  type Progress,
  type WantedStepUp,
} from '../../lib/errors.ts';
import { asAppError } from '../wire-errors.ts';

/** A failure as a client may see it: code, texts of the catalogue and field faults, but nothing of the cause. */
export type Refusal = {
  code: ErrorCode;
  /** The HTTP status of the catalogue; other transports translate it. */
  status: number;
  title: string;
  detail: string;
  errors?: FieldFault[];
  /** What has to be confirmed with a second factor, where that is what is missing. */
  stepUp?: WantedStepUp;
  /** How far an upload came that ended midway. */
  progress?: Progress;
  /** The operation that runs, where it is what keeps this from being done. */
  operationId?: string;
  /** After how many seconds to try again, where that may help. */
  retryAfterSeconds?: number;
  /** The error to log, when the failure is an unexpected fault of ours. */
  unexpected?: unknown;
};

/** The time to wait when an error does not name one. */
const RETRY_AFTER_SECONDS = 2;

/** Turns any error into a refusal. */
export function refusalOf(thrown: unknown): Refusal {
  const error = asAppError(thrown);
  const { title, status } = ERRORS[error.code];
  const { detail, errors, stepUp, progress, operationId } = error.public;
  const seconds = secondsToWait(error, status);
  return {
    code: error.code,
    status,
    title,
    detail: detail ?? title,
    ...(errors ? { errors } : {}),
    ...(stepUp ? { stepUp } : {}),
    ...(progress ? { progress } : {}),
    ...(operationId ? { operationId } : {}),
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
    ...(status === 500 ? { unexpected: error.cause ?? error } : {}),
  };
}

function secondsToWait(error: AppError, status: number): number | undefined {
  const mayRetry = status === 503 || status === 429;
  const seconds = error.public.retryAfterSeconds ?? (mayRetry ? RETRY_AFTER_SECONDS : undefined);
  return seconds === undefined ? undefined : Math.max(1, Math.ceil(seconds));
}

/** The method and path of a route, with parameters as `{id}`. */
export type RouteEntry = { method: string; path: string };

/**
 * Returns a function that explains why no route matched a path: ROUTE_NOT_FOUND, or METHOD_NOT_ALLOWED when the path
 * has routes for other methods, which are in `allowed`.
 */
export function unservedAt(
  listed: readonly RouteEntry[],
): (path: string) => { error: AppError; allowed: string[] } {
  const patterns = listed.map(({ method, path }) => ({ method, pattern: patternOf(path) }));
  return (path) => {
    const matches = patterns.filter(({ pattern }) => pattern.test(path));
    const allowed = [...new Set(matches.map(({ method }) => method))];
    return { error: new AppError(allowed.length === 0 ? 'ROUTE_NOT_FOUND' : 'METHOD_NOT_ALLOWED'), allowed };
  };
}

const patternOf = (path: string) =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`);
