import { Errors } from 'moleculer';
import type { z } from 'zod';
import { AppError, isErrorCode, type FieldFault, type PublicDetail } from '../lib/errors.ts';

/**
 * Classes of errors do not cross nodes; `code`, `type` and `data` do. On the wire an error is a plain MoleculerError:
 * code = HTTP status, type = code of the catalogue, data = what may be told to a client. Nothing else travels.
 */
export function toWire(error: unknown): Errors.MoleculerError {
  const known = asAppError(error);
  const wire = new Errors.MoleculerError(known.message, known.status, known.code, known.public);
  wire.stack = `${known.code}: ${known.message}`;
  return wire;
}

/** Frame errors that mean: nobody there, or no answer in time. */
const UNREACHABLE = new Set([
  'SERVICE_NOT_FOUND',
  'SERVICE_NOT_AVAILABLE',
  'REQUEST_TIMEOUT',
  'REQUEST_SKIPPED',
  'REQUEST_REJECTED',
  'BAD_GATEWAY', // the bus is away
]);

/** moleculer-web's word for a path with broken escapes. */
const UNDECODABLE = 'UNABLE_DECODE_PARAM';

/** What an error of any origin means in our own terms; unknown ones become INTERNAL_ERROR with the cause kept. */
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

/** True when a call was never sent to any node, so that sending it again cannot do anything twice. */
export function neverDispatched(error: unknown): boolean {
  const type = (error as { type?: unknown } | null)?.type;
  return type === 'SERVICE_NOT_FOUND' || type === 'SERVICE_NOT_AVAILABLE';
}

/** Faults of zod as 422: one entry per field. */
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
  const { detail, errors, retryAfterSeconds } = data as PublicDetail;
  return {
    ...(typeof detail === 'string' ? { detail } : {}),
    ...(Array.isArray(errors) ? { errors } : {}),
    ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}),
  };
}
