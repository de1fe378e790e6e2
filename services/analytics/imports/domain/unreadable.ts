import { AppError } from '../../../../lib/errors.ts';

/** The error for a file that cannot be understood; `detail` is shown to the person who sent it. */
export function unreadable(detail: string, cause?: unknown): AppError {
  return new AppError('IMPORT_UNREADABLE', { detail }, cause);
}
