import { contentContracts } from '../../../contracts/campaign/content.ts';
import type { Clock } from '../../../lib/time.ts';
import { MINUTE_MS } from '../../../lib/time.ts';
import type { Call } from '../../../mixins/call.ts';
import type { KnownCampaign } from './domain/admit.ts';
import type { CampaignName, CampaignRef } from './domain/campaign-ref.ts';
import type { Line } from './domain/normalise.ts';
import type { CampaignStore } from './store/campaigns.ts';

/** How old a reference may grow before a report asks again. */
const REFRESH_AFTER = 5 * MINUTE_MS;
const ASK_AT_ONCE = 1_000;
/** A report would rather show a name of five minutes ago than wait for a service in trouble. */
const PATIENCE_MS = 1_500;

export type CampaignDirectory = ReturnType<typeof campaignDirectory>;

/**
 * What analytics knows of campaigns, filled through `campaign.resolve` when somebody needs it. `call` is this service's own:
 * a caller's token may be bound to the action that it was made for.
 */
export function campaignDirectory(store: CampaignStore, clock: Clock) {
  const resolve = resolver(store, clock);
  return {
    /**
     * The campaigns that lines name. What is not known, or known in another currency, is asked of the campaign service
     * first. @throws DEPENDENCY_UNAVAILABLE when that is down; nothing is decided then
     */
    async knownFor(
      call: Call,
      organizationId: string,
      lines: readonly Line[],
    ): Promise<ReadonlyMap<string, KnownCampaign>> {
      const ids = [...new Set(lines.map(({ fact }) => fact.campaignId))];
      if (ids.length === 0) return new Map();
      const known = await store.known(organizationId, ids);
      const doubtful = new Set(
        lines
          .filter(({ fact }) => known.get(fact.campaignId)?.currency !== fact.currency)
          .map(({ fact }) => fact.campaignId),
      );
      if (doubtful.size === 0) return known;
      await resolve(call, organizationId, [...doubtful]);
      return store.known(organizationId, ids);
    },

    /** One campaign's name, as new as can be had; null when the organisation has no such campaign. */
    async named(call: Call, organizationId: string, id: string): Promise<CampaignName | null> {
      const known = await store.named(organizationId, id);
      if (known && !isOld(known.resolvedAt, clock)) return known;
      try {
        await resolve(call, organizationId, [id], PATIENCE_MS);
      } catch (error) {
        if (!known) throw error;
      }
      return (await store.named(organizationId, id)) ?? null;
    },

    /** All references, the old ones asked again; as they are when the campaign service is down. */
    async refs(call: Call, organizationId: string): Promise<CampaignRef[]> {
      const refs = await store.refs(organizationId);
      const old = refs.filter((ref) => isOld(ref.resolvedAt, clock)).map((ref) => ref.campaignId);
      if (old.length === 0) return refs;
      try {
        await resolve(call, organizationId, old, PATIENCE_MS);
      } catch {
        return refs;
      }
      return store.refs(organizationId);
    },

    /** Names of campaigns by id, as they are remembered. */
    names: (organizationId: string, ids: readonly string[]) => store.names(organizationId, ids),
  };
}

const isOld = (resolvedAt: Date | null, clock: Clock): boolean =>
  resolvedAt !== null && clock().getTime() - resolvedAt.getTime() > REFRESH_AFTER;

/** Asks the campaign service for campaigns and keeps what it knows of them. */
function resolver(store: CampaignStore, clock: Clock) {
  return async (
    call: Call,
    organizationId: string,
    ids: readonly string[],
    timeoutMs?: number,
  ): Promise<void> => {
    const options = timeoutMs === undefined ? {} : { timeoutMs };
    for (let at = 0; at < ids.length; at += ASK_AT_ONCE) {
      const asked = { ids: ids.slice(at, at + ASK_AT_ONCE) };
      const { campaigns } = await call(contentContracts.resolve, asked, options);
      if (campaigns.length > 0) await store.saveRefs(organizationId, campaigns, clock());
    }
  };
}
