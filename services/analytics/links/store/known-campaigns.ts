import { z } from 'zod';
import type { KnownCampaign } from '../../../../contracts/analytics/links.ts';
import { Platform } from '../../../../contracts/values.ts';
import type { Query } from '../../../../storage/database.ts';
import { boolean, json, nullable, statement, text, uuid } from '../../../../storage/statement.ts';

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', ${ISO})`;

const FIND = statement(
  `SELECT c.id, true AS "isExternal", c.name, jsonb_build_array(c.platform) AS platforms, c.currency,
     c.external_id AS "externalId", a.external_id AS "accountExternalId", a.name AS "accountName", n.names
   FROM external_campaigns c
   LEFT JOIN external_accounts a ON a.organization_id = $1 AND a.id = c.account_id
   CROSS JOIN LATERAL (
     SELECT coalesce(jsonb_agg(jsonb_build_object('name', n.name, 'firstSeen', ${iso('n.first_seen')},
         'lastSeen', ${iso('n.last_seen')}) ORDER BY n.last_seen DESC, n.name), '[]') AS names
     FROM known_names n WHERE n.organization_id = $1 AND n.campaign_id = c.id) n
   WHERE c.organization_id = $1 AND c.id = ANY($2::uuid[])
   UNION ALL
   SELECT campaign_id, false, name, platforms, currency, NULL, NULL, NULL, '[]'::jsonb
   FROM campaign_refs WHERE organization_id = $1 AND campaign_id = ANY($2::uuid[])`,
  {
    id: uuid,
    isExternal: boolean,
    name: text,
    platforms: json,
    currency: text,
    externalId: nullable(text),
    accountExternalId: nullable(text),
    accountName: nullable(text),
    names: json,
  },
);
const Names = z.array(z.strictObject({ name: z.string(), firstSeen: z.string(), lastSeen: z.string() }));

/** Campaigns as reports know them, by id. */
export async function knownCampaigns(
  query: Query,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, KnownCampaign>> {
  const rows = await query(FIND, [organizationId, ids]);
  return new Map(
    rows.map(({ isExternal, platforms, names, accountExternalId, accountName, ...row }) => {
      const hasAccount = accountExternalId !== null || accountName !== null;
      return [
        row.id,
        {
          ...row,
          origin: isExternal ? 'external' : 'ours',
          platforms: z.array(Platform).parse(platforms),
          names: Names.parse(names),
          account: hasAccount ? { externalId: accountExternalId, name: accountName } : null,
        },
      ];
    }),
  );
}
