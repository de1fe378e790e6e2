import type { PublishedObject } from '../../../../contracts/platforms/identities.ts';
import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { nullable, oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import { knownAccounts } from './accounts.ts';
import { whenFree } from './holds.ts';
import { linkById } from './link-by-id.ts';

const FIND = statement(
  `SELECT DISTINCT ON (p.external_id) p.external_id AS "externalId", p.campaign_id AS "campaignId", p.level, p.name, r.currency
   FROM published_objects p
   LEFT JOIN campaign_refs r ON r.organization_id = $1 AND r.campaign_id = p.campaign_id
   WHERE p.organization_id = $1 AND p.platform = $2 AND p.external_id = ANY($3::text[])
     AND (p.level = 'campaign' OR p.level = 'ad-group' AND p.platform = 'linkedin-ads')
   ORDER BY p.external_id, p.level DESC`,
  {
    externalId: text,
    campaignId: uuid,
    level: oneOf(['campaign', 'ad-group']),
    name: nullable(text),
    currency: nullable(text),
  },
);

/**
 * By external id: our campaign that a report means by it. A LinkedIn report without campaign groups names LinkedIn's campaigns, which
 * are ad groups of ours: then `adGroup` is its name.
 */
export async function findPublished(
  tx: Tx,
  organizationId: string,
  platform: Platform,
  ids: readonly string[],
) {
  const rows = await tx.query(FIND, [organizationId, platform, ids]);
  return new Map(
    rows.map(({ externalId, campaignId, level, name, currency }) => [
      externalId,
      { id: campaignId, currency, adGroup: level === 'ad-group' ? (name ?? externalId) : null },
    ]),
  );
}

const SAVE = `
  INSERT INTO published_objects (organization_id, platform, level, external_id, campaign_id, account_id, name)
  SELECT $1, $2, r.level, r."externalId", r."campaignId", r."accountId", r.name
    FROM json_to_recordset($3::json) AS r(level text, "externalId" text, "campaignId" uuid, "accountId" uuid, name text)
  ON CONFLICT (organization_id, platform, level, external_id) DO UPDATE SET name = coalesce(excluded.name, published_objects.name)`;

const UNLINKED = statement(
  `SELECT e.platform, e.external_id AS "externalId" FROM external_campaigns e
   WHERE e.organization_id = $1 AND e.external_id IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM campaign_links l WHERE l.organization_id = $1 AND l.campaign_id = e.id AND l.split_at IS NULL)
   ORDER BY e.id`,
  { platform: oneOf(PLATFORMS), externalId: text },
);

export type PublishedStore = ReturnType<typeof publishedStore>;

/** What was published here, by the platforms' ids. */
export function publishedStore(database: Database) {
  return {
    /** The ids of external campaigns that are linked to no other. */
    unlinked: (organizationId: string) => database.query(UNLINKED, [organizationId]),

    /**
     * Keeps what was published, and links the external campaigns that are the same by their id, in one transaction. The campaigns must
     * be known here; one that is in another currency than the external campaign stays apart.
     */
    save: (organizationId: string, objects: readonly PublishedObject[], at: Date): Promise<void> =>
      whenFree(database, organizationId, async (tx) => {
        for (const platform of PLATFORMS) {
          const here = objects.filter((object) => object.platform === platform);
          if (here.length === 0) continue;
          const { ids } = await knownAccounts(
            tx,
            organizationId,
            platform,
            here.map(({ account }) => account),
          );
          const records = here.map((object, index) => ({ ...object, accountId: ids[index] }));
          await tx.execute(SAVE, [organizationId, platform, JSON.stringify(records)]);
          const campaigns = here.filter(({ level }) => level === 'campaign');
          await linkById(tx, { organizationId, platform, ids: campaigns.map((c) => c.externalId), at });
        }
      }),
  };
}
