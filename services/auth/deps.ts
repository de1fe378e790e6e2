import type { Config } from '../../lib/config.ts';
import { systemClock, type Clock } from '../../lib/time.ts';
import type { Node } from '../../mixins/node.ts';
import type { ServiceStorage } from '../../mixins/storage.mixin.ts';
import { lifetimesOf, type Lifetimes } from './sessions/domain/lifetimes.ts';
import type { models } from './models.ts';
import { KeyRing, signingKeySealing } from './sessions/key-ring.ts';
import { Passwords } from './accounts/passwords.ts';
import { deriveKey, Sealing } from '../../lib/sealing.ts';
import { acceptanceStore } from './members/store/acceptance.ts';
import { accountStore } from './accounts/store/accounts.ts';
import { apiKeyStore } from './machines/store/api-keys.ts';
import { endingStore } from './sessions/store/endings.ts';
import { invitationStore } from './members/store/invitations.ts';
import { loginFailures } from './accounts/store/login-failures.ts';
import { mailStore } from './mails/store/mails.ts';
import { memberStore } from './members/store/members.ts';
import { refreshTokenStore } from './sessions/store/refresh-tokens.ts';
import { revocationReader } from './sessions/store/revocations.ts';
import { seatReader } from './sessions/store/sessions.ts';
import { signingKeyStore } from './sessions/store/signing-keys.ts';

type AuthStorage = ServiceStorage<ReturnType<typeof models.define>>;
export type AuthDeps = ReturnType<typeof authDeps>;

/** Everything that auth's actions work with. @throws Error in one sentence when a setting is missing or too large */
export function authDeps(config: Config, node: Node, storage: AuthStorage) {
  if (!config.JWT_SECRET) throw new Error('JWT_SECRET is needed: the signing keys are kept under it.');
  const { database, jobs, rows } = storage;
  const clock: Clock = systemClock;
  const lifetimes: Lifetimes = lifetimesOf(config);
  const mails = mailStore(
    database,
    jobs,
    new Sealing(deriveKey(config.JWT_SECRET, 'auth mails'), { unnamed: true }),
  );
  return {
    clock,
    lifetimes,
    database,
    mails,
    rows,
    loginLimit: config.LIMIT_LOGIN_FAILURES,
    passwords: new Passwords(),
    keys: new KeyRing(signingKeyStore(database), signingKeySealing(config.JWT_SECRET), clock),
    accounts: accountStore(database, mails.queue, config.publicUrl),
    acceptance: acceptanceStore(database, mails.queue, config.publicUrl),
    apiKeys: apiKeyStore(database),
    endings: endingStore(database, mails.queue),
    failures: loginFailures(database, config.LIMIT_LOGIN_FAILURES),
    invitations: invitationStore(database, rows.invitations, mails.queue, config.publicUrl),
    members: memberStore(database),
    refreshTokens: refreshTokenStore(database),
    revocations: revocationReader(database),
    seats: seatReader(database),
    /** Makes this node hear its own news at once; the others hear it within half a second. */
    hear: () => node.identity.pollNow(),
  };
}
