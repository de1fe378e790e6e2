import type { Platform } from '../../../../contracts/values.ts';
import type { Database } from '../../../../storage/database.ts';
import { nullable, statement, text, uuid } from '../../../../storage/statement.ts';
import type { ReportedCampaign } from '../domain/external-campaign.ts';
import { reportedCampaigns } from './external-campaigns.ts';
import { lockVersion } from './fact-version.ts';

const KNOWN = statement(
  `SELECT external_id AS "externalId", id, name FROM external_campaigns
    WHERE organization_id = $1 AND platform = $2 AND external_id = ANY($3::text[])
   UNION ALL
   SELECT external_id, campaign_id, NULL FROM published_objects
    WHERE organization_id = $1 AND platform = $2 AND level = 'campaign' AND external_id = ANY($3::text[])`,
  { externalId: text, id: uuid, name: nullable(text) },
);

/** A campaign as rows name it by the platform's id. */
export type NamedCampaign = ReportedCampaign & { readonly externalId: string };
export type NamedCampaigns = ReturnType<typeof namedCampaigns>;

/**
 * The campaigns that a platform's ids stand for, by that id; missing ones are created, and newer names kept. Nobody waits for
 * another writer of the organisation where all of it is known.
 */
export const namedCampaigns =
  (database: Database) =>
  async (
    organizationId: string,
    platform: Platform,
    named: readonly NamedCampaign[],
  ): Promise<ReadonlyMap<string, string>> => {
    const ids = named.map(({ externalId }) => externalId);
    const found = new Map<string, string>();
    const names = new Map<string, string>();
    for (const { externalId, id, name } of await database.query(KNOWN, [organizationId, platform, ids])) {
      if (!found.has(externalId)) found.set(externalId, id);
      if (name !== null) names.set(externalId, name);
    }
    const isNew = ({ externalId, name }: NamedCampaign): boolean =>
      name !== null && (names.get(externalId) ?? name) !== name;
    const missing = named.filter((one) => !found.has(one.externalId) || isNew(one));
    if (missing.length === 0) return found;
    await database.transaction(async (tx) => {
      const version = await lockVersion(tx, organizationId);
      const told = await reportedCampaigns(tx, organizationId, platform, missing, version);
      for (const [at, { externalId }] of missing.entries()) {
        const campaign = told[at];
        if (campaign && campaign.adGroup === null) found.set(externalId, campaign.id);
      }
    });
    return found;
  };
