import type { Tx } from '../../../../storage/database.ts';
import type { Fact } from '../../facts/domain/fact.ts';

const KEEP = `
  INSERT INTO import_days (organization_id, import_id, campaign_id, platform, first_day, last_day)
  SELECT $1, $2, r.campaign_id, r.platform, r.first_day, r.last_day
    FROM json_to_recordset($3::json) AS r(campaign_id uuid, platform text, first_day date, last_day date)`;

type SpanRecord = { campaign_id: string; platform: string; first_day: string; last_day: string };

/** Between which days facts tell of which campaigns. */
export class ToldSpans {
  readonly #spans = new Map<string, SpanRecord>();

  add(facts: readonly Fact[]): void {
    for (const { campaignId, platform, date } of facts) {
      const key = `${campaignId} ${platform}`;
      const span = this.#spans.get(key);
      if (!span) this.#spans.set(key, { campaign_id: campaignId, platform, first_day: date, last_day: date });
      else if (date < span.first_day) span.first_day = date;
      else if (date > span.last_day) span.last_day = date;
    }
  }

  get records(): SpanRecord[] {
    return [...this.#spans.values()];
  }
}

/** Keeps between which days an import told of which campaigns, where its facts are found again when it is taken back. */
export async function keepDays(
  tx: Tx,
  organizationId: string,
  importId: string,
  spans: ToldSpans,
): Promise<void> {
  const { records } = spans;
  if (records.length > 0) await tx.execute(KEEP, [organizationId, importId, JSON.stringify(records)]);
}
