import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database } from '../../../../storage/database.ts';
import { givenAnswer } from '../../../../storage/idempotency.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { shapes } from '../../shapes.ts';
import type { Kept } from '../domain/versions.ts';
import { campaignHistory } from '../../history/store/history.ts';
import { listCampaigns } from './campaign-list.ts';
import { campaignsById, getCampaign, keptCampaign, readCampaign, versionContent } from './campaign-reads.ts';
import { insertCampaign, updateCampaign, type ChangeEvent } from './campaign-writes.ts';

export type StoreSource = { database: Database; jobs: Jobs };
export type CampaignStore = ReturnType<typeof campaignStore>;
type ListFilter = Parameters<typeof listCampaigns>[2];

/** Everything that this service remembers of campaigns; each read is one statement, each write is one too. */
export function campaignStore({ database }: StoreSource) {
  const { query } = database;
  return {
    get: (organizationId: string, id: string) => getCampaign(query, organizationId, id),
    read: (organizationId: string, id: string) => readCampaign(query, organizationId, id),
    kept: (organizationId: string, id: string) => keptCampaign(query, organizationId, id),
    list: (organizationId: string, filter: ListFilter) => listCampaigns(query, organizationId, filter),
    history: (organizationId: string, id: string, page: { limit: number; cursor?: string | undefined }) =>
      campaignHistory(query, organizationId, id, page),
    byIds: (organizationId: string, ids: readonly string[]) => campaignsById(query, organizationId, ids),
    version: (organizationId: string, id: string, version: number) =>
      versionContent(query, organizationId, id, version),

    /** The daily total that people approved last: the published version's, or the current one's while none is. */
    async approvedDaily(organizationId: string, campaign: Campaign): Promise<number> {
      const { id, version, publishedVersion, budget } = campaign;
      if (publishedVersion === null || publishedVersion === version) return budget.dailyMicros;
      const published = await versionContent(query, organizationId, id, publishedVersion);
      return published?.budget.dailyMicros ?? budget.dailyMicros;
    },

    /**
     * Keeps a new campaign and answers it; the same key and body again answer the first one.
     * @throws AppError IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE
     */
    async create(
      organizationId: string,
      campaign: Campaign,
      event: ChangeEvent,
      keyed?: { key: string; body: unknown },
    ): Promise<Campaign> {
      const request = keyed && {
        organizationId,
        userId: event.userId,
        action: 'campaign.create',
        ...keyed,
      };
      if (await insertCampaign(query, organizationId, campaign, event, request)) return campaign;
      const given = request ? await givenAnswer(database, request, shapes.campaign) : null;
      if (!given) throw new AppError('IDEMPOTENCY_KEY_IN_USE', { retryAfterSeconds: 1 });
      return given;
    },

    /**
     * Keeps a changed campaign and answers it.
     * @throws AppError `lost` when somebody else changed it meanwhile
     */
    async save(
      organizationId: string,
      before: Kept,
      after: Campaign,
      event: ChangeEvent,
      lost: 'CAMPAIGN_STATE_CONFLICT' | 'VERSION_STALE' = 'CAMPAIGN_STATE_CONFLICT',
    ): Promise<Campaign> {
      if (after === before.campaign) return after;
      if (!(await updateCampaign(query, organizationId, before, after, event))) throw new AppError(lost);
      return after;
    },
  };
}
