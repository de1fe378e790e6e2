import { Errors } from 'moleculer';
import type { z } from 'zod';
import { AppError, isErrorCode, type FieldFault, type PublicDetail } from '../lib/errors.ts';

/**
 * The error as it travels between nodes. Moleculer does not transport classes of errors, but `code`, `type` and `data`:
 * here the HTTP status, the code of the catalogue, and the details that a client may see. Nothing else is sent.
 */
export function toWire(error: unknown): Errors.MoleculerError {
  const appError = asAppError(error);
  const wire = new Errors.MoleculerError(appError.message, appError.status, appError.code, appError.public);
  wire.stack = `${appError.code}: ${appError.message}`;
  return wire;
}

/** Errors of Moleculer for a service that no node runs, or that did not answer in time. */
const UNREACHABLE = new Set([
  'SERVICE_NOT_FOUND',
  'SERVICE_NOT_AVAILABLE',
  'REQUEST_TIMEOUT',
  'REQUEST_SKIPPED',
  'REQUEST_REJECTED',
  'BAD_GATEWAY', // the bus is away
]);

/** moleculer-web's error for a path with invalid percent-encoding. */
const UNDECODABLE = 'UNABLE_DECODE_PARAM';

/** Turns any error into one of the catalogue; an unknown error becomes INTERNAL_ERROR with the error as its cause. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { type, data } = (error ?? {}) as { type?: unknown; data?: unknown };
  if (isErrorCode(type)) return new AppError(type, publicDetail(data), error);
  if (type === UNDECODABLE) return new AppError('REQUEST_MALFORMED', {}, error);
  if (typeof type === 'string' && UNREACHABLE.has(type)) {
    return new AppError('DEPENDENCY_UNAVAILABLE', { retryAfterSeconds: 2 }, error);
  }
  if (error instanceof Errors.QueueIsFullError)
    return new AppError('SERVICE_OVERLOADED', { retryAfterSeconds: 2 }, error);
  return new AppError('INTERNAL_ERROR', {}, error);
}

/** Whether a call was never sent to a node, so that it can be repeated without doing anything twice. */
export function neverDispatched(error: unknown): boolean {
  const type = (error as { type?: unknown } | null)?.type;
  return type === 'SERVICE_NOT_FOUND' || type === 'SERVICE_NOT_AVAILABLE';
}

/** Turns the issues of zod into REQUEST_INVALID (422), with one entry for each field. */
export function invalidRequest(error: z.ZodError): AppError {
  const errors: FieldFault[] = error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...path, key.slice(0, 100)].join('.'),
        code: 'FIELD_UNKNOWN',
        message: 'There is no such field.',
      }));
    }
    const missing =
      issue.code === 'invalid_type' && issue.input === undefined && /received undefined/.test(issue.message);
    return [
      { path: path.join('.'), code: missing ? 'FIELD_MISSING' : 'FIELD_INVALID', message: issue.message },
    ];
  });
  return new AppError('REQUEST_INVALID', { errors: errors.slice(0, 50) });
}

function publicDetail(data: unknown): PublicDetail {
  if (typeof data !== 'object' || data === null) return {};
  const { detail, errors, retryAfterSeconds, stepUp, operationId } = data as PublicDetail;
  return {
    ...(typeof detail === 'string' ? { detail } : {}),
    ...(Array.isArray(errors) ? { errors } : {}),
    ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}),
    ...(typeof stepUp === 'object' ? { stepUp } : {}),
    ...(typeof operationId === 'string' ? { operationId } : {}),
  };
}
