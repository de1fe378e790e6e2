import { v7 as uuidv7 } from 'uuid';
import { machineContracts } from '../../../../contracts/auth/machines.ts';
import type { ParsedParamsOf } from '../../../../contracts/action.ts';
import { SCOPES_OF_KIND, type Scope } from '../../../../contracts/scopes.ts';
import { invalidField } from '../../../../lib/errors.ts';
import { DAY_MS } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { newApiKey } from '../api-key.ts';

/** Makes a key for a machine. The answer is the only place where the key is shown: it is stored as a hash. */
export function createApiKey(deps: AuthDeps) {
  return action(
    machineContracts.createApiKey,
    async function createApiKey({ params, organizationId, userId, confirm }) {
      const scopes = scopesOf(params);
      await confirm();
      const { name, role, kind, expiresInDays } = params;
      const id = uuidv7();
      const key = newApiKey(organizationId, id);
      const createdAt = deps.clock();
      const expiresAt = new Date(createdAt.getTime() + expiresInDays * DAY_MS);
      const granted = { role, kind, scopes };
      const details = { organizationId, id, name, ...granted, key, createdBy: userId, createdAt, expiresAt };
      return { apiKey: await deps.machines.apiKeys.create(details), key };
    },
  );
}

type Asked = ParsedParamsOf<typeof machineContracts.createApiKey>;

/** The scopes of a new key. @throws AppError REQUEST_INVALID for one that its kind cannot have */
function scopesOf({ kind, scopes = [...SCOPES_OF_KIND[kind]] }: Asked): Scope[] {
  const foreign = scopes.find((scope) => !SCOPES_OF_KIND[kind].includes(scope));
  if (foreign)
    throw invalidField('scopes', 'SCOPE_NOT_ALLOWED', `A key of kind ${kind} cannot have ${foreign}.`);
  return [...new Set(scopes)];
}
