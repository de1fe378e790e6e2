import type { ServiceSchema } from 'moleculer';
import { adAccountContracts } from '../../contracts/platforms/ad-accounts.ts';
import { submissionContracts } from '../../contracts/platforms/submissions.ts';
import type { Config } from '../../lib/config.ts';
import { bind } from '../../mixins/action.ts';
import type { Node } from '../../mixins/node.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { platformsOf } from './compose.ts';
import { adAccounts } from './connections/actions/ad-accounts.ts';
import { beginConnect } from './connections/actions/begin-connect.ts';
import { completeConnect } from './connections/actions/complete-connect.ts';
import { disconnect } from './connections/actions/disconnect.ts';
import { renameAdAccount } from './connections/actions/rename-ad-account.ts';
import { check } from './ledger/actions/check.ts';
import { status } from './ledger/actions/status.ts';
import { submit } from './ledger/actions/submit.ts';
import { platformsDeps, type Platforms } from './deps.ts';
import { applyJob } from './ledger/jobs/apply.ts';
import { models } from './models.ts';

/** The only service that talks to ad platforms: connections and their tokens, and the ledger of what was written there. */
export function platformsService(
  config: Config,
  node: Node,
  platforms: Platforms = platformsOf(config),
): ServiceSchema {
  const storage = serviceStorage(config, node, 'platforms', models);
  const deps = platformsDeps(config, storage, platforms);
  return {
    name: 'platforms',
    mixins: storage.mixins([applyJob(deps)]),
    actions: {
      ...bind(node, adAccountContracts, {
        beginConnect: beginConnect(deps),
        completeConnect: completeConnect(deps),
        adAccounts: adAccounts(deps),
        renameAdAccount: renameAdAccount(deps),
        disconnect: disconnect(deps),
      }),
      ...bind(node, submissionContracts, {
        check: check(deps),
        submit: submit(deps),
        status: status(deps),
      }),
    },
  };
}
