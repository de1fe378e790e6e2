import type { ParsedParamsOf } from '../../../../contracts/action.ts';
import { type changeContracts, ToldChange } from '../../../../contracts/analytics/changes.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import { DAY_MS } from '../../../../lib/time.ts';
import type { Database } from '../../../../storage/database.ts';
import {
  boolean,
  instant,
  json,
  nullable,
  oneOf,
  statement,
  text,
  texts,
  uuid,
} from '../../../../storage/statement.ts';
import { knownAccounts } from '../../facts/store/accounts.ts';
import { lockVersion } from '../../facts/store/fact-version.ts';

const KEEP = `
  INSERT INTO platform_changes (organization_id, account_id, id, platform, at, kind, external_id, campaign_external_id, operation,
         fields, client, is_own)
  SELECT $1, $2, r.id, $3, r.at, r.kind, r."externalId", r."campaignExternalId", r.operation, r.fields, r.client, r."isOwn"
    FROM json_to_recordset($4::json) AS r(id text, at timestamptz, kind text, "externalId" text, "campaignExternalId" text,
         operation text, fields text[], client text, "isOwn" boolean)
  ON CONFLICT (organization_id, account_id, id) DO UPDATE SET is_own = platform_changes.is_own OR excluded.is_own`;
const NOTE = `
  INSERT INTO change_readings AS k (organization_id, account_id, platform, known)
  VALUES ($1, $2, $3, tstzmultirange(tstzrange($4, $5)))
  ON CONFLICT (organization_id, account_id) DO UPDATE SET known = (k.known + excluded.known) * tstzmultirange(tstzrange($6, NULL))`;
const EXPIRE = `DELETE FROM platform_changes WHERE organization_id = $1 AND account_id = $2 AND at < $3`;

/** $2 $3 the days, $4 a campaign, $5 whether own ones are shown, $6 $7 the last change of the page before. */
const PAGE = statement(
  `
  SELECT p.id, p.at, p.kind, p.external_id AS "externalId", p.campaign_external_id AS "campaignExternalId", p.operation, p.fields,
         p.client, p.is_own AS "isOwn", p.platform, a.external_id AS "accountId", c.id AS "campaignId",
         coalesce(r.name, e.name) AS "campaignName"
    FROM platform_changes p
    JOIN external_accounts a ON a.organization_id = $1 AND a.id = p.account_id
    LEFT JOIN LATERAL (
      SELECT coalesce(m.canonical_id, named.id) AS id FROM (
        SELECT campaign_id AS id FROM published_objects o WHERE o.organization_id = $1 AND o.platform = p.platform
           AND o.level = 'campaign' AND o.external_id = p.campaign_external_id
        UNION ALL
        SELECT id FROM external_campaigns x WHERE x.organization_id = $1 AND x.platform = p.platform
           AND x.external_id = p.campaign_external_id) named
        LEFT JOIN campaign_members m ON m.organization_id = $1 AND m.campaign_id = named.id
       LIMIT 1) c ON true
    LEFT JOIN campaign_refs r ON r.organization_id = $1 AND r.campaign_id = c.id
    LEFT JOIN external_campaigns e ON e.organization_id = $1 AND e.id = c.id
   WHERE p.organization_id = $1 AND p.at >= $2::date AND p.at < $3::date + 1
     AND ($4::uuid IS NULL OR c.id = $4) AND ($5::boolean OR NOT p.is_own)
     AND ($6::timestamptz IS NULL OR (p.at, p.id) < ($6, $7::text))
   ORDER BY p.at DESC, p.id DESC LIMIT $8`,
  {
    ...{ id: text, at: instant, kind: text, externalId: text, campaignExternalId: nullable(text) },
    ...{ operation: oneOf(ToldChange.shape.operation.options), fields: texts, client: text, isOwn: boolean },
    ...{ platform: oneOf(PLATFORMS), accountId: nullable(text), campaignId: nullable(uuid) },
    campaignName: nullable(text),
  },
);
const KNOWN = statement(
  `SELECT k.platform, a.external_id AS "accountId", a.name,
     (SELECT coalesce(json_agg(json_build_object('from', lower(r), 'until', upper(r)) ORDER BY r), '[]') FROM unnest(k.known) r) AS periods
   FROM change_readings k JOIN external_accounts a ON a.organization_id = $1 AND a.id = k.account_id
   WHERE k.organization_id = $1 ORDER BY k.platform, a.name, k.account_id`,
  { platform: oneOf(PLATFORMS), accountId: nullable(text), name: nullable(text), periods: json },
);

export type ToldChanges = ParsedParamsOf<typeof changeContracts.tellChanges>;
export type ChangeQuestion = {
  readonly range: { readonly from: string; readonly to: string };
  readonly campaignId: string | null;
  readonly withOwn: boolean;
  readonly after: { readonly at: Date; readonly id: string } | null;
  readonly limit: number;
};
export type ChangeStore = ReturnType<typeof changeStore>;

/** What platforms say was changed in ad accounts, for so many days, and of which time that is all. */
export function changeStore(database: Database, keptDays: number) {
  return {
    tell: (organizationId: string, { platform, account, changes, known }: ToldChanges): Promise<void> =>
      database.transaction(async (tx) => {
        await lockVersion(tx, organizationId);
        const { ids } = await knownAccounts(tx, organizationId, platform, [account]);
        const of = [organizationId, ids[0]];
        if (changes.length > 0) await tx.execute(KEEP, [...of, platform, JSON.stringify(changes)]);
        if (known === null) return;
        const first = new Date(Date.parse(known.until) - keptDays * DAY_MS);
        await tx.execute(NOTE, [...of, platform, known.from, known.until, first]);
        await tx.execute(EXPIRE, [...of, first]);
      }),

    page: (organizationId: string, { range, campaignId, withOwn, after, limit }: ChangeQuestion) =>
      database.query(PAGE, [
        ...[organizationId, range.from, range.to, campaignId, withOwn],
        ...[after?.at ?? null, after?.id ?? null, limit],
      ]),

    async known(organizationId: string) {
      const rows = await database.query(KNOWN, [organizationId]);
      return rows.map((row) => ({
        ...row,
        periods: (row.periods as { from: string; until: string }[]).map(({ from, until }) => ({
          from: new Date(from).toISOString(),
          until: new Date(until).toISOString(),
        })),
      }));
    },
  };
}
