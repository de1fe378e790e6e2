import { alertContracts, type CampaignPacing } from '../../../../contracts/analytics/alerts.ts';
import { idCursor } from '../../../../lib/cursor.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { Call } from '../../../../mixins/call.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import type { CampaignRef } from '../../facts/domain/campaign-ref.ts';
import type { Plan } from '../domain/plan.ts';
import { pacingOf } from '../domain/show-pacing.ts';
import { askedOf, planOf, plansOf } from '../plans.ts';

const cursors = idCursor(alertContracts.pacing.name);

/** The pace of our campaigns, by id; of campaigns made elsewhere no budget is known. */
export function pacing({ knownCampaigns, costs, clock }: AnalyticsDeps) {
  return action(alertContracts.pacing, async function pacing({ params, organizationId, callAsService }) {
    const [after = ''] = cursors.read(params) ?? [];
    const today = dayOf(clock());
    const refs = (await knownCampaigns.refs(organizationId))
      .filter(({ campaignId }) => campaignId > after)
      .sort((a, b) => (a.campaignId < b.campaignId ? -1 : 1));
    const { data, page } = cursors.page(params, refs.slice(0, params.limit + 1), (ref) => [ref.campaignId]);
    const plans = await newestPlans(callAsService, data);
    const known = await costs.known(
      organizationId,
      plans.map(({ plan }) => askedOf(plan, today)),
    );
    const shown = plans.flatMap(({ plan, unknown }): CampaignPacing[] => {
      const figures = known.get(plan.campaignId);
      return figures ? [pacingOf(plan, figures, unknown, today)] : [];
    });
    return { data: shown, page };
  });
}

type KnownPlan = { plan: Plan; unknown: readonly string[] };

/** Plans as the campaign service has them; while it does not answer those that it gave last, which is said. */
async function newestPlans(call: Call, refs: readonly CampaignRef[]): Promise<KnownPlan[]> {
  try {
    const ids = refs.map(({ campaignId }) => campaignId);
    return (await plansOf(call, ids)).map((plan) => ({ plan, unknown: [] }));
  } catch {
    return refs.map((ref) => ({
      plan: planOf(ref),
      unknown: [
        `The budget and the dates are those of ${ref.resolvedAt.toISOString()}; what they are now is not known.`,
      ],
    }));
  }
}
