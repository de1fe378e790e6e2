import type { Caller } from '../../../../contracts/caller.ts';
import { AppError } from '../../../../lib/errors.ts';

/**
 * That two campaigns are one is known by a platform's id, or a person says so: no machine guesses it.
 * @throws AppError PERMISSION_DENIED
 */
export function requirePerson({ kind }: Caller): void {
  if (kind === 'user') return;
  throw new AppError('PERMISSION_DENIED', { detail: 'Only a person says which campaigns are the same.' });
}
