import { LRUCache } from 'lru-cache';
import { SECOND_MS } from '../../../lib/time.ts';

const MAX_REPORTS = 200;
/**
 * A new fact version makes a new key, but a changed campaign name or budget does not: it shows after this time at the
 * latest.
 */
const TIME_TO_LIVE_MS = 30 * SECOND_MS;

/** Holds the organisation's fact version, so that a report from before the last ingest is never answered. */
export type ReportKey = {
  readonly organizationId: string;
  readonly factVersion: number;
  readonly report: string;
  readonly today: string;
  readonly params: object;
};
export type ReportCache = ReturnType<typeof reportCache>;

/** Caches the reports that this node answered lately. */
export function reportCache() {
  const cache = new LRUCache<string, object>({ max: MAX_REPORTS, ttl: TIME_TO_LIVE_MS });
  return {
    /** The cached report, or else the one that `make` computes. */
    async get<T extends object>(key: ReportKey, make: () => Promise<T>): Promise<T> {
      const name = JSON.stringify([key.organizationId, key.factVersion, key.report, key.today, key.params]);
      const cached = cache.get(name) as T | undefined;
      if (cached) return cached;
      const report = await make();
      cache.set(name, report);
      return report;
    },
  };
}
