import type { ReportPlan } from '../../../contracts/analytics/schedules.ts';
import { reportMailContracts } from '../../../contracts/auth/report-mails.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Call } from '../../../mixins/call.ts';
import type { CampaignDirectory } from '../facts/campaign-directory.ts';

/**
 * Recipients are members whose address is proved: nothing is mailed to strangers.
 * @param call as this service
 * @throws AppError REQUEST_INVALID with each one who is not
 */
export async function requireMembers(call: Call, userIds: readonly string[]): Promise<void> {
  const known = new Set((await call(reportMailContracts.mailableMembers, { userIds: [...userIds] })).userIds);
  const unknown = userIds.flatMap((userId, at) => (known.has(userId) ? [] : [at]));
  refuse('recipients', unknown, 'RECIPIENT_UNKNOWN', 'Not a member whose address is proved.');
}

/** A report that is asked for again and again is about campaigns that there are. @throws AppError REQUEST_INVALID */
export async function requireCampaigns(
  call: Call,
  campaigns: CampaignDirectory,
  organizationId: string,
  { filter }: ReportPlan['report'],
): Promise<void> {
  const unknown: number[] = [];
  for (const [at, id] of (filter.campaignId ?? []).entries())
    if ((await campaigns.findName(call, organizationId, id.toLowerCase())) === null) unknown.push(at);
  refuse('report.filter.campaignId', unknown, 'CAMPAIGN_UNKNOWN', 'No such campaign.');
}

function refuse(path: string, places: readonly number[], code: string, message: string): void {
  if (places.length === 0) return;
  const errors = places.map((at) => ({ path: `${path}.${String(at)}`, code, message }));
  throw new AppError('REQUEST_INVALID', { errors });
}
