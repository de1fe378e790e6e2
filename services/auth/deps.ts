import { SECOND_MS, type Clock } from '../../lib/time.ts';
import type { Node } from '../../mixins/node.ts';
import type { ServiceStorage } from '../../mixins/storage.mixin.ts';
import type { Database } from '../../storage/database.ts';
import type { Jobs } from '../../storage/jobs.ts';
import type { OrganizationKeys } from '../../storage/envelopes/organization-keys.ts';
import { Passwords } from './accounts/passwords.ts';
import { PasswordStrength } from './accounts/password-strength.ts';
import { countsAsProved, type AddressProof } from './accounts/domain/address-proof.ts';
import { mailedTokenStore, type MailedTokenStore } from './accounts/store/mailed-tokens.ts';
import { accountStore, type AccountStore } from './accounts/store/accounts.ts';

import { loginAttempts, type LoginAttempts } from './accounts/store/login-attempts.ts';
import { organizationStore, type OrganizationStore } from './accounts/store/organizations.ts';
import { factorDeps, type FactorDeps } from './factors/deps.ts';
import { apiKeyStore, type ApiKeyStore } from './machines/store.ts';
import { mailStore, type MailStore } from './mails/store.ts';
import { acceptanceStore, type AcceptanceStore } from './members/store/acceptance.ts';
import { invitationStore, type InvitationStore } from './members/store/invitations.ts';
import { memberStore, type MemberStore } from './members/store/members.ts';
import type { models } from './models.ts';
import { lifetimesOf, type Lifetimes } from './sessions/domain/lifetimes.ts';
import { KeyRing, signingKeySealing } from './sessions/key-ring.ts';
import { deviceReader, type DeviceReader } from './sessions/store/devices.ts';
import { refreshTokenStore, type RefreshTokenStore } from './sessions/store/refresh-tokens.ts';
import { revocationReader, type ReadRevocations } from './sessions/store/revocations.ts';
import { sessionListStore, type SessionListStore } from './sessions/store/session-list.ts';
import { sessionReader, type SessionReader } from './sessions/store/sessions.ts';
import { signingKeyStore } from './sessions/store/signing-keys.ts';
import { personStore, type PersonStore } from './person/store.ts';
import { authKeys, secretSealing, type AuthSecrets } from './sealing.ts';
import type { AuthSettings } from './settings.ts';
import { chainStore, type ChainStore } from './trail/chain-store.ts';
import { eventStore, type EventStore } from './trail/event-store.ts';
import { HeadSigner } from './trail/head-signer.ts';

type AuthStorage = ServiceStorage<ReturnType<typeof models.define>>;

/** What auth's actions and jobs work with, by room. */
export type AuthDeps = {
  clock: Clock;
  /** For what several rooms save together. */
  database: Database;
  /** What is done later, for sure. */
  jobs: Jobs;
  /** The data keys of organisations. */
  keys: OrganizationKeys;
  /** Makes this node read the revocations at once; other nodes read them within half a second. */
  pollRevocations: () => Promise<void>;
  accounts: {
    store: AccountStore;
    organizations: OrganizationStore;
    passwords: Passwords;
    /** Judges passwords that people choose. */
    strength: PasswordStrength;
    attempts: LoginAttempts;
    mailedTokens: MailedTokenStore;
    addressProof: AddressProof;
    /** Whether an address that is proved since then (null: never) counts as its person's. */
    countsAsProved: (provedAt: Date | null) => boolean;
  };
  sessions: {
    store: SessionReader;
    lifetimes: Lifetimes;
    keys: KeyRing;
    refreshTokens: RefreshTokenStore;
    devices: DeviceReader;
    list: SessionListStore;
    readRevocations: ReadRevocations;
  };
  factors: FactorDeps;
  members: { store: MemberStore; invitations: InvitationStore; acceptance: AcceptanceStore };
  machines: { apiKeys: ApiKeyStore };
  mails: MailStore;
  trail: { chain: ChainStore; events: EventStore; signer: HeadSigner };
  /** Where the product is reached, for links in mails. */
  publicUrl: string;
  person: PersonStore;
};

/** @throws Error in one sentence when a setting is missing or too large */
export function authDeps(settings: AuthSettings, node: Node, storage: AuthStorage): AuthDeps {
  if (!settings.JWT_SECRET) throw new Error('JWT_SECRET is needed: the signing keys are kept under it.');
  const { database } = storage;
  const keys = authKeys(database, settings.JWT_SECRET);
  const mails = mailStore(storage, keys, settings.publicUrl);
  const lifetimes = lifetimesOf(settings);
  const signingKeys = signingKeysOf(database, settings.JWT_SECRET, node.clock);
  return {
    clock: node.clock,
    database,
    jobs: storage.jobs,
    keys,
    pollRevocations: () => node.identity.pollNow(),
    accounts: accountsOf(settings, storage),
    sessions: {
      store: sessionReader(database),
      lifetimes,
      keys: signingKeys,
      refreshTokens: refreshTokenStore(database, lifetimes),
      devices: deviceReader(database),
      list: sessionListStore(database),
      readRevocations: revocationReader(database),
    },
    factors: factorDeps(storage, settings.JWT_SECRET, settings),
    members: {
      store: memberStore(database, mails),
      invitations: invitationStore(database, mails),
      acceptance: acceptanceStore(database),
    },
    machines: { apiKeys: apiKeyStore(database, mails) },
    mails,
    trail: trailOf(database, signingKeys, settings, node.clock),
    publicUrl: settings.publicUrl,
    person: personStore(database, storage.jobs, secretSealing(settings.JWT_SECRET, 'auth export cursors')),
  };
}

const signingKeysOf = (database: Database, secrets: AuthSecrets, clock: Clock) =>
  new KeyRing(signingKeyStore(database), signingKeySealing(secrets), clock);

function trailOf(
  database: Database,
  keys: KeyRing,
  { AUDIT_HEAD_SECONDS }: AuthSettings,
  clock: Clock,
): AuthDeps['trail'] {
  const signer = new HeadSigner(database, keys, clock, AUDIT_HEAD_SECONDS * SECOND_MS);
  return { chain: chainStore(database), events: eventStore(database), signer };
}

function accountsOf(settings: AuthSettings, { database, rows }: AuthStorage): AuthDeps['accounts'] {
  return {
    store: accountStore(database),
    organizations: organizationStore(rows.organizations),
    passwords: new Passwords(),
    strength: new PasswordStrength(settings.BREACH_FILTER),
    attempts: loginAttempts(database, {
      account: settings.LIMIT_LOGIN_FAILURES,
      network: settings.LIMIT_ADDRESS_LOGIN_FAILURES,
    }),
    mailedTokens: mailedTokenStore(database),
    addressProof: settings.addressProof,
    countsAsProved: (provedAt) => countsAsProved(settings.addressProof, provedAt),
  };
}
