import { contentContracts } from '../../../contracts/campaign/content.ts';
import type { Clock } from '../../../lib/time.ts';
import { MINUTE_MS } from '../../../lib/time.ts';
import type { Call } from '../../../mixins/call.ts';
import type { KnownCampaign } from './domain/admit.ts';
import type { CampaignName, CampaignRef } from './domain/campaign-ref.ts';
import type { CampaignStore } from './store/campaigns.ts';

/** A report asks the campaign service again for references that are older than this. */
const REFRESH_AFTER_MS = 5 * MINUTE_MS;
const IDS_PER_CALL = 1_000;
/** How long a report waits for the campaign service before it shows the names that it has. */
const REFRESH_TIMEOUT_MS = 1_500;

export type CampaignDirectory = ReturnType<typeof campaignDirectory>;

/**
 * What analytics knows about campaigns. It asks `campaign.resolve` when something is missing or old, and stores the
 * answer. `call` must be made as this service, because a caller's token may be valid for one action only.
 */
export function campaignDirectory(store: CampaignStore, clock: Clock) {
  const resolve = resolver(store, clock);
  return {
    /**
     * The campaigns that lines name. For a campaign that is missing here, or has another currency here than in the
     * lines, the campaign service is asked first. @throws DEPENDENCY_UNAVAILABLE when it cannot be reached
     */
    async findForLines(
      call: Call,
      organizationId: string,
      named: readonly { campaignId: string; currency: string }[],
    ): Promise<ReadonlyMap<string, KnownCampaign>> {
      const ids = [...new Set(named.map(({ campaignId }) => campaignId))];
      if (ids.length === 0) return new Map();
      const known = await store.findMany(organizationId, ids);
      const outdated = new Set(
        named
          .filter(({ campaignId, currency }) => known.get(campaignId)?.currency !== currency)
          .map(({ campaignId }) => campaignId),
      );
      if (outdated.size === 0) return known;
      await resolve(call, organizationId, [...outdated]);
      return store.findMany(organizationId, ids);
    },

    /** Has references of these campaigns of ours stored here. @throws DEPENDENCY_UNAVAILABLE */
    async ensure(call: Call, organizationId: string, ids: readonly string[]): Promise<void> {
      const known = await store.findMany(organizationId, ids);
      const missing = ids.filter((id) => !known.has(id));
      if (missing.length > 0) await resolve(call, organizationId, missing);
    },

    /**
     * One campaign's name; null when the organisation has no such campaign. An old name is refreshed first, and is
     * answered as it is when the campaign service does not answer in time.
     */
    async findName(call: Call, organizationId: string, id: string): Promise<CampaignName | null> {
      const known = await store.findName(organizationId, id);
      if (known && !isOld(known.resolvedAt, clock)) return known;
      try {
        await resolve(call, organizationId, [id], REFRESH_TIMEOUT_MS);
      } catch (error) {
        if (!known) throw error;
      }
      return (await store.findName(organizationId, id)) ?? null;
    },

    /** All references. Old ones are refreshed first, and answered as they are when the campaign service is down. */
    async refs(call: Call, organizationId: string): Promise<CampaignRef[]> {
      const refs = await store.refs(organizationId);
      const old = refs.filter((ref) => isOld(ref.resolvedAt, clock)).map((ref) => ref.campaignId);
      if (old.length === 0) return refs;
      try {
        await resolve(call, organizationId, old, REFRESH_TIMEOUT_MS);
      } catch {
        return refs;
      }
      return store.refs(organizationId);
    },

    /** The campaign that a campaign's figures count as: itself, where it is linked to no other. */
    canonical: (organizationId: string, id: string) => store.canonical(organizationId, id),

    /** Names of campaigns by id, as they are stored here. */
    names: (organizationId: string, ids: readonly string[]) => store.names(organizationId, ids),
  };
}

const isOld = (resolvedAt: Date | null, clock: Clock): boolean =>
  resolvedAt !== null && clock().getTime() - resolvedAt.getTime() > REFRESH_AFTER_MS;

/** Asks the campaign service about campaigns and stores the answer. */
function resolver(store: CampaignStore, clock: Clock) {
  return async (
    call: Call,
    organizationId: string,
    ids: readonly string[],
    timeoutMs?: number,
  ): Promise<void> => {
    const options = timeoutMs === undefined ? {} : { timeoutMs };
    for (let start = 0; start < ids.length; start += IDS_PER_CALL) {
      const params = { ids: ids.slice(start, start + IDS_PER_CALL) };
      const { campaigns } = await call(contentContracts.resolve, params, options);
      if (campaigns.length > 0) await store.saveRefs(organizationId, campaigns, clock());
    }
  };
}
