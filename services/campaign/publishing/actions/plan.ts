import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import type { ConfirmedPlan } from '../domain/confirmed-plan.ts';
import { CHECKS_MISSING, planOf } from '../domain/plan.ts';
import { exposureChanges } from '../guarded.ts';
import { readDrift } from '../../drift/read-drift.ts';
import { platformChecks } from '../../review/readiness.ts';

/** A plan does not wait for a platform that is slow: then what was changed there is said to be unknown. */
const DRIFT_PATIENCE_MS = 3_000;

export function plan(deps: CampaignDeps) {
  const { campaigns, clock } = deps;
  return action(
    publishingContracts.plan,
    async function plan({ params, organizationId, call, callAsService }) {
      const stored = await campaigns.getStored(organizationId, params.id);
      const { id: campaignId, version } = stored.campaign;
      const exposure = await exposureChanges(deps, organizationId, stored);
      const [checks, drift] = await Promise.all([
        platformChecks(call, stored.campaign, { campaignId, version }).catch((error: unknown) => {
          if (error instanceof AppError && error.status === 503) return [CHECKS_MISSING];
          throw error;
        }),
        readDrift(callAsService, stored.campaign, DRIFT_PATIENCE_MS),
      ]);
      const now = clock();
      return {
        ...planOf(stored, exposure.published, checks, drift, now),
        resume: ofResume(exposure.plan(now)),
      };
    },
  );
}

/** What a resume confirms, which is about the same campaign. */
const ofResume = (plan: ConfirmedPlan | null) =>
  plan && { version: plan.version, hash: plan.hash, worstCase: plan.worstCase };
