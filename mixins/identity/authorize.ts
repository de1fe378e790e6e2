import type { ActionContract } from '../../contracts/action.ts';
import type { ApiKeyCaller, Caller } from '../../contracts/caller.ts';
import {
  EXPOSURE_RAISING,
  NEEDS_PROVED_ADDRESS,
  PEOPLE_ONLY,
  PERMISSIONS,
  type Permission,
} from '../../contracts/permissions.ts';
import { scopesAllow } from '../../contracts/scopes.ts';
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
  if (caller.kind === 'api-key' && !keyMay(caller, contract.permission))
    throw new AppError('PERMISSION_DENIED');
  if (contract.permission === 'signed-in') return;
  if (contract.permission === 'service') throw new AppError('PERMISSION_DENIED');
  const roles: readonly string[] = PERMISSIONS[contract.permission];
  if (!roles.includes(caller.role)) throw new AppError('PERMISSION_DENIED');
  if (!caller.addressProved && NEEDS_PROVED_ADDRESS.includes(contract.permission))
    throw new AppError('ADDRESS_UNPROVED');
}

/** Whether the scopes of a key allow something; its role is looked at beside them. */
function keyMay(caller: ApiKeyCaller, permission: Permission): boolean {
  if (PEOPLE_ONLY.includes(permission)) return false;
  if (EXPOSURE_RAISING.includes(permission)) return mayRaiseExposure(caller);
  return scopesAllow(caller.access.kind, caller.access.scopes, permission);
}

/**
 * Whether a machine may raise what can be spent: only under the standing approval of a person, and there are no standing
 * approvals yet. The place where they will be asked for.
 */
export function mayRaiseExposure(_caller: ApiKeyCaller): boolean {
  return false;
}
