import { contentContracts } from '../../../contracts/campaign/content.ts';
import { addDays } from '../../../lib/time.ts';
import type { Call } from '../../../mixins/call.ts';
import type { CampaignRef } from '../facts/domain/campaign-ref.ts';
import type { Plan } from './domain/plan.ts';
import type { Asked } from './store/costs.ts';

/** What a month and days alike need. */
const LEAST_DAYS = 40;

/** The plans of up to 1,000 campaigns as the campaign service knows them now. @throws AppError DEPENDENCY_UNAVAILABLE */
export async function plansOf(call: Call, ids: readonly string[]): Promise<Plan[]> {
  if (ids.length === 0) return [];
  const { campaigns } = await call(contentContracts.resolve, { ids: [...ids] });
  return campaigns.map(({ id, schedule, ...campaign }) => ({
    ...campaign,
    campaignId: id,
    startDate: schedule.startDate,
    endDate: schedule.endDate ?? null,
  }));
}

/** A plan as it was when the campaign service last answered; how it is shared among platforms is not kept. */
export const planOf = ({ resolvedAt: _resolvedAt, ...ref }: CampaignRef): Plan => ({ ...ref, split: [] });

/** From which day on the figures of a plan are needed. */
export function askedOf({ campaignId, currency, startDate, endDate }: Plan, today: string): Asked {
  const recent = addDays(today, -LEAST_DAYS);
  return { campaignId, currency, since: endDate === null || startDate > recent ? recent : startDate };
}
