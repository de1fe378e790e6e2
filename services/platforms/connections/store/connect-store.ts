import { v7 as uuidv7 } from 'uuid';
import type { AdAccount } from '../../../../contracts/platforms/ad-accounts.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { audit } from '../../../../storage/audit.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { AD_ACCOUNT_COLUMNS, toAdAccount, type AdAccountRow } from './ad-account-rows.ts';
import type { KeyRing } from './key-ring.ts';
import { dropUnusedGrants, sealTokens, type Tokens } from './token-store.ts';

export type BegunConnect = {
  organizationId: string;
  userId: string;
  platform: Platform;
  stateHash: string;
  verifier: string;
  expiresAt: Date;
  now: Date;
};
export type Connected = {
  organizationId: string;
  userId: string;
  platform: Platform;
  tokens: Tokens;
  expiresAt: Date;
  accounts: readonly { externalId: string; name: string; currency: string; timeZone: string }[];
};

/** Connections that were begun and what came of them. */
export type ConnectStore = {
  begin(begun: BegunConnect): Promise<void>;
  /** Takes a state out of use, once, for the person who began it; null when it is not theirs, used or expired. */
  take(
    organizationId: string,
    userId: string,
    stateHash: string,
    now: Date,
  ): Promise<{ platform: Platform; verifier: string } | null>;
  /** Saves the grant, sealed, and every account that it reaches. */
  connect(connected: Connected): Promise<AdAccount[]>;
};

/** The store of connections of one service. */
export function connectStore(database: Database, keys: KeyRing): ConnectStore {
  return {
    begin: (begun) => database.transaction((tx) => saveBegun(tx, keys, begun)),
    async take(organizationId, userId, stateHash, now) {
      const [row] = await database.query<{ id: string; platform: Platform; verifier: string }>(
        `UPDATE connect_states SET used_at = $4
         WHERE organization_id = $1 AND user_id = $2 AND state_hash = $3 AND used_at IS NULL AND expires_at > $4
         RETURNING id, platform, sealed_verifier AS verifier`,
        [organizationId, userId, stateHash, now],
      );
      if (!row) return null;
      const place = { organizationId, table: 'connect_states', id: row.id };
      return { platform: row.platform, verifier: await keys.open(database.query, place, row.verifier) };
    },
    connect: (connected) => database.transaction((tx) => saveConnected(tx, keys, connected)),
  };
}

async function saveBegun(tx: Tx, keys: KeyRing, begun: BegunConnect): Promise<void> {
  const { organizationId, userId, platform, stateHash, verifier, expiresAt, now } = begun;
  const id = uuidv7();
  await tx.query('DELETE FROM connect_states WHERE organization_id = $1 AND expires_at <= $2', [
    organizationId,
    now,
  ]);
  const sealed = await keys.seal(tx.query, { organizationId, table: 'connect_states', id }, verifier);
  await tx.query(
    `INSERT INTO connect_states (organization_id, id, state_hash, user_id, platform, sealed_verifier, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [organizationId, id, stateHash, userId, platform, sealed, expiresAt],
  );
}

async function saveConnected(tx: Tx, keys: KeyRing, connected: Connected): Promise<AdAccount[]> {
  const { organizationId, userId, platform, tokens, expiresAt, accounts } = connected;
  const grantId = uuidv7();
  await tx.query(
    `INSERT INTO platform_grants (organization_id, id, platform, sealed_tokens, expires_at, granted_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      organizationId,
      grantId,
      platform,
      await sealTokens(tx.query, keys, organizationId, grantId, tokens),
      expiresAt,
      userId,
    ],
  );
  const saved: AdAccount[] = [];
  for (const account of accounts) {
    const row = await saveAccount(tx, organizationId, platform, grantId, account);
    await audit(tx, {
      organizationId,
      actor: { kind: 'user', id: userId },
      action: 'ad_account.connected',
      subject: { kind: 'ad_account', id: row.id },
      detail: { platform, externalId: row.externalId },
    });
    saved.push(toAdAccount(row));
  }
  await dropUnusedGrants(tx, organizationId);
  return saved;
}

async function saveAccount(
  tx: Tx,
  organizationId: string,
  platform: Platform,
  grantId: string,
  account: Connected['accounts'][number],
): Promise<AdAccountRow> {
  const [row] = await tx.query<AdAccountRow>(
    `INSERT INTO ad_accounts (organization_id, id, platform, external_id, name, currency, time_zone, status, grant_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'connected', $8)
     ON CONFLICT (organization_id, platform, external_id) DO UPDATE
     SET name = excluded.name, currency = excluded.currency, time_zone = excluded.time_zone, status = 'connected',
         grant_id = excluded.grant_id, updated_at = now()
     RETURNING ${AD_ACCOUNT_COLUMNS}`,
    [
      organizationId,
      uuidv7(),
      platform,
      account.externalId,
      account.name,
      account.currency,
      account.timeZone,
      grantId,
    ],
  );
  if (!row) throw new Error('an ad account was not saved');
  return row;
}
