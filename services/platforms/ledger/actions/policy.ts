import { policyContracts, type PolicyRefusal } from '../../../../contracts/platforms/policy.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { readRefusals, type KeptRefusal } from '../store/policy.ts';

export function policy({ database }: PlatformsDeps) {
  return action(policyContracts.policy, async function policy({ params, organizationId }) {
    const { campaignId, version } = params;
    const refusals = await readRefusals(database.query, organizationId, campaignId, version);
    return { refusals: refusals.map(toRefusal) };
  });
}

/** A refusal as other services see it. */
export function toRefusal({
  objectKey: _objectKey,
  objectKind: kind,
  objectName: name,
  objectPath: path,
  adGroup,
  policy: policyName,
  description,
  key,
  ...refusal
}: KeptRefusal): PolicyRefusal {
  const violatingText = key.kind === 'violation' ? key.violatingText : null;
  return {
    ...refusal,
    object: { kind, name, adGroup, path },
    policy: { name: policyName, description, violatingText },
  };
}
