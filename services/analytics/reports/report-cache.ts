import { LRUCache } from 'lru-cache';
import { SECOND_MS } from '../../../lib/time.ts';

const KEPT = 200;
/** Facts are exact by their version; names and budgets of campaigns may be this old. */
const TIME_TO_LIVE = 30 * SECOND_MS;

/** The organisation's fact version is part of the key: a report is never older than the last ingest. */
export type ReportKey = {
  readonly organizationId: string;
  readonly factVersion: number;
  readonly report: string;
  readonly today: string;
  readonly params: object;
};
export type ReportCache = ReturnType<typeof reportCache>;

/** Reports of this node that were asked for lately. */
export function reportCache() {
  const cache = new LRUCache<string, object>({ max: KEPT, ttl: TIME_TO_LIVE });
  return {
    /** The report under the key, made when it is not there. */
    async get<T extends object>(key: ReportKey, make: () => Promise<T>): Promise<T> {
      const name = JSON.stringify([key.organizationId, key.factVersion, key.report, key.today, key.params]);
      const kept = cache.get(name) as T | undefined;
      if (kept) return kept;
      const made = await make();
      cache.set(name, made);
      return made;
    },
  };
}
