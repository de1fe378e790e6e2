import type { ServiceBroker, ServiceSchema } from 'moleculer';
import { proposalContracts } from '../../contracts/analytics/advice.ts';
import { asOfContracts } from '../../contracts/analytics/as-of.ts';
import { deletionContracts } from '../../contracts/analytics/deletions.ts';
import { factContracts } from '../../contracts/analytics/facts.ts';
import { importContracts } from '../../contracts/analytics/imports.ts';
import { linkContracts } from '../../contracts/analytics/links.ts';
import { partContracts } from '../../contracts/analytics/parts.ts';
import { reportContracts } from '../../contracts/analytics/reports.ts';
import { scheduleContracts } from '../../contracts/analytics/schedules.ts';
import { changeContracts } from '../../contracts/analytics/changes.ts';
import { searchTermContracts } from '../../contracts/analytics/search-terms.ts';
import { sqlLoginContracts } from '../../contracts/analytics/sql-logins.ts';
import { currencyRateContracts } from '../../contracts/analytics/currency-rates.ts';
import { alertContracts } from '../../contracts/analytics/alerts.ts';
import { newsContracts } from '../../contracts/analytics/news.ts';
import { webhookContracts } from '../../contracts/analytics/webhooks.ts';
import { subscriptionContracts } from '../../contracts/analytics/subscriptions.ts';
import { personExporters } from '../../contracts/auth/person.ts';
import { bind } from '../../mixins/action.ts';
import { exportPerson } from '../../mixins/export-person.ts';
import { callAsService } from '../../mixins/call.ts';
import type { Node } from '../../mixins/node.ts';
import type { JobWorker } from '../../mixins/jobs.mixin.ts';
import { runnerService } from '../../mixins/runner.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { asOf } from './as-of/actions/as-of.ts';
import { propose } from './advice/actions/propose.ts';
import { acknowledgeAlert } from './alerts/actions/acknowledge-alert.ts';
import { alertSubscription } from './alerts/actions/alert-subscription.ts';
import { subscribeToAlerts } from './alerts/actions/subscribe-to-alerts.ts';
import { tellAlerts } from './alerts/jobs/tell-alerts.ts';
import { alertRules } from './alerts/actions/alert-rules.ts';
import { alerts } from './alerts/actions/alerts.ts';
import { changeAlertRules } from './alerts/actions/change-alert-rules.ts';
import { pacing } from './alerts/actions/pacing.ts';
import { checkAlerts } from './alerts/jobs/check-alerts.ts';
import { currencyRates } from './currencies/actions/currency-rates.ts';
import { removeCurrencyRate } from './currencies/actions/remove-currency-rate.ts';
import { setCurrencyRates } from './currencies/actions/set-currency-rates.ts';
import { ingest } from './facts/actions/ingest.ts';
import { settleFacts } from './facts/jobs/settle-facts.ts';
import { addImportChunk } from './imports/actions/add-import-chunk.ts';
import { beginImport } from './imports/actions/begin-import.ts';
import { commitImport } from './imports/actions/commit-import.ts';
import { deleteFigures } from './imports/actions/delete-figures.ts';
import { readImport } from './imports/actions/import.ts';
import { listImports } from './imports/actions/imports.ts';
import { undoImport } from './imports/actions/undo-import.ts';
import { link } from './links/actions/link.ts';
import { links } from './links/actions/links.ts';
import { parts } from './links/actions/parts.ts';
import { unlink } from './links/actions/unlink.ts';
import { campaign } from './reports/actions/campaign.ts';
import { dashboard } from './reports/actions/dashboard.ts';
import { performance } from './reports/actions/performance.ts';
import { changes } from './changes/actions/changes.ts';
import { tellChanges } from './changes/actions/tell-changes.ts';
import { searchTerms } from './search-terms/actions/search-terms.ts';
import { tellSearchTerms } from './search-terms/actions/tell-search-terms.ts';
import { createSchedule } from './schedules/actions/create-schedule.ts';
import { deleteSchedule } from './schedules/actions/delete-schedule.ts';
import { schedules } from './schedules/actions/schedules.ts';
import { subscribeToSchedule } from './schedules/actions/subscribe-to-schedule.ts';
import { updateSchedule } from './schedules/actions/update-schedule.ts';
import { sendReport } from './schedules/jobs/send-report.ts';
import { createSqlLogin } from './sql-logins/actions/create-sql-login.ts';
import { revokeSqlLogin } from './sql-logins/actions/revoke-sql-login.ts';
import { rotateSqlLogin } from './sql-logins/actions/rotate-sql-login.ts';
import { sqlLogins } from './sql-logins/actions/sql-logins.ts';
import { analyticsDeps, type AnalyticsDeps } from './deps.ts';
import { importJob } from './imports/jobs/import.ts';
import { deleteFiguresJob } from './imports/jobs/delete-figures.ts';
import { undoImportJob } from './imports/jobs/undo-import.ts';
import { news } from './live/actions/news.ts';
import { tellNews } from './live/tell-news.ts';
import { addAlertWebhook } from './webhooks/actions/add-alert-webhook.ts';
import { alertWebhooks } from './webhooks/actions/alert-webhooks.ts';
import { removeAlertWebhook } from './webhooks/actions/remove-alert-webhook.ts';
import { testAlertWebhook } from './webhooks/actions/test-alert-webhook.ts';
import { tellReader } from './readers/tell-reader.ts';
import { postAlerts } from './webhooks/jobs/post-alerts.ts';
import { models } from './models.ts';
import { analyticsSettings, type AnalyticsSettings } from './settings.ts';

