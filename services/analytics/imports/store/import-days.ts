import type { Tx } from '../../../../storage/database.ts';
import type { Fact } from '../../facts/domain/fact.ts';

const KEEP = `
  INSERT INTO import_days (organization_id, import_id, campaign_id, platform, first_day, last_day)
  SELECT $1, $2, r.campaign_id, r.platform, r.first_day, r.last_day
    FROM json_to_recordset($3::json) AS r(campaign_id uuid, platform text, first_day date, last_day date)`;

/** Keeps between which days an import told of which campaigns, where its facts are found again when it is taken back. */
export async function keepDays(
  tx: Tx,
  organizationId: string,
  importId: string,
  facts: readonly Fact[],
): Promise<void> {
  const spans = new Map<
    string,
    { campaign_id: string; platform: string; first_day: string; last_day: string }
  >();
  for (const { campaignId, platform, date } of facts) {
    const key = `${campaignId} ${platform}`;
    const span = spans.get(key);
    if (!span) spans.set(key, { campaign_id: campaignId, platform, first_day: date, last_day: date });
    else if (date < span.first_day) span.first_day = date;
    else if (date > span.last_day) span.last_day = date;
  }
  if (spans.size > 0) await tx.execute(KEEP, [organizationId, importId, JSON.stringify([...spans.values()])]);
}
