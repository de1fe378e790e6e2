import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import type { Query } from '../../../../storage/database.ts';
import { integer, json, nullable, oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';

const LEVELS = ['campaign', 'ad-group', 'ad', 'keyword'] as const;

/** An object of the ledger with the campaign and the ad account that it belongs to. */
export type Identity = {
  platform: Platform;
  level: (typeof LEVELS)[number];
  externalId: string;
  key: string;
  campaignId: string;
  accountExternalId: string;
  accountName: string;
  accountCurrency: string;
  marker: string;
  /** What was last read back and found to be so; null when nothing ever was. */
  verified: DesiredCampaign | null;
};

const READ = statement(
  `SELECT a.platform, o.kind AS level, o.external_id AS "externalId", o.key, p.campaign_id AS "campaignId",
     a.external_id AS "accountExternalId", a.name AS "accountName", a.currency AS "accountCurrency", p.marker,
     p.verified, p.shape
   FROM json_to_recordset($2::json) AS asked(platform text, "externalId" text)
   JOIN objects o ON o.organization_id = $1 AND o.external_id = asked."externalId" AND o.kind = ANY($3::text[])
   JOIN publications p ON p.organization_id = $1 AND p.id = o.publication_id
   JOIN ad_accounts a ON a.organization_id = $1 AND a.id = p.ad_account_id AND a.platform = asked.platform
   ORDER BY a.platform, o.external_id, o.kind`,
  {
    platform: oneOf(PLATFORMS),
    level: oneOf(LEVELS),
    externalId: text,
    key: text,
    campaignId: uuid,
    accountExternalId: text,
    accountName: text,
    accountCurrency: text,
    marker: text,
    verified: nullable(json),
    shape: integer,
  },
);

/** The objects that were made under these ids of platforms, removed ones included. @throws ShapeBroken */
export async function readIdentities(
  query: Query,
  organizationId: string,
  ids: readonly { platform: Platform; externalId: string }[],
): Promise<Identity[]> {
  const rows = await query(READ, [organizationId, JSON.stringify(ids), LEVELS]);
  return rows.map(({ verified, shape, ...row }) => ({
    ...row,
    verified: verified === null ? null : shapes.verified.read(verified, shape),
  }));
}
