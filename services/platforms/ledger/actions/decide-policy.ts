import { policyContracts } from '../../../../contracts/platforms/policy.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { withoutObjects } from '../domain/policy.ts';
import { decideRefusals, droppedKeys, readRefusals, type KeptRefusal } from '../store/policy.ts';
import { toRefusal } from './policy.ts';

export function decidePolicy(deps: PlatformsDeps) {
  return action(policyContracts.decidePolicy, async function decidePolicy({ params, organizationId, actor }) {
    const { campaignId, version, ids, decision } = params;
    const { database } = deps;
    const read = () => readRefusals(database.query, organizationId, campaignId, version);
    const before = await read();
    const chosen = before.filter(({ id }) => ids.includes(id));
    if (chosen.length < new Set(ids).size) throw new AppError('POLICY_CHANGED');
    if (decision === 'exempt' && chosen.some(({ exemptible }) => !exemptible))
      throw new AppError('POLICY_NOT_EXEMPTIBLE');
    if (decision === 'drop') await requireDroppable(deps, organizationId, before, chosen);
    await database.transaction((tx) => decideRefusals(tx, { ...params, organizationId, actor }));
    const decided = (await read()).filter(({ id }) => ids.includes(id));
    return { refusals: decided.map(toRefusal) };
  });
}

/** @throws AppError POLICY_NOT_DROPPABLE when what is left is not a part of what was approved that can stand alone */
async function requireDroppable(
  { submissions, platforms }: PlatformsDeps,
  organizationId: string,
  all: readonly KeptRefusal[],
  chosen: readonly KeptRefusal[],
): Promise<void> {
  for (const platform of new Set(chosen.map((one) => one.platform))) {
    const [one] = chosen.filter((refusal) => refusal.platform === platform);
    const desired = one && (await submissions.desiredOf(organizationId, one.operationId, platform));
    const share = desired && platforms.get(platform)?.share(desired, '');
    if (!desired || !share) throw new AppError('POLICY_CHANGED');
    const keys = new Set(droppedKeys(all, platform));
    for (const refusal of chosen) if (refusal.platform === platform) keys.add(refusal.objectKey);
    if (withoutObjects(desired, share, keys) === null) throw new AppError('POLICY_NOT_DROPPABLE');
  }
}
