import type { Clock } from '../../lib/time.ts';
import type { CampaignDirectory } from './campaign-directory.ts';
import type { ReportCache } from './report-cache.ts';
import type { FactStore } from './store/facts.ts';
import type { ImportFactStore } from './store/import-facts.ts';
import type { ImportStore } from './store/imports.ts';
import type { PerformanceStore } from './store/performance.ts';
import type { ReportStore } from './store/reports.ts';

/** What the actions and jobs of analytics work with. */
export type AnalyticsDeps = {
  facts: FactStore;
  reports: ReportStore;
  performance: PerformanceStore;
  imports: ImportStore;
  importFacts: ImportFactStore;
  campaigns: CampaignDirectory;
  cache: ReportCache;
  clock: Clock;
};
