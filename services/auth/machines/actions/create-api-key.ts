import { v7 as uuidv7 } from 'uuid';
import { machineContracts } from '../../../../contracts/auth/machines.ts';
import { DAY_MS } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { newApiKey } from '../api-key.ts';

/** Makes a key for a machine. The answer is the only place where the key is shown: it is stored as a hash. */
export function createApiKey(deps: AuthDeps) {
  return action(
    machineContracts.createApiKey,
    async function createApiKey({ params, organizationId, userId, confirm }) {
      await confirm();
      const { name, role, expiresInDays } = params;
      const id = uuidv7();
      const key = newApiKey(organizationId, id);
      const createdAt = deps.clock();
      const expiresAt = new Date(createdAt.getTime() + expiresInDays * DAY_MS);
      const details = { organizationId, id, name, role, key, createdBy: userId, createdAt, expiresAt };
      return { apiKey: await deps.machines.apiKeys.create(details), key };
    },
  );
}
