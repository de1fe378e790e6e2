import { randomBytes } from 'node:crypto';
import type { ServiceSchema } from 'moleculer';
import { ConfigError, loadConfig, type Config } from '../../lib/config.ts';
import { systemClock } from '../../lib/time.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { adAccounts } from './connections/actions/ad-accounts.ts';
import { beginConnect } from './connections/actions/begin-connect.ts';
import { check } from './ledger/actions/check.ts';
import { completeConnect } from './connections/actions/complete-connect.ts';
import { disconnect } from './connections/actions/disconnect.ts';
import { renameAdAccount } from './connections/actions/rename-ad-account.ts';
import { status } from './ledger/actions/status.ts';
import { submit } from './ledger/actions/submit.ts';
import { connectablePlatforms, platformsOf } from './compose.ts';
import type { Platforms, PlatformsDeps } from './deps.ts';
import { applyJob } from './ledger/jobs/apply.ts';
import { defineModels } from './models.ts';
import { adAccountStore } from './connections/store/ad-account-store.ts';
import { connectStore } from './connections/store/connect-store.ts';
import { keyRing } from './connections/store/key-ring.ts';
import { ledgerStore } from './ledger/store/ledger-store.ts';
import { submissionStore } from './ledger/store/submission-store.ts';
import { tokenStore } from './connections/store/token-store.ts';

/** The only service that talks to ad platforms: connections and their tokens, and the ledger of what was written there. */
export function platformsService(config: Config, platforms: Platforms = platformsOf(config)): ServiceSchema {
  if (!config.PLATFORM_TOKENS_KEY) throw new ConfigError(['PLATFORM_TOKENS_KEY: needed by platforms']);
  const storage = serviceStorage(config, 'platforms', defineModels);
  const { database, jobs, rows } = storage;
  const keys = keyRing(config.PLATFORM_TOKENS_KEY);
  const deps: PlatformsDeps = {
    database,
    accounts: adAccountStore(database, rows.adAccounts),
    connects: connectStore(database, keys),
    tokens: tokenStore(database, keys),
    submissions: submissionStore(database, jobs),
    ledger: ledgerStore(database, jobs),
    platforms,
    connectable: connectablePlatforms(config),
    redirectUri: `${config.publicUrl}/api/ad-accounts/callback`,
    settleMs: config.PLATFORM_QUIET_MS,
    clock: systemClock,
    secret: () => randomBytes(32).toString('base64url'),
  };
  return {
    name: 'platforms',
    mixins: storage.mixins([applyJob(deps)]),
    actions: {
      beginConnect: beginConnect(deps),
      completeConnect: completeConnect(deps),
      adAccounts: adAccounts(deps),
      renameAdAccount: renameAdAccount(deps),
      disconnect: disconnect(deps),
      check: check(deps),
      submit: submit(deps),
      status: status(deps),
    },
  };
}

export default () => platformsService(loadConfig());
