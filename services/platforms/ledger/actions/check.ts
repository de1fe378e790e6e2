import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export function check({ platforms }: PlatformsDeps) {
  return action(submissionContracts.check, async function check({ params }) {
    const adapter = platforms.get(params.platform);
    if (!adapter) throw new AppError('PLATFORM_UNAVAILABLE');
    return { checks: adapter.check(params.desired) };
  });
}
