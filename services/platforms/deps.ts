import { randomBytes } from 'node:crypto';
import type { Platform } from '../../contracts/values.ts';
import { systemClock, type Clock } from '../../lib/time.ts';
import type { ServiceStorage } from '../../mixins/storage.mixin.ts';
import type { Database } from '../../storage/database.ts';
import { connectablePlatforms } from './compose.ts';
import { platformKeys } from './connections/store/envelopes.ts';
import type { OrganizationKeys } from '../../storage/envelopes/organization-keys.ts';
import type { PlatformConnection } from './port.ts';
import { adAccountStore, type AdAccountStore } from './connections/store/ad-account-store.ts';
import { connectStore, type ConnectStore } from './connections/store/connect-store.ts';
import { wakeStepsIn } from './ledger/store/hurry.ts';
import { haltStore, type HaltStore } from './ledger/store/halt-store.ts';
import { ledgerStore, type LedgerStore } from './ledger/store/ledger-store.ts';
import { limitStore, type LimitStore } from './ledger/store/limit-store.ts';
import { submissionStore, type SubmissionStore } from './ledger/store/submission-store.ts';
import { revocationStore, type RevocationStore } from './connections/store/revocation-store.ts';
import { tokenStore, type TokenStore } from './connections/store/token-store.ts';
import { deliveryStore, type DeliveryStore } from './delivery/store/delivery-store.ts';
import type { FiguresPace } from './figures/domain/window.ts';
import { figuresStore, type FiguresStore } from './figures/store/figures-store.ts';
import type { PlatformsSettings } from './settings.ts';

export type Platforms = ReadonlyMap<Platform, PlatformConnection>;

/** What the actions and jobs of this service work with. */
export type PlatformsDeps = {
  database: Database;
  keys: OrganizationKeys;
  accounts: AdAccountStore;
  connects: ConnectStore;
  tokens: TokenStore;
  revocations: RevocationStore;
  submissions: SubmissionStore;
  halts: HaltStore;
  ledger: LedgerStore;
  limits: LimitStore;
  deliveries: DeliveryStore;
  figures: FiguresStore;
  /** All platforms, because checks need the rules of each. */
  platforms: Platforms;
  /** The platforms at which an application of ours is registered. */
  connectable: ReadonlySet<Platform>;
  /** Where a platform sends a person back to after consent. */
  redirectUri: string;
  /** How long a request whose answer was lost may still take effect at a platform. */
  settleMs: number;
  /** The first wait before an attempt at a step is made again; each further one is twice as long. */
  firstRetryMs: number;
  /** The first wait before a pause is made once more, while an activation may still land; each further one is twice as long. */
  pauseAgainMs: number;
  clock: Clock;
  /** A new random string of 256 bits. */
  secret: () => string;
};

/** @throws Error when PLATFORM_TOKENS_KEY is missing */
export function platformsDeps(
  settings: PlatformsSettings,
  storage: ServiceStorage,
  platforms: Platforms,
): PlatformsDeps {
  const { database, jobs } = storage;
  const keys = platformKeys(database, settings);
  const deliveries = deliveryStore(database, jobs, {
    periodMs: settings.PLATFORM_DELIVERY_MS,
    quickMs: settings.PLATFORM_DELIVERY_QUICK_MS,
    staleMs: settings.PLATFORM_DELIVERY_STALE_MS,
  });
  const wake = wakeStepsIn(jobs);
  const figures = figuresStore(database, jobs, figuresPace(settings));
  return {
    database,
    keys,
    accounts: adAccountStore(database, jobs, wake),
    connects: connectStore(
      storage,
      keys,
      async (tx, account, now) => {
        await deliveries.soon(tx, account, now);
        await figures.soon(tx, account, now);
      },
      wake,
    ),
    tokens: tokenStore(database, keys),
    revocations: revocationStore(database),
    submissions: submissionStore(database, jobs),
    halts: haltStore(database),
    ledger: ledgerStore(database, jobs, deliveries.soon),
    limits: limitStore(database, jobs),
    deliveries,
    figures,
    platforms,
    connectable: connectablePlatforms(settings),
    redirectUri: `${settings.publicUrl}/api/ad-accounts/callback`,
    settleMs: settings.PLATFORM_QUIET_MS,
    firstRetryMs: settings.PLATFORM_RETRY_MS,
    pauseAgainMs: settings.PLATFORM_PAUSE_AGAIN_MS,
    clock: systemClock,
    secret: () => randomBytes(32).toString('base64url'),
  };
}

const figuresPace = (settings: PlatformsSettings): FiguresPace => ({
  periodMs: settings.PLATFORM_FIGURES_MS,
  quickMs: settings.PLATFORM_FIGURES_QUICK_MS,
  staleMs: settings.PLATFORM_FIGURES_STALE_MS,
  recentDays: settings.PLATFORM_FIGURES_RECENT_DAYS,
  restatedDays: settings.PLATFORM_FIGURES_RESTATED_DAYS,
  restatedMs: settings.PLATFORM_FIGURES_RESTATED_MS,
  firstDays: settings.PLATFORM_FIGURES_FIRST_DAYS,
});
