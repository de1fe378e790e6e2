import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export const check = ({ platforms }: PlatformsDeps) =>
  action(submissionContracts.check, async ({ params }) => {
    const adapter = platforms.get(params.platform);
    if (!adapter) throw new AppError('PLATFORM_UNAVAILABLE');
    return { checks: adapter.check(params.desired) };
  });
