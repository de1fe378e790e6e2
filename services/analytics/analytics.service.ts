import type { ServiceBroker, ServiceSchema } from 'moleculer';
import { loadConfig, type Config } from '../../lib/config.ts';
import { systemClock } from '../../lib/time.ts';
import { callFromBroker } from '../../mixins/call.ts';
import { nodeOf } from '../../mixins/node.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { addImportChunk } from './imports/actions/add-import-chunk.ts';
import { beginImport } from './imports/actions/begin-import.ts';
import { campaign } from './reports/actions/campaign.ts';
import { commitImport } from './imports/actions/commit-import.ts';
import { dashboard } from './reports/actions/dashboard.ts';
import { readImport } from './imports/actions/import.ts';
import { ingest } from './facts/actions/ingest.ts';
import { performance } from './reports/actions/performance.ts';
import { propose } from './advice/actions/propose.ts';
import { type CallAs, campaignDirectory } from './facts/campaign-directory.ts';
import type { AnalyticsDeps } from './deps.ts';
import { importJob } from './imports/jobs/import.ts';
import { defineModels } from './models.ts';
import { reportCache } from './reports/report-cache.ts';
import { campaignStore } from './facts/store/campaigns.ts';
import { factStore } from './facts/store/facts.ts';
import { importFactStore } from './imports/store/import-facts.ts';
import { importStore } from './imports/store/imports.ts';
import { performanceStore } from './reports/store/performance.ts';
import { reportStore } from './reports/store/reports.ts';

/** Performance facts in; reports, alerts, pacing and evidence out. */
export function analyticsService(config: Config): ServiceSchema {
  const storage = serviceStorage(config, 'analytics', defineModels);
  const { database } = storage;
  let broker: ServiceBroker | undefined;
  const deps: AnalyticsDeps = {
    facts: factStore(database),
    reports: reportStore(database),
    performance: performanceStore(database),
    imports: importStore(storage),
    importFacts: importFactStore(database),
    campaigns: campaignDirectory(
      campaignStore(database),
      asAnalytics(() => broker),
      systemClock,
    ),
    cache: reportCache(),
    clock: systemClock,
  };
  return {
    name: 'analytics',
    mixins: storage.mixins([importJob(deps)]),
    created(this: { broker: ServiceBroker }) {
      broker = this.broker;
    },
    actions: {
      ingest: ingest(deps),
      campaign: campaign(deps),
      dashboard: dashboard(deps),
      performance: performance(deps),
      propose: propose(deps),
      beginImport: beginImport(deps),
      addImportChunk: addImportChunk(deps),
      commitImport: commitImport(deps),
      import: readImport(deps),
    },
  };
}

/** Calls other services in the name of analytics: a caller's own token may be bound to the action it was made for. */
function asAnalytics(brokerOf: () => ServiceBroker | undefined): CallAs {
  return (organizationId) => (contract, params, options) => {
    const broker = brokerOf();
    if (!broker) throw new Error('the service is not created yet');
    const claims = { organizationId, action: contract.name };
    const authorization = nodeOf(broker).identity.authorizationFor('analytics', claims);
    return callFromBroker(broker)(contract, params, { ...options, authorization });
  };
}

export default () => analyticsService(loadConfig());
