import { DELIVERY_STATES } from '../../../../contracts/delivery.ts';
import type { DeliveryNews } from '../../../../contracts/campaign/delivery.ts';
import { audit } from '../../../../storage/audit.ts';
import type { Database, Query, Tx } from '../../../../storage/database.ts';
import {
  boolean,
  instant,
  integer,
  nullable,
  oneOf,
  statement,
  text,
  texts,
  uuid,
} from '../../../../storage/statement.ts';
import type { Told } from '../domain/summary.ts';

const TOLD = statement(
  `SELECT campaign_id AS "campaignId", ad_account_id AS "adAccountId", state, reason_codes AS codes,
     reason_sentences AS sentences, trouble, enabled, begins_on::text AS "beginsOn", as_of AS "asOf", valid_until AS "validUntil", since
   FROM deliveries WHERE organization_id = $1 AND campaign_id = ANY ($2::uuid[])`,
  {
    campaignId: uuid,
    adAccountId: uuid,
    state: oneOf(DELIVERY_STATES),
    codes: texts,
    sentences: texts,
    trouble: texts,
    enabled: nullable(boolean),
    beginsOn: nullable(text),
    asOf: nullable(instant),
    validUntil: nullable(instant),
    since: instant,
  },
);

/** What was told of each of these campaigns. */
export async function toldOf(
  query: Query,
  organizationId: string,
  campaignIds: readonly string[],
): Promise<ReadonlyMap<string, Told[]>> {
  if (campaignIds.length === 0) return new Map();
  return Map.groupBy(await query(TOLD, [organizationId, campaignIds]), ({ campaignId }) => campaignId);
}

const BEFORE = statement(
  `SELECT c.id, (c.document->>'publishedVersion')::int AS published, d.state, d.enabled FROM campaigns c LEFT JOIN deliveries d
     ON d.organization_id = c.organization_id AND d.campaign_id = c.id AND d.ad_account_id = $3
   WHERE c.organization_id = $1 AND c.id = $2 FOR NO KEY UPDATE OF c`,
  { id: uuid, published: nullable(integer), state: nullable(text), enabled: nullable(boolean) },
);
/** News are saved in the order of their readings; what is told twice, or late, changes nothing. */
const SAVE = `
  INSERT INTO deliveries (organization_id, campaign_id, ad_account_id, platform, turn, state, reason_codes, reason_sentences,
    trouble, as_of, valid_until, enabled, begins_on)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT (organization_id, campaign_id, ad_account_id) DO UPDATE
  SET turn = excluded.turn, state = excluded.state, reason_codes = excluded.reason_codes,
      reason_sentences = excluded.reason_sentences, trouble = excluded.trouble, as_of = excluded.as_of,
      valid_until = excluded.valid_until, enabled = excluded.enabled, begins_on = excluded.begins_on,
      since = CASE WHEN deliveries.state = excluded.state AND deliveries.enabled IS NOT DISTINCT FROM excluded.enabled THEN deliveries.since ELSE now() END
  WHERE deliveries.turn < excluded.turn`;

export type DeliveryStore = ReturnType<typeof deliveryStore>;

/** What platforms told of campaigns. */
export function deliveryStore(database: Database) {
  return {
    /**
     * Saves the news of one reading; each state that is another than before, and each time that people switched it on or off there, is a
     * row of the campaign's history.
     */
    note: (organizationId: string, adAccountId: string, turn: number, news: readonly DeliveryNews[]) =>
      database.transaction(async (tx) => {
        const inOrder = news.toSorted((a, b) => (a.campaignId < b.campaignId ? -1 : 1));
        for (const one of inOrder) await noteOne(tx, organizationId, { adAccountId, turn, ...one });
      }),
  };
}

async function noteOne(
  tx: Tx,
  organizationId: string,
  one: DeliveryNews & { adAccountId: string; turn: number },
): Promise<void> {
  const { campaignId, adAccountId, platform, turn, state, reasons, trouble, asOf, validUntil } = one;
  const { enabled, beginsOn } = one;
  const [before] = await tx.query(BEFORE, [organizationId, campaignId, adAccountId]);
  if (!before) return; // no campaign of this organisation
  const why = [reasons.map(({ code }) => code), reasons.map(({ sentence }) => sentence)];
  const values = [
    campaignId,
    adAccountId,
    platform,
    turn,
    state,
    ...why,
    trouble,
    asOf,
    validUntil,
    enabled,
    beginsOn,
  ];
  const isSaved = (await tx.execute(SAVE, [organizationId, ...values])) > 0;
  const isSwitched = before.enabled !== null && enabled !== null && before.enabled !== enabled;
  if (!isSaved || (before.state === state && !isSwitched)) return;
  await audit(tx, {
    organizationId,
    actor: { kind: 'service', id: 'platforms' },
    action: 'campaign.delivery_changed',
    subject: { kind: 'campaign', id: campaignId },
    detail: {
      platform,
      ...(before.state === state ? {} : { delivery: [before.state, state] }),
      ...(isSwitched ? { enabled: [before.enabled, enabled] } : {}),
      reasons: why[0],
      asOf,
      published: before.published,
    },
  });
}
