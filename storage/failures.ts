import { AppError } from '../lib/errors.ts';

/** Codes of PostgreSQL and of sockets for a database that cannot be reached or is shutting down. */
const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '25006',
]);
const UNAVAILABLE_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after/;

type ErrorFields = { code?: unknown; message?: unknown; original?: unknown; parent?: unknown };

/** True when an error of pg, Sequelize or a socket means that the database is down. */
function isUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, original } = error as ErrorFields;
  if (typeof code === 'string' && UNAVAILABLE.has(code)) return true;
  if (typeof message === 'string' && UNAVAILABLE_TEXT.test(message)) return true;
  return original !== undefined && original !== error && isUnavailable(original);
}

/**
 * Turns the error of a database that is down into 503 DEPENDENCY_UNAVAILABLE, and returns every other error as it is.
 */
export function asPublicFailure(error: unknown): unknown {
  return isUnavailable(error)
    ? new AppError('DEPENDENCY_UNAVAILABLE', { retryAfterSeconds: 2 }, error)
    : error;
}

/** Whether an error is the violation of a unique constraint, or of the one with this name. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const e = error as { code?: string; constraint?: string } | null;
  return e?.code === '23505' && (constraint === undefined || e.constraint === constraint);
}
