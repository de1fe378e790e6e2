import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { CHECKS_MISSING, planOf } from '../domain/plan.ts';
import { platformChecks } from '../../review/readiness.ts';

export function plan({ campaigns, clock }: CampaignDeps) {
  return action(publishingContracts.plan, async function plan({ params, organizationId, call }) {
    const stored = await campaigns.getStored(organizationId, params.id);
    const { id: campaignId, version, publishedVersion } = stored.campaign;
    const published =
      publishedVersion === null
        ? null
        : await campaigns.version(organizationId, campaignId, publishedVersion);
    const checks = await platformChecks(call, stored.campaign, { campaignId, version }).catch(
      (error: unknown) => {
        if (error instanceof AppError && error.status === 503) return [CHECKS_MISSING];
        throw error;
      },
    );
    return planOf(stored, published, checks, clock());
  });
}
