import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { withoutDropped } from '../left-out.ts';
import type { KeptRefusal } from '../store/policy.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { Check } from '../../../../contracts/structure.ts';
import type { PlatformsDeps } from '../../deps.ts';

/** What a plan says of an object that a person decided to leave out. */
const leftOut = ({ platform, objectKind, objectName, objectPath, adGroup, policy }: KeptRefusal): Check => ({
  platform,
  severity: 'loss',
  code: 'POLICY_DROPPED',
  path: objectPath,
  message: `Published without the ${objectKind} “${objectName}”${adGroup === null ? '' : ` in ad group “${adGroup}”`}, as a person decided: it breaks the policy “${policy}”.`,
});

export function check(deps: PlatformsDeps) {
  return action(submissionContracts.check, async function check({ params, organizationId }) {
    const { platform } = params;
    const adapter = deps.platforms.get(platform);
    if (!adapter) throw new AppError('PLATFORM_UNAVAILABLE');
    const { desired, dropped } = await withoutDropped(deps, organizationId, platform, params.desired);
    return { checks: [...adapter.check(desired), ...dropped.map(leftOut)] };
  });
}
