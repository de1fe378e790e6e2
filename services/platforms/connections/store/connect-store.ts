import { v7 as uuidv7 } from 'uuid';
import type { AdAccount } from '../../../../contracts/platforms/ad-accounts.ts';
import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import type { ErrorCode } from '../../../../lib/errors.ts';
import { audit } from '../../../../storage/audit.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { instant, nullable, oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import type { WakeSteps } from '../../ledger/store/hurry.ts';
import type { LookSoon } from '../../readings/store/reading-chain.ts';
import type { VendorAccount } from '../../port.ts';
import { adAccountStatement, toAdAccount, type AdAccountRow } from './ad-account-rows.ts';
import type { OrganizationKeys } from '../../../../storage/envelopes/organization-keys.ts';
import type { SealedColumn } from '../../../../storage/envelopes/place.ts';
import { SEALED } from './envelopes.ts';
import { forgetReplacedGrants } from './revocation-store.ts';
import { sealTokens, type Tokens } from './token-store.ts';

/** A person who was sent to a platform's consent page, and what is needed when they come back. */
export type ConsentRequest = {
  organizationId: string;
  userId: string;
  platform: Platform;
  stateHash: string;
  /** The PKCE verifier; stored sealed. */
  verifier: string;
  /** The developer token that the connection brings; stored sealed. */
  developerToken: string | null;
  expiresAt: Date;
  now: Date;
};

/** What a platform answered after consent: tokens, and the accounts that they reach. */
export type NewGrant = {
  organizationId: string;
  userId: string;
  platform: Platform;
  tokens: Tokens;
  /** The developer token that its calls carry; null: this product's own. Stored sealed. */
  developerToken: string | null;
  /** When the access token expires. */
  expiresAt: Date;
  accounts: readonly VendorAccount[];
};

/** Requests for consent, and the grants and accounts that follow from them. */
export type ConnectStore = {
  begin(request: ConsentRequest): Promise<void>;
  /** Uses up a state for the person who began it; null when it is another person's, used before or expired. */
  take(
    organizationId: string,
    userId: string,
    stateHash: string,
    now: Date,
  ): Promise<Pick<ConsentRequest, 'platform' | 'verifier' | 'developerToken'> | null>;
  /** Records that nothing came of a consent, and why. */
  recordFailure(organizationId: string, userId: string, code: ErrorCode): Promise<void>;
  /** Saves the grant, sealed, and every account that it reaches, and has the owners told of it. */
  connect(grant: NewGrant): Promise<AdAccount[]>;
};

const TAKE = statement(
  `UPDATE connect_states SET used_at = $4
   WHERE organization_id = $1 AND user_id = $2 AND state_hash = $3 AND used_at IS NULL AND expires_at > $4
   RETURNING id, platform, sealed_verifier AS "sealedVerifier", sealed_developer_token AS "sealedDeveloperToken"`,
  { id: uuid, platform: oneOf(PLATFORMS), sealedVerifier: text, sealedDeveloperToken: nullable(text) },
);

/** A developer token outlives the consent only with the grant. */
const FORGET_TOKEN = `
  UPDATE connect_states SET sealed_developer_token = NULL WHERE organization_id = $1 AND id = $2`;

/** The store of connections of one service. */
export function connectStore(
  { database, jobs }: { database: Database; jobs: Jobs },
  keys: OrganizationKeys,
  lookSoon: LookSoon,
  wake: WakeSteps,
): ConnectStore {
  return {
    begin: (request) => database.transaction((tx) => saveRequest(tx, keys, request)),
    take: (organizationId, userId, stateHash, now) =>
      database.transaction(async (tx) => {
        const [row] = await tx.query(TAKE, [organizationId, userId, stateHash, now]);
        if (!row) return null;
        const { id, platform, sealedVerifier, sealedDeveloperToken } = row;
        const open = async (column: SealedColumn, sealed: string) =>
          (await keys.open(tx, { organizationId, ...column, id }, sealed)).bytes.toString('utf8');
        if (sealedDeveloperToken !== null) await tx.execute(FORGET_TOKEN, [organizationId, id]);
        return {
          platform,
          verifier: await open(SEALED.verifier, sealedVerifier),
          developerToken: sealedDeveloperToken && (await open(SEALED.askedToken, sealedDeveloperToken)),
        };
      }),
    recordFailure: async (organizationId, userId, code) => {
      await audit(database, {
        organizationId,
        actor: { kind: 'user', id: userId },
        action: 'ad_account.connect_failed',
        subject: { kind: 'user', id: userId },
        detail: { code },
      });
    },
    connect: (grant) => database.transaction((tx) => saveGrant(tx, { jobs, keys, lookSoon, wake }, grant)),
  };
}

