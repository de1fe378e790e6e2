import { z } from 'zod';
import { changeContracts } from '../../../../contracts/analytics/changes.ts';
import { ListCursor } from '../../../../lib/cursor.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { countedCampaigns } from '../../facts/require-campaigns.ts';
import { rangeOf } from '../../reports/domain/range.ts';

const cursors = new ListCursor(
  changeContracts.changes.name,
  z.tuple([z.iso.datetime({ precision: 3 }), z.string().min(1).max(255), z.iso.date(), z.iso.date()]),
);

const UNKNOWN = [
  'Of times that are not in `known` no changes are known: Google Ads tells those of the last 30 days.',
  'LinkedIn Ads does not tell what was changed; how a campaign there differs from what was published is its drift.',
];

/** What was changed in ad accounts, newest first, with the times of which that is all. */
export function changes({ changes: store, campaigns, knownCampaigns, clock }: AnalyticsDeps) {
  const directory = { campaigns, knownCampaigns };
  return action(changeContracts.changes, async function changes({ params, organizationId, callAsService }) {
    const { campaignId, by, limit } = params;
    const [at, id, from, to] = cursors.read(params) ?? [];
    const range = rangeOf(from === undefined ? params : { from, to }, dayOf(clock()));
    const [canonical] =
      campaignId === undefined
        ? []
        : await countedCampaigns(directory, callAsService, organizationId, [campaignId]);
    const rows = await store.page(organizationId, {
      range,
      campaignId: canonical ?? null,
      withOwn: by === 'all',
      after: at === undefined || id === undefined ? null : { at: new Date(at), id },
      limit: limit + 1,
    });
    const data = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    const page = cursors.page(params, data, (last) => [last.at, last.id, range.from, range.to]);
    return { range, ...page, known: await store.known(organizationId), unknown: UNKNOWN };
  });
}
