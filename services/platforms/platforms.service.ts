import type { ServiceSchema } from 'moleculer';
import { adAccountContracts } from '../../contracts/platforms/ad-accounts.ts';
import { deliveryContracts } from '../../contracts/platforms/delivery.ts';
import { figuresContracts } from '../../contracts/platforms/figures.ts';
import { driftContracts } from '../../contracts/platforms/drift.ts';
import { policyContracts } from '../../contracts/platforms/policy.ts';
import { identityContracts } from '../../contracts/platforms/identities.ts';
import { submissionContracts } from '../../contracts/platforms/submissions.ts';
import { personExporters } from '../../contracts/auth/person.ts';
import { bind } from '../../mixins/action.ts';
import { exportPerson } from '../../mixins/export-person.ts';
import type { Node } from '../../mixins/node.ts';
import type { JobWorker } from '../../mixins/jobs.mixin.ts';
import { runnerService } from '../../mixins/runner.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { platformsOf } from './compose.ts';
import { leaveAdAccount } from './connections/actions/leave-ad-account.ts';
import { accountReach } from './connections/actions/account-reach.ts';
import { accountState } from './connections/actions/account-state.ts';
import { adAccounts } from './connections/actions/ad-accounts.ts';
import { beginConnect } from './connections/actions/begin-connect.ts';
import { completeConnect } from './connections/actions/complete-connect.ts';
import { disconnect } from './connections/actions/disconnect.ts';
import { renameAdAccount } from './connections/actions/rename-ad-account.ts';
import { delivery } from './delivery/actions/delivery.ts';
import { readDeliveryJob } from './delivery/jobs/read-delivery.ts';
import { tellDeliveryJob } from './delivery/jobs/tell-delivery.ts';
import { restartAllReadings } from './delivery/restart.ts';
import { sync, syncNow } from './figures/actions/sync.ts';
import { readFiguresJob } from './figures/jobs/read-figures.ts';
import { cancel } from './ledger/actions/cancel.ts';
import { check } from './ledger/actions/check.ts';
import { decidePolicy } from './ledger/actions/decide-policy.ts';
import { applied } from './ledger/actions/applied.ts';
import { drift } from './ledger/actions/drift.ts';
import { halt } from './ledger/actions/halt.ts';
import { hurry } from './ledger/actions/hurry.ts';
import { identify } from './ledger/actions/identify.ts';
import { acceptDrift, ignoreDrift } from './ledger/actions/decide-drift.ts';
import { liftHalt } from './ledger/actions/lift-halt.ts';
import { policy } from './ledger/actions/policy.ts';
import { status } from './ledger/actions/status.ts';
import { submit } from './ledger/actions/submit.ts';
import { platformsDeps, type Platforms, type PlatformsDeps } from './deps.ts';
import { revokeGrantJob } from './connections/jobs/revoke-grant.ts';
import { tellConnectedJob } from './connections/jobs/tell-connected.ts';
import { applyJob, haltJob } from './ledger/jobs/apply.ts';
import { platformsSettings, type PlatformsSettings } from './settings.ts';

/** The only service that calls ad platforms. It owns the connections with their tokens, and the ledger. */
export function platformsService(
  settings: PlatformsSettings,
  node: Node,
  platforms: Platforms = platformsOf(settings),
): ServiceSchema {
  const storage = serviceStorage(settings, node, 'platforms');
  const deps = platformsDeps(settings, storage, platforms);
  return {
    name: 'platforms',
    metadata: { port: settings.port },
    mixins: storage.mixins(workersOf(deps)),
    actions: {
      ...accountActions(node, deps),
      ...ledgerActions(node, deps),
      ...bind(node, personExporters.platforms, {
        exportPerson: exportPerson(personExporters.platforms.exportPerson, 'platforms', storage.database),
      }),
    },
    async started() {
      await deps.keys.start();
      await restartAllReadings(deps);
    },
  };
}

/** Ad accounts, and what is read of them. */
const accountActions = (node: Node, deps: PlatformsDeps) => ({
  ...bind(node, adAccountContracts, {
    beginConnect: beginConnect(deps),
    completeConnect: completeConnect(deps),
    adAccounts: adAccounts(deps),
    accountState: accountState(deps),
    accountReach: accountReach(deps),
    leaveAdAccount: leaveAdAccount(deps),
    renameAdAccount: renameAdAccount(deps),
    disconnect: disconnect(deps),
  }),
  ...bind(node, deliveryContracts, { delivery: delivery(deps) }),
  ...bind(node, figuresContracts, { sync: sync(deps), syncNow: syncNow(deps) }),
});

/** What is written to the platforms, and what differs there. */
const ledgerActions = (node: Node, deps: PlatformsDeps) => ({
  ...bind(node, submissionContracts, {
    check: check(deps),
    submit: submit(deps),
    cancel: cancel(deps),
    hurry: hurry(deps),
    halt: halt(deps),
    liftHalt: liftHalt(deps),
    applied: applied(deps),
    status: status(deps),
  }),
  ...bind(node, driftContracts, {
    drift: drift(deps),
    acceptDrift: acceptDrift(deps),
    ignoreDrift: ignoreDrift(deps),
  }),
  ...bind(node, policyContracts, { policy: policy(deps), decidePolicy: decidePolicy(deps) }),
  ...bind(node, identityContracts, { identify: identify(deps) }),
});

/** The kinds of work that this service does by itself. */
const workersOf = (deps: PlatformsDeps): JobWorker[] => [
  applyJob(deps),
  haltJob(deps),
  readDeliveryJob(deps),
  tellDeliveryJob(deps),
  readFiguresJob(deps),
  revokeGrantJob(deps),
  tellConnectedJob(deps),
];

export default runnerService(platformsSettings, platformsService);
