import { systemClock, type Clock } from '../../lib/time.ts';
import type { Database } from '../../storage/database.ts';
import type { ServiceStorage } from '../../mixins/storage.mixin.ts';
import { campaignDirectory, type CampaignDirectory } from './facts/campaign-directory.ts';
import { reportCache, type ReportCache } from './reports/report-cache.ts';
import { identities, type Identities } from './facts/identities.ts';
import { publishedStore } from './facts/store/published.ts';
import { namedCampaigns, type NamedCampaigns } from './facts/store/named-campaigns.ts';
import { factStore, type FactStore } from './facts/store/facts.ts';
import { importFactStore, type ImportFactStore } from './imports/store/import-facts.ts';
import { deletionStore, type DeletionStore } from './imports/store/deletions.ts';
import { type Staging, staging } from './imports/store/staging.ts';
import { undoStore, type UndoStore } from './imports/store/undo.ts';
import { importStore, type ImportStore } from './imports/store/imports.ts';
import { partNameStore, type PartNameStore } from './reports/store/part-names.ts';
import { performanceStore, type PerformanceStore } from './reports/store/performance.ts';
import { reportStore, type ReportStore } from './reports/store/reports.ts';
import { scheduleStore, type ScheduleStore } from './schedules/store.ts';
import { sqlLoginStore, type Limits, type SqlLoginStore } from './sql-logins/store.ts';
import type { SqlLoginPlace } from './sql-logins/view.ts';
import { SqlLoginHolders } from './sql-logins/holders.ts';
import { SqlLoginWatch } from './sql-logins/watch.ts';
import { partStore, type PartStore } from './links/store/parts.ts';
import { asOfStore, type AsOfStore } from './as-of/store/as-of.ts';
import { campaignStore, type CampaignStore } from './facts/store/campaigns.ts';
import { linkStore, type LinkStore } from './links/store/links.ts';
import { alertStore, type AlertStore } from './alerts/store/alerts.ts';
import { checkStore, type CheckStore } from './alerts/store/checks.ts';
import { costStore, type CostStore } from './alerts/store/costs.ts';
import { ruleStore, type RuleStore } from './alerts/store/rules.ts';
import { subscriberStore, type SubscriberStore } from './alerts/store/subscribers.ts';
import { currencyRateStore, type CurrencyRateStore } from './currencies/store.ts';
import { maturityStore, type MaturityStore } from './maturity/store.ts';
import { type Post, poster } from './webhooks/post.ts';
import { webhookStore, type WebhookStore } from './webhooks/store.ts';
import { newsStore, type NewsStore } from './live/store.ts';
import { tellTerms, type TellTerms } from './search-terms/store/tell.ts';
import { termCoverage, type TermCoverage } from './search-terms/store/coverage.ts';
import { changeStore, type ChangeStore } from './changes/store/changes.ts';
import { termTable, type TermTable } from './search-terms/store/term-table.ts';
import type { models } from './models.ts';
import type { AnalyticsSettings } from './settings.ts';

/** What the actions and jobs of analytics work with. */
export type AnalyticsDeps = {
  database: Database;
  facts: FactStore;
  reports: ReportStore;
  performance: PerformanceStore;
  partNames: PartNameStore;
  imports: ImportStore;
  /** How files are read, by the settings. */
  reading: Pick<AnalyticsSettings['imports'], 'sizes' | 'limits'>;
  importFacts: ImportFactStore;
  staging: Staging;
  undo: UndoStore;
  deletions: DeletionStore;
  changes: ChangeStore;
  terms: TermTable;
  tellTerms: TellTerms;
  termCoverage: TermCoverage;
  /** The most rows of a table. */
  tableRows: number;
  asOf: AsOfStore;
  campaigns: CampaignDirectory;
  knownCampaigns: CampaignStore;
  identities: Identities;
  namedCampaigns: NamedCampaigns;
  links: LinkStore;
  parts: PartStore;
  cache: ReportCache;
  schedules: ScheduleStore;
  reportMails: AnalyticsSettings['reportMails'];
  sqlLogins: SqlLoginStore;
  sqlLoginWatch: SqlLoginWatch;
  sqlLoginHolders: SqlLoginHolders;
  sqlLoginLimits: Limits;
  sqlLoginPlace: SqlLoginPlace;
  alerts: AlertStore;
  checks: CheckStore;
  costs: CostStore;
  rules: RuleStore;
  subscribers: SubscriberStore;
  news: NewsStore;
  currencyRates: CurrencyRateStore;
  maturity: MaturityStore;
  webhooks: WebhookStore;
  webhookHosts: readonly string[];
  postToWebhook: Post;
  clock: Clock;
};

export function analyticsDeps(
  storage: ServiceStorage<ReturnType<typeof models.define>>,
  settings: AnalyticsSettings,
): AnalyticsDeps {
  const { snapshots, imports, undoDays, reportMails } = settings;
  const { database } = storage;
  const knownCampaigns = campaignStore(database);
  const campaigns = campaignDirectory(knownCampaigns, systemClock);
  const alerts = alertStore(database);
  return {
    database,
    facts: factStore(storage),
    reports: reportStore(database),
    performance: performanceStore(database, snapshots),
    partNames: partNameStore(database),
    imports: importStore(storage, imports),
    reading: imports,
    importFacts: importFactStore(database, undoDays, imports.plausible),
    staging: staging(database),
    undo: undoStore(storage),
    ...tellingDeps(database, settings.tellingDays, snapshots.maxRows),
    asOf: asOfStore(database),
    deletions: deletionStore(storage, undoDays),
    campaigns,
    knownCampaigns,
    links: linkStore(database),
    parts: partStore(database),
    identities: identities(publishedStore(database), campaigns, systemClock),
    cache: reportCache(),
    schedules: scheduleStore(storage),
    reportMails,
    ...sqlLoginDeps(storage, settings.sqlLogins),
    alerts,
    news: newsStore(database, alerts),
    checks: checkStore(storage, settings.alertCheckSeconds),
    costs: costStore(database),
    rules: ruleStore(database),
    subscribers: subscriberStore(database),
    currencyRates: currencyRateStore(database, settings.rateCarryDays),
    maturity: maturityStore(database, settings.maturity),
    webhooks: webhookStore(storage, settings.webhooks),
    webhookHosts: settings.webhooks.hosts,
    postToWebhook: poster(settings.webhooks),
    clock: systemClock,
  };
}

/** Logins for BI tools: what may be asked of them, and who watches that it is not more. */
function sqlLoginDeps(
  storage: ServiceStorage<ReturnType<typeof models.define>>,
  limits: AnalyticsSettings['sqlLogins'],
) {
  const sqlLogins = sqlLoginStore(storage);
  const sqlLoginWatch = new SqlLoginWatch(sqlLogins, limits);
  return {
    sqlLogins,
    sqlLoginWatch,
    sqlLoginHolders: new SqlLoginHolders(
      { logins: sqlLogins, watch: sqlLoginWatch, clock: systemClock },
      limits,
    ),
    sqlLoginLimits: limits,
    sqlLoginPlace: {
      host: limits.host,
      port: limits.port,
      database: new URL(storage.database.url).pathname.slice(1),
      maxSessions: limits.connections,
      maxSeconds: limits.seconds,
    },
  };
}

/** What platforms tell beside figures. */
const tellingDeps = (database: Database, keptDays: number, tableRows: number) => ({
  terms: termTable(database),
  namedCampaigns: namedCampaigns(database),
  changes: changeStore(database, keptDays),
  tellTerms: tellTerms(database, keptDays),
  termCoverage: termCoverage(database),
  tableRows,
});
