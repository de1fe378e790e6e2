import type { Clock } from '../../lib/time.ts';
import type { CampaignDirectory } from './facts/campaign-directory.ts';
import type { ReportCache } from './reports/report-cache.ts';
import type { FactStore } from './facts/store/facts.ts';
import type { ImportFactStore } from './imports/store/import-facts.ts';
import type { ImportStore } from './imports/store/imports.ts';
import type { PerformanceStore } from './reports/store/performance.ts';
import type { ReportStore } from './reports/store/reports.ts';

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
