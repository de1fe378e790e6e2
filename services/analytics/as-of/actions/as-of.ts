import { asOfContracts } from '../../../../contracts/analytics/as-of.ts';
import { AppError } from '../../../../lib/errors.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { rangeOf } from '../../reports/domain/range.ts';
import { toFigures } from '../../reports/domain/sums.ts';

/** One answer has at most so many rows: what changed is looked for, not pulled. */
const MAX_ROWS = 10_000;

/** A report as it stood at an instant, from the revisions that are kept. */
export function asOf({ asOf: store, campaigns, clock }: AnalyticsDeps) {
  return action(asOfContracts.asOf, async function asOf({ params, organizationId, callAsService }) {
    const at = new Date(params.at);
    const range = rangeOf(params, dayOf(clock()));
    if (at > clock())
      throw new AppError('REPORT_NOT_KEPT', { detail: 'Nobody knows yet what reports will show then.' });
    const since = await store.knownSince(organizationId);
    if (since && at < since) {
      const detail = `What reports showed is known since ${since.toISOString()}.`;
      throw new AppError('REPORT_NOT_KEPT', { detail });
    }
    const campaignId = await canonicalOf(params.campaignId);
    const has = (group: (typeof params.groupBy)[number]) => params.groupBy.includes(group);
    const rows = await store.read(organizationId, {
      ...{ at, range, campaignId, changedOnly: params.changed === 'only', limit: MAX_ROWS + 1 },
      by: { campaign: has('campaign'), platform: has('platform'), date: has('date') },
    });
    if (rows.length > MAX_ROWS) throw new AppError('REPORT_TOO_LARGE');
    const ids = [...new Set(rows.flatMap((row) => (row.campaignId === null ? [] : [row.campaignId])))];
    const names = await campaigns.names(organizationId, ids);
    const data = rows.map(({ campaignId: campaign, now, then, ...row }) => ({
      ...row,
      campaign,
      campaignName: campaign === null ? null : (names.get(campaign) ?? null),
      then: toFigures(then),
      now: toFigures(now),
    }));
    return { at: params.at, range, data };

    async function canonicalOf(id: string | undefined): Promise<string | null> {
      if (id === undefined) return null;
      if (!(await campaigns.findName(callAsService, organizationId, id)))
        throw new AppError('CAMPAIGN_NOT_FOUND');
      return id;
    }
  });
}
