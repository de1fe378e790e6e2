import type { Platform } from '../../contracts/values.ts';
import type { Clock } from '../../lib/time.ts';
import type { Database } from '../../storage/database.ts';
import type { PlatformConnection } from './port.ts';
import type { AdAccountStore } from './connections/store/ad-account-store.ts';
import type { ConnectStore } from './connections/store/connect-store.ts';
import type { LedgerStore } from './ledger/store/ledger-store.ts';
import type { SubmissionStore } from './ledger/store/submission-store.ts';
import type { TokenStore } from './connections/store/token-store.ts';

export type Platforms = ReadonlyMap<Platform, PlatformConnection>;

/** What the actions and jobs of this service work with. */
export type PlatformsDeps = {
  database: Database;
  accounts: AdAccountStore;
  connects: ConnectStore;
  tokens: TokenStore;
  submissions: SubmissionStore;
  ledger: LedgerStore;
  /** Every platform, for its rules; `connectable` ones have an application registered there. */
  platforms: Platforms;
  connectable: ReadonlySet<Platform>;
  /** Where a platform sends a person back to after consent. */
  redirectUri: string;
  /** How long a request whose answer was lost may still take effect at a platform. */
  settleMs: number;
  clock: Clock;
  /** A new unguessable string, 256 bits. */
  secret: () => string;
};
