import {
  ACCOUNT_ACCESSES,
  type AccountState,
  type AdAccount,
} from '../../../../contracts/platforms/ad-accounts.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { AppError } from '../../../../lib/errors.ts';
import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { boolean, nullable, oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import type { WakeSteps } from '../../ledger/store/hurry.ts';
import { adAccountStatement, toAdAccount, type AdAccountRow } from './ad-account-rows.ts';
import { revokeUnusedGrants } from './revocation-store.ts';

export type AdAccountQuery = {
  limit: number;
  /** Creation time and id of the last account of the page before; null for the first page. */
  after: readonly [createdAt: string, id: string] | null;
  platform: Platform | null;
};

/**
 * Connected ad accounts. The row of a disconnected account stays, because the ledger refers to it, but is not listed.
 */
export type AdAccountStore = {
  /** Newest first; at most `limit` rows. */
  list(organizationId: string, query: AdAccountQuery): Promise<AdAccount[]>;
  /** @throws AppError AD_ACCOUNT_NOT_FOUND */
  rename(organizationId: string, id: string, name: string, actor: AuditEvent['actor']): Promise<AdAccount>;
  /**
   * @param shut why the platform lets nobody in, of an account that is left as it is: its unfinished steps end with that
   * @throws AppError AD_ACCOUNT_NOT_FOUND, AD_ACCOUNT_IN_USE
   */
  disconnect(
    organizationId: string,
    id: string,
    actor: AuditEvent['actor'],
    shut?: Shut | null,
  ): Promise<void>;
  /** One account for a job; null when it is not connected. */
  find(organizationId: string, id: string): Promise<AdAccountRow | null>;
  /** The names of accounts, of disconnected ones too. */
  namesOf(organizationId: string, ids: readonly string[]): Promise<string[]>;
  /** Marks every account of a grant that the platform refuses: a person must connect them again. */
  markReauthorize(organizationId: string, grantId: string): Promise<void>;
  /** Takes that back for every account of the grant, when the platform accepts it all the same, and wakes what waits for them. */
  markAccepted(organizationId: string, grantId: string): Promise<void>;
  /**
   * Keeps what the platform said of an account to its present grant; one that was connected anew meanwhile knows better. Where its hold is
   * over, or it may be changed again, what waits for it is woken.
   */
  saveState(
    organizationId: string,
    account: Pick<AdAccountRow, 'id' | 'grantId'>,
    state: AccountState,
  ): Promise<void>;
  /** Keeps that the platform has just taken a change by the account's present sign-in. */
  saveChange(organizationId: string, account: Pick<AdAccountRow, 'id' | 'grantId'>): Promise<void>;
  /** The platform has refused the sign-in a right: what it took before shows nothing any more. */
  forgetChange(organizationId: string, account: Pick<AdAccountRow, 'id' | 'grantId'>): Promise<void>;
  /** Keeps what the platform said against the developer token of the calls for an account, until it says what the account allows again. */
  saveTokenRefusal(
    organizationId: string,
    account: Pick<AdAccountRow, 'id' | 'grantId'>,
    refusal: { code: string; message: string },
  ): Promise<void>;
};

const FIND = adAccountStatement(
  'SELECT',
  `FROM ad_accounts WHERE organization_id = $1 AND id = $2 AND status <> 'disconnected'`,
);
const NAMES = statement(
  `SELECT COALESCE(own_name, name) AS name FROM ad_accounts
   WHERE organization_id = $1 AND id = ANY ($2::uuid[]) ORDER BY name, id`,
  { name: text },
);
/** A sign-in is a grant's, and so is its loss: one consent often reaches many accounts. */
const MARK_GRANT = statement(
  `UPDATE ad_accounts SET status = $4, updated_at = now()
   WHERE organization_id = $1 AND grant_id = $2 AND status = $3 RETURNING id`,
  { id: uuid },
);

const SAVE_STATE = statement(
  `WITH before AS (
     SELECT access, hold_code FROM ad_accounts
     WHERE organization_id = $1 AND id = $2 AND grant_id = $3 AND status <> 'disconnected' FOR UPDATE)
   UPDATE ad_accounts a SET access = $4, hold_code = $5, hold_sentence = $6, state_read_at = now(), updated_at = now(),
     developer_token_code = NULL, developer_token_sentence = NULL
   FROM before WHERE a.organization_id = $1 AND a.id = $2
   RETURNING before.access AS "accessBefore", before.hold_code AS "holdBefore"`,
  { accessBefore: oneOf(ACCOUNT_ACCESSES), holdBefore: nullable(text) },
);

const SAVE_CHANGE = `
  UPDATE ad_accounts SET changed_at = now(), updated_at = now()
  WHERE organization_id = $1 AND id = $2 AND grant_id = $3 AND status <> 'disconnected'`;
const FORGET_CHANGE = `
  UPDATE ad_accounts SET changed_at = NULL, updated_at = now()
  WHERE organization_id = $1 AND id = $2 AND grant_id = $3 AND changed_at IS NOT NULL`;
const SAVE_TOKEN_REFUSAL = `
  UPDATE ad_accounts SET developer_token_code = $4, developer_token_sentence = $5, updated_at = now()
  WHERE organization_id = $1 AND id = $2 AND grant_id = $3 AND status <> 'disconnected'`;

/** The store of ad accounts of one service. */
export function adAccountStore(database: Database, jobs: Jobs, wake: WakeSteps): AdAccountStore {
  const find = async (organizationId: string, id: string): Promise<AdAccountRow | null> =>
    (await database.query(FIND, [organizationId, id]))[0] ?? null;
  return {
    find,
    list: (organizationId, query) => listAccounts(database, organizationId, query),
    rename: (organizationId, id, name, actor) =>
      database.transaction((tx) => renameAccount(tx, organizationId, id, { name, actor })),
    async namesOf(organizationId, ids) {
      return (await database.query(NAMES, [organizationId, ids])).map(({ name }) => name);
    },
    disconnect: (organizationId, id, actor, shut = null) =>
      database.transaction((tx) => disconnectAccount(tx, jobs, organizationId, id, { actor, shut })),
    async markReauthorize(organizationId, grantId) {
      await database.query(MARK_GRANT, [organizationId, grantId, 'connected', 'reauthorize']);
    },
    async markAccepted(organizationId, grantId) {
      await database.transaction(async (tx) => {
        const marked = await tx.query(MARK_GRANT, [organizationId, grantId, 'reauthorize', 'connected']);
        await wake(tx, { organizationId, adAccountIds: marked.map(({ id }) => id) }, new Date());
      });
    },
    async saveChange(organizationId, { id, grantId }) {
      await database.execute(SAVE_CHANGE, [organizationId, id, grantId]);
    },
    async forgetChange(organizationId, { id, grantId }) {
      await database.execute(FORGET_CHANGE, [organizationId, id, grantId]);
    },
    async saveTokenRefusal(organizationId, { id, grantId }, { code, message }) {
      await database.execute(SAVE_TOKEN_REFUSAL, [organizationId, id, grantId, code, message]);
    },
    async saveState(organizationId, { id, grantId }, { access, hold }) {
      const said = [access, hold?.code ?? null, hold?.sentence ?? null];
      await database.transaction(async (tx) => {
        const [before] = await tx.query(SAVE_STATE, [organizationId, id, grantId, ...said]);
        if (!before) return;
        const isFreed = before.holdBefore !== null && hold === null;
        const mayChange = before.accessBefore !== access && access === 'full';
        if (isFreed || mayChange) await wake(tx, { organizationId, adAccountIds: [id] }, new Date());
      });
    },
  };
}

const LIST = adAccountStatement(
  'SELECT',
  `FROM ad_accounts
   WHERE organization_id = $1 AND status <> 'disconnected'
     AND ($2::text IS NULL OR platform = $2)
     AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', created_at), id) < ($3::timestamptz, $4::uuid))
   ORDER BY date_trunc('milliseconds', created_at) DESC, id DESC LIMIT $5`,
);

async function listAccounts(
  { query }: Database,
  organizationId: string,
  { limit, after, platform }: AdAccountQuery,
): Promise<AdAccount[]> {
  const [createdAt = null, id = null] = after ?? [];
  return (await query(LIST, [organizationId, platform, createdAt, id, limit])).map(toAdAccount);
}

const LOCK = statement(
  `SELECT external_id AS "externalId", COALESCE(own_name, name) AS name FROM ad_accounts
   WHERE organization_id = $1 AND id = $2 AND status <> 'disconnected' FOR UPDATE`,
  { externalId: text, name: text },
);
const RENAME = `
  UPDATE ad_accounts SET own_name = $3, updated_at = now() WHERE organization_id = $1 AND id = $2`;

/** People choose where money is spent by this name: whoever changes it is told of. */
async function renameAccount(
  tx: Tx,
  organizationId: string,
  id: string,
  { name, actor }: { name: string; actor: AuditEvent['actor'] },
): Promise<AdAccount> {
  const [before] = await tx.query(LOCK, [organizationId, id]);
  if (!before) throw new AppError('AD_ACCOUNT_NOT_FOUND');
  await tx.execute(RENAME, [organizationId, id, name]);
  const [row] = await tx.query(FIND, [organizationId, id]);
  if (!row) throw new AppError('AD_ACCOUNT_NOT_FOUND');
  if (before.name !== name) {
    const subject = { kind: 'ad_account', id };
    const detail = { externalId: before.externalId, from: before.name, to: name };
    await audit(tx, { organizationId, actor, action: 'ad_account.renamed', subject, detail });
  }
  return toAdAccount(row);
}
/** Why a platform lets nobody into an ad account, in its words. */
type Shut = { code: string; message: string };
const IN_USE =
  'Campaigns serve in this ad account, or may: pause and delete them first. Where the platform lets nobody in any more, leave it (POST /api/ad-accounts/{id}/leave): what is there is left as it is, and whether it serves is not known.';
const END_STEPS = `
  UPDATE ops SET state = 'needs_review', step = 'left', error_code = $3, error_message = $4, not_before = NULL, updated_at = now(),
    finished_at = now()
  WHERE organization_id = $1 AND ad_account_id = $2 AND state IN ('pending', 'running')`;
/** An account is in use while a campaign serves on it or may begin to, or a step on it has not ended. */
const IS_USED = statement(
  `SELECT EXISTS (
     SELECT 1 FROM publications p JOIN objects o
       ON o.organization_id = p.organization_id AND o.publication_id = p.id
     WHERE p.organization_id = $1 AND p.ad_account_id = $2
       AND (o.state = 'activating' OR (o.state = 'active' AND o.key = 'campaign'))
   ) OR EXISTS (
     SELECT 1 FROM ops WHERE organization_id = $1 AND ad_account_id = $2 AND state IN ('pending', 'running')
   ) AS used`,
  { used: boolean },
);
const DISCONNECT = `
  UPDATE ad_accounts SET status = 'disconnected', grant_id = NULL, updated_at = now()
  WHERE organization_id = $1 AND id = $2`;

async function disconnectAccount(
  tx: Tx,
  jobs: Jobs,
  organizationId: string,
  id: string,
  { actor, shut }: { actor: AuditEvent['actor']; shut: Shut | null },
): Promise<void> {
  const [account] = await tx.query(LOCK, [organizationId, id]);
  if (!account) throw new AppError('AD_ACCOUNT_NOT_FOUND');
  const [use] = await tx.query(IS_USED, [organizationId, id]);
  const isLeft = use?.used !== false;
  if (isLeft && shut === null) throw new AppError('AD_ACCOUNT_IN_USE', { detail: IN_USE });
  if (isLeft && shut !== null) await tx.execute(END_STEPS, [organizationId, id, shut.code, shut.message]);
  await tx.execute(DISCONNECT, [organizationId, id]);
  await revokeUnusedGrants(tx, jobs, organizationId);
  await audit(tx, {
    organizationId,
    actor,
    action: 'ad_account.disconnected',
    subject: { kind: 'ad_account', id },
    detail: { externalId: account.externalId, ...(isLeft && shut ? { leftUnknown: shut } : {}) },
  });
}
