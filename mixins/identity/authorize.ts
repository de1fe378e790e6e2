import type { ActionContract } from '../../contracts/action.ts';
import type { Caller } from '../../contracts/caller.ts';
import { NEEDS_PROVED_ADDRESS, PEOPLE_ONLY, PERMISSIONS } from '../../contracts/permissions.ts';
import { AppError } from '../../lib/errors.ts';

/**
 * Checks a caller against the permission and callers of a contract.
 * @throws AppError TOKEN_MISSING, PERMISSION_DENIED, ADDRESS_UNPROVED
 */
export function authorize(contract: ActionContract, caller: Caller): void {
  if (contract.permission === 'public') return;
  if (caller.kind === 'anonymous') throw new AppError('TOKEN_MISSING');
  if (caller.kind === 'service') {
    if (contract.callers?.includes(caller.service)) return;
    throw new AppError('PERMISSION_DENIED');
  }
  if (caller.kind === 'api-key' && PEOPLE_ONLY.includes(contract.permission))
    throw new AppError('PERMISSION_DENIED');
  if (contract.permission === 'signed-in') return;
  if (contract.permission === 'service') throw new AppError('PERMISSION_DENIED');
  const roles: readonly string[] = PERMISSIONS[contract.permission];
  if (!roles.includes(caller.role)) throw new AppError('PERMISSION_DENIED');
  if (!caller.addressProved && NEEDS_PROVED_ADDRESS.includes(contract.permission))
    throw new AppError('ADDRESS_UNPROVED');
}
