import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database } from '../../../../storage/database.ts';
import { findAnswer } from '../../../../storage/idempotency.ts';
import { shapes } from '../../shapes.ts';
import { listCampaigns, type CampaignFilter } from './campaign-list.ts';
import { approvalOf, versionStanding, workOn } from './version-authors.ts';
import { campaignsById, getCampaign, getStoredCampaign, versionContent } from './campaign-reads.ts';
import { readCampaign } from './campaign-text.ts';
import { insertCampaign, updateCampaign, type CampaignChange, type ChangeEvent } from './campaign-writes.ts';

export type CampaignStore = ReturnType<typeof campaignStore>;

/** Campaigns and their versions; each read is one statement, and so is each write with its audit row. */
export function campaignStore(database: Database) {
  const { query } = database;
  return {
    get: (organizationId: string, id: string) => getCampaign(query, organizationId, id),
    getStored: (organizationId: string, id: string) => getStoredCampaign(query, organizationId, id),
    readText: (organizationId: string, id: string, now: Date) => readCampaign(query, organizationId, id, now),
    list: (organizationId: string, filter: CampaignFilter, now: Date) =>
      listCampaigns(query, organizationId, filter, now),
    byIds: (organizationId: string, ids: readonly string[]) => campaignsById(query, organizationId, ids),
    version: (organizationId: string, id: string, version: number) =>
      versionContent(query, organizationId, id, version),

    /** Whose work a version is: who wrote what nobody approved before it, and whether a person submitted it. */
    workOn: (organizationId: string, id: string, version: number) =>
      workOn(query, organizationId, id, version),

    /** Who approved a version last, and who had submitted it; null when nobody approved it. */
    approvalOf: (organizationId: string, id: string, version: number) =>
      approvalOf(query, organizationId, id, version),

    /** The hash of a version, and whether people approved it; null when there is no such version. */
    versionStanding: (organizationId: string, id: string, version: number) =>
      versionStanding(query, organizationId, id, version),

    /** The daily total that people approved last: the published version's, or the current one's while none is published. */
    async approvedDaily(organizationId: string, campaign: Campaign): Promise<number> {
      const { id, version, publishedVersion, budget } = campaign;
      if (publishedVersion === null || publishedVersion === version) return budget.dailyMicros;
      const published = await versionContent(query, organizationId, id, publishedVersion);
      return published?.budget.dailyMicros ?? budget.dailyMicros;
    },

    /**
     * Saves a new campaign and answers it; the same key and body again give the first answer.
     * @throws AppError IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE
     */
    async create(
      organizationId: string,
      campaign: Campaign,
      event: ChangeEvent,
      keyed?: { key: string; body: unknown },
    ): Promise<Campaign> {
      const { userId } = event;
      const request = keyed && { organizationId, userId, action: 'campaign.create', ...keyed };
      if (await insertCampaign(database, organizationId, campaign, event, request)) return campaign;
      const given = request ? await findAnswer(database, request, shapes.campaign) : null;
      if (!given) throw new AppError('IDEMPOTENCY_KEY_IN_USE', { retryAfterSeconds: 1 });
      return given;
    },

    /**
     * Saves a changed campaign and answers it; a campaign that is the same as before is not written.
     * @param lost the code for a change that somebody else's overtook
     * @throws AppError `lost`, DEPENDENCY_UNAVAILABLE when a newer release saved it
     */
    async save(
      organizationId: string,
      change: CampaignChange,
      lost: 'CAMPAIGN_STATE_CONFLICT' | 'VERSION_STALE' = 'CAMPAIGN_STATE_CONFLICT',
    ): Promise<Campaign> {
      const { before, after } = change;
      if (after === before.campaign) return after;
      if (!(await updateCampaign(database, organizationId, change))) throw new AppError(lost);
      return after;
    },
  };
}
