import type { Caller } from '../../contracts/caller.ts';
import { AppError } from '../../lib/errors.ts';

/**
 * Refuses machines what only people decide, whatever their scopes.
 * @param detail what is decided, as a sentence for whoever asked
 * @throws AppError PERMISSION_DENIED
 */
export function requirePerson({ kind }: Caller, detail: string): void {
  if (kind !== 'user') throw new AppError('PERMISSION_DENIED', { detail });
}