/** Stores performance figures, and answers reports, alerts, pacing and budget proposals from them. */
export function analyticsService(settings: AnalyticsSettings, node: Node): ServiceSchema {
  const storage = serviceStorage(settings, node, 'analytics', models);
  const deps = analyticsDeps(storage, settings);
  return {
    name: 'analytics',
    metadata: { port: settings.port },
    mixins: [...storage.mixins(workersOf(deps)), tellNews(storage.database.url)],
    actions: {
      ...bind(node, factContracts, { ingest: ingest(deps) }),
      ...importActions(deps, node),
      ...reportActions(deps, node),
      ...alertActions(deps, node),
      ...bind(node, proposalContracts, { propose: propose(deps) }),
      ...bind(node, personExporters.analytics, {
        exportPerson: exportPerson(personExporters.analytics.exportPerson, 'analytics', storage.database),
      }),
    },
    async started(this: { broker: ServiceBroker; logger: ServiceBroker['logger'] }) {
      const { broker, logger } = this;
      deps.sqlLoginWatch.start(logger);
      deps.sqlLoginHolders.start(
        (organizationId) => callAsService(broker, node.identity, 'analytics', { organizationId }),
        logger,
      );
    },
    async stopped() {
      await deps.sqlLoginHolders.stop();
      await deps.sqlLoginWatch.stop();
    },
  };
}

/** The kinds of work that this service does by itself. */
const workersOf = (deps: AnalyticsDeps): JobWorker[] => [
  importJob(deps),
  undoImportJob(deps),
  deleteFiguresJob(deps),
  settleFacts(deps),
  sendReport(deps),
  checkAlerts(deps),
  tellAlerts(deps),
  postAlerts(deps),
  tellReader(deps),
];

/** Files of figures, what they replace, and whose figures they are. */
const importActions = (deps: AnalyticsDeps, node: Node) => ({
  ...bind(node, importContracts, {
    beginImport: beginImport(deps),
    addImportChunk: addImportChunk(deps),
    commitImport: commitImport(deps),
    import: readImport(deps),
    imports: listImports(deps),
    undoImport: undoImport(deps),
  }),
  ...bind(node, deletionContracts, { deleteFigures: deleteFigures(deps) }),
  ...bind(node, linkContracts, { links: links(deps), link: link(deps), unlink: unlink(deps) }),
  ...bind(node, partContracts, { parts: parts(deps) }),
});

/** Reports, and the other ways in which figures reach people. */
const reportActions = (deps: AnalyticsDeps, node: Node) => ({
  ...bind(node, reportContracts, {
    campaign: campaign(deps),
    dashboard: dashboard(deps),
    performance: performance(deps),
  }),
  ...bind(node, changeContracts, { tellChanges: tellChanges(deps), changes: changes(deps) }),
  ...bind(node, searchTermContracts, {
    tellSearchTerms: tellSearchTerms(deps),
    searchTerms: searchTerms(deps),
  }),
  ...bind(node, asOfContracts, { asOf: asOf(deps) }),
  ...bind(node, currencyRateContracts, {
    setCurrencyRates: setCurrencyRates(deps),
    currencyRates: currencyRates(deps),
    removeCurrencyRate: removeCurrencyRate(deps),
  }),
  ...bind(node, scheduleContracts, {
    createSchedule: createSchedule(deps),
    schedules: schedules(deps),
    updateSchedule: updateSchedule(deps),
    deleteSchedule: deleteSchedule(deps),
    subscribeToSchedule: subscribeToSchedule(deps),
  }),
  ...bind(node, sqlLoginContracts, {
    createSqlLogin: createSqlLogin(deps),
    sqlLogins: sqlLogins(deps),
    rotateSqlLogin: rotateSqlLogin(deps),
    revokeSqlLogin: revokeSqlLogin(deps),
  }),
});

/** What is worth a look, and the stream that tells of it. */
const alertActions = (deps: AnalyticsDeps, node: Node) => ({
  ...bind(node, alertContracts, {
    pacing: pacing(deps),
    alerts: alerts(deps),
    acknowledgeAlert: acknowledgeAlert(deps),
    alertRules: alertRules(deps),
    changeAlertRules: changeAlertRules(deps),
  }),
  ...bind(node, subscriptionContracts, {
    alertSubscription: alertSubscription(deps),
    subscribeToAlerts: subscribeToAlerts(deps),
  }),
  ...bind(node, webhookContracts, {
    alertWebhooks: alertWebhooks(deps),
    addAlertWebhook: addAlertWebhook(deps),
    testAlertWebhook: testAlertWebhook(deps),
    removeAlertWebhook: removeAlertWebhook(deps),
  }),
  ...bind(node, newsContracts, { news: news(deps) }),
});

export default runnerService(analyticsSettings, analyticsService);
