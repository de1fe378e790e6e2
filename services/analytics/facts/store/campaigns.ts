import { z } from 'zod';
import { CAMPAIGN_STATUSES, type CampaignStatus } from '../../../../contracts/campaign/campaign.ts';
import { Platform } from '../../../../contracts/values.ts';
import type { Database } from '../../../../storage/database.ts';
import {
  day,
  instant,
  integer,
  json,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
} from '../../../../storage/statement.ts';
import type { KnownCampaign } from '../domain/admit.ts';
import type { CampaignName, CampaignRef } from '../domain/campaign-ref.ts';
import { readMembers } from './members.ts';

const REFS = statement(
  `SELECT campaign_id AS "campaignId", name, status, platforms, currency, daily_micros AS "dailyMicros",
     start_date AS "startDate", end_date AS "endDate", resolved_at AS "resolvedAt"
   FROM campaign_refs WHERE organization_id = $1`,
  {
    campaignId: uuid,
    name: text,
    status: oneOf(CAMPAIGN_STATUSES),
    platforms: json,
    currency: text,
    dailyMicros: integer,
    startDate: day,
    endDate: nullable(day),
    resolvedAt: instant,
  },
);
const Platforms = z.array(Platform);

const FIND_MANY = statement(
  `SELECT campaign_id AS id, currency FROM campaign_refs WHERE organization_id = $1 AND campaign_id = ANY($2::uuid[])
         UNION ALL
         SELECT id, currency FROM external_campaigns WHERE organization_id = $1 AND id = ANY($2::uuid[])`,
  { id: uuid, currency: text },
);

const FIND_NAME = statement(
  `SELECT campaign_id AS id, name, platforms, resolved_at AS "resolvedAt" FROM campaign_refs
          WHERE organization_id = $1 AND campaign_id = $2
         UNION ALL
         SELECT id, name, jsonb_build_array(platform), NULL FROM external_campaigns
          WHERE organization_id = $1 AND id = $2`,
  { id: uuid, name: text, platforms: json, resolvedAt: nullable(instant) },
);

const NAMES = statement(
  `SELECT campaign_id AS id, name FROM campaign_refs WHERE organization_id = $1 AND campaign_id = ANY($2::uuid[])
         UNION ALL
         SELECT id, name FROM external_campaigns WHERE organization_id = $1 AND id = ANY($2::uuid[])`,
  { id: uuid, name: text },
);

const SAVE = `INSERT INTO campaign_refs (organization_id, campaign_id, name, status, platforms, currency, daily_micros,
                start_date, end_date, resolved_at)
         SELECT $1, r.campaign_id, r.name, r.status, r.platforms, r.currency, r.daily_micros, r.start_date, r.end_date, $3
           FROM json_to_recordset($2::json) AS r(campaign_id uuid, name text, status text, platforms jsonb,
                currency text, daily_micros bigint, start_date date, end_date date)
          ORDER BY r.campaign_id
         ON CONFLICT (organization_id, campaign_id) DO UPDATE
            SET name = excluded.name, status = excluded.status, platforms = excluded.platforms,
                currency = excluded.currency, daily_micros = excluded.daily_micros, start_date = excluded.start_date,
                end_date = excluded.end_date, resolved_at = excluded.resolved_at`;

export type CampaignStore = ReturnType<typeof campaignStore>;

/** The campaigns of an organisation: references to those of the campaign service, and external ones. */
export function campaignStore(database: Database) {
  return {
    /** The currency of each campaign among the ids; ids of no campaign are left out. */
    async findMany(organizationId: string, ids: readonly string[]): Promise<Map<string, KnownCampaign>> {
      const rows = await database.query(FIND_MANY, [organizationId, ids]);
      return new Map(rows.map(({ id, currency }) => [id, { currency }]));
    },

    /** Name and platforms of one campaign, ours or external; `resolvedAt` is null for an external one. */
    async findName(
      organizationId: string,
      id: string,
    ): Promise<(CampaignName & { resolvedAt: Date | null }) | null> {
      const [row] = await database.query(FIND_NAME, [organizationId, id]);
      return row ? { ...row, platforms: Platforms.parse(row.platforms) } : null;
    },

    /** Names of campaigns by id, ours and external. */
    async names(organizationId: string, ids: readonly string[]): Promise<Map<string, string>> {
      const rows = await database.query(NAMES, [organizationId, ids]);
      return new Map(rows.map(({ id, name }) => [id, name]));
    },

    /** The campaign that a campaign's figures count as: itself, where it is linked to no other. */
    async canonical(organizationId: string, id: string): Promise<string> {
      return (await readMembers(database, organizationId, [id])).get(id) ?? id;
    },

    /** All references of an organisation. */
    async refs(organizationId: string): Promise<CampaignRef[]> {
      const rows = await database.query(REFS, [organizationId]);
      return rows.map((row) => ({ ...row, platforms: Platforms.parse(row.platforms) }));
    },

    /** Stores what the campaign service answered about campaigns. */
    async saveRefs(organizationId: string, refs: readonly SavedRef[], at: Date): Promise<void> {
      await database.execute(SAVE, [organizationId, JSON.stringify(refs.map(asRecord)), at]);
    },
  };
}

export type SavedRef = {
  id: string;
  name: string;
  status: CampaignStatus;
  platforms: readonly Platform[];
  currency: string;
  dailyMicros: number;
  schedule: { startDate: string; endDate?: string | undefined };
};

const asRecord = (ref: SavedRef) => ({
  campaign_id: ref.id,
  name: ref.name,
  status: ref.status,
  platforms: ref.platforms,
  currency: ref.currency,
  daily_micros: ref.dailyMicros,
  start_date: ref.schedule.startDate,
  end_date: ref.schedule.endDate ?? null,
});
