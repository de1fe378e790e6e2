import { identityContracts } from '../../../contracts/platforms/identities.ts';
import type { Platform } from '../../../contracts/values.ts';
import { type Clock, MINUTE_MS } from '../../../lib/time.ts';
import type { Call } from '../../../mixins/call.ts';
import type { CampaignDirectory } from './campaign-directory.ts';
import type { PublishedStore } from './store/published.ts';

const IDS_PER_CALL = 1_000;
/** An organisation's external campaigns are compared with what was published this often while figures come in. */
const COMPARE_AFTER_MS = 5 * MINUTE_MS;
const COMPARE_TIMEOUT_MS = 1_500;
const RETRY_AFTER_MS = MINUTE_MS / 2;
/** Organisations of which this node remembers when it compared last. */
const REMEMBERED = 10_000;

export type PlatformId = { platform: Platform; externalId: string };
export type Identities = ReturnType<typeof identities>;

/**
 * Which ids of ad platforms are ours: asks platforms, keeps the answer, and links the external campaigns that turn out to be ours.
 * `call` must be made as this service.
 */
export function identities(store: PublishedStore, directory: CampaignDirectory, clock: Clock) {
  const comparedAt = new Map<string, number>();

  async function learn(
    call: Call,
    organizationId: string,
    ids: readonly PlatformId[],
    timeoutMs?: number,
  ): Promise<void> {
    const options = timeoutMs === undefined ? {} : { timeoutMs };
    for (let start = 0; start < ids.length; start += IDS_PER_CALL) {
      const params = { ids: ids.slice(start, start + IDS_PER_CALL) };
      const { objects } = await call(identityContracts.identify, params, options);
      if (objects.length === 0) continue;
      await directory.ensure(call, organizationId, [...new Set(objects.map((o) => o.campaignId))]);
      await store.save(organizationId, objects, clock());
    }
  }

  return {
    /**
     * Learns which of these ids, and of those of earlier imports, were published here. @throws DEPENDENCY_UNAVAILABLE when platforms
     * cannot be reached: then it is not known whose they are
     */
    async learn(call: Call, organizationId: string, ids: readonly PlatformId[]): Promise<void> {
      const earlier = await store.unlinked(organizationId);
      const all = new Map([...ids, ...earlier].map((id) => [`${id.platform} ${id.externalId}`, id]));
      await learn(call, organizationId, [...all.values()]);
    },

    /** Learns it of earlier imports, now and then; while platforms cannot be reached nothing changes. */
    async compare(call: Call, organizationId: string): Promise<void> {
      const now = clock().getTime();
      if (now - (comparedAt.get(organizationId) ?? 0) < COMPARE_AFTER_MS) return;
      if (comparedAt.size >= REMEMBERED) comparedAt.clear();
      comparedAt.set(organizationId, now);
      const earlier = await store.unlinked(organizationId);
      try {
        await learn(call, organizationId, earlier, COMPARE_TIMEOUT_MS);
      } catch {
        comparedAt.set(organizationId, now - COMPARE_AFTER_MS + RETRY_AFTER_MS);
      }
    },
  };
}