const DROP_EXPIRED = 'DELETE FROM connect_states WHERE organization_id = $1 AND expires_at <= $2';
const INSERT_REQUEST = `
  INSERT INTO connect_states (organization_id, id, state_hash, user_id, platform, sealed_verifier, sealed_developer_token,
    expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

async function saveRequest(tx: Tx, keys: OrganizationKeys, request: ConsentRequest): Promise<void> {
  const { organizationId, userId, platform, stateHash, verifier, developerToken, expiresAt, now } = request;
  const id = uuidv7();
  await tx.execute(DROP_EXPIRED, [organizationId, now]);
  const seal = (column: SealedColumn, plain: string) =>
    keys.seal(tx, { organizationId, ...column, id }, plain);
  const sealed = await seal(SEALED.verifier, verifier);
  const sealedToken = developerToken && (await seal(SEALED.askedToken, developerToken));
  const asked = [organizationId, id, stateHash, userId, platform];
  await tx.execute(INSERT_REQUEST, [...asked, sealed, sealedToken, expiresAt]);
  await audit(tx, {
    organizationId,
    actor: { kind: 'user', id: userId },
    action: 'ad_account.consent_asked',
    subject: { kind: 'consent', id },
    detail: { platform, ...broughtToken(developerToken) },
  });
}

/** What the trail says of a developer token: that a connection brought one, never which. */
const broughtToken = (developerToken: string | null): { developerToken?: 'connection' } =>
  developerToken === null ? {} : { developerToken: 'connection' };

const INSERT_GRANT = statement(
  `INSERT INTO platform_grants (organization_id, id, platform, sealed_tokens, sealed_developer_token, expires_at, granted_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING created_at AS "createdAt"`,
  { createdAt: instant },
);

async function saveGrant(
  tx: Tx,
  { jobs, keys, lookSoon, wake }: { jobs: Jobs; keys: OrganizationKeys; lookSoon: LookSoon; wake: WakeSteps },
  grant: NewGrant,
): Promise<AdAccount[]> {
  const { organizationId, userId, platform, tokens, developerToken, expiresAt, accounts } = grant;
  const grantId = uuidv7();
  const sealed = await sealTokens(tx, keys, { organizationId, grantId }, tokens);
  const place = { organizationId, ...SEALED.developerToken, id: grantId };
  const sealedToken = developerToken && (await keys.seal(tx, place, developerToken));
  const values = [organizationId, grantId, platform, sealed, sealedToken, expiresAt, userId];
  const [row] = await tx.query(INSERT_GRANT, values);
  if (!row) throw new Error('a grant was not saved');
  const saved: AdAccount[] = [];
  for (const account of accounts) {
    const connected = await saveAccount(tx, grant, grantId, account);
    await audit(tx, {
      organizationId,
      actor: { kind: 'user', id: userId },
      action: 'ad_account.connected',
      subject: { kind: 'ad_account', id: connected.id },
      detail: { platform, externalId: connected.externalId, ...broughtToken(developerToken) },
    });
    // an account that was disconnected may still hold what was published on it
    await lookSoon(tx, { organizationId, adAccountId: connected.id }, row.createdAt);
    saved.push(toAdAccount(connected));
  }
  const adAccountIds = saved.map(({ id }) => id);
  await wake(tx, { organizationId, adAccountIds }, row.createdAt);
  await forgetReplacedGrants(tx, organizationId);
  await jobs.enqueue(tx, jobKinds.tellConnected, {
    organizationId,
    grantId,
    platform,
    adAccountIds,
    connectedBy: userId,
    connectedAt: row.createdAt.toISOString(),
  });
  return saved;
}

/** An account that was connected before keeps its id and the name that people gave it. */
const SAVE_ACCOUNT = adAccountStatement(
  `INSERT INTO ad_accounts (organization_id, id, platform, external_id, name, currency, time_zone, status, grant_id,
     login_customer_id, manager_ids, manager_names, access, hold_code, hold_sentence, state_read_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, 'connected', $8, $9, $10, $11, $12, $13, $14, now())
   ON CONFLICT (organization_id, platform, external_id) DO UPDATE
   SET name = excluded.name, currency = excluded.currency, time_zone = excluded.time_zone, status = 'connected',
       grant_id = excluded.grant_id, login_customer_id = excluded.login_customer_id,
       manager_ids = excluded.manager_ids, manager_names = excluded.manager_names, access = excluded.access,
       hold_code = excluded.hold_code, hold_sentence = excluded.hold_sentence, state_read_at = excluded.state_read_at,
       changed_at = NULL, developer_token_code = NULL, developer_token_sentence = NULL, updated_at = now()
   RETURNING`,
);

async function saveAccount(
  tx: Tx,
  { organizationId, platform }: NewGrant,
  grantId: string,
  account: VendorAccount,
): Promise<AdAccountRow> {
  const { externalId, name, currency, timeZone, loginCustomerId, managers, access, hold } = account;
  const way = [loginCustomerId, managers.map((manager) => manager.externalId), managers.map((m) => m.name)];
  const state = [access, hold?.code ?? null, hold?.sentence ?? null];
  const described = [platform, externalId, name, currency, timeZone, grantId];
  const values = [organizationId, uuidv7(), ...described, ...way, ...state];
  const [row] = await tx.query(SAVE_ACCOUNT, values);
  if (!row) throw new Error('an ad account was not saved');
  return row;
}
