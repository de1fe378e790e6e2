import { proposalContracts } from '../../../../contracts/analytics/advice.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { floorsIn } from '../domain/floors.ts';
import { historyFor, propose as proposalsFor } from '../domain/propose.ts';
import { platformDays } from '../domain/question.ts';

export function propose({ reports, clock }: AnalyticsDeps) {
  return action(proposalContracts.propose, async function propose({ params, organizationId }) {
    const today = dayOf(clock());
    const { factVersion } = await reports.freshness(organizationId);
    const days = await reports.campaignDays(organizationId, params.campaignId, historyFor(today));
    const { budget } = params;
    const question = {
      days: platformDays(days, budget.currency),
      budget,
      floorMicros: floorsIn(budget.currency, params.adGroups),
      factVersion,
    };
    return { proposals: proposalsFor(question, today) };
  });
}
