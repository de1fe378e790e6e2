import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import { audit } from '../../../../storage/audit.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { oneOf, statement, uuid } from '../../../../storage/statement.ts';
import type { Revocation } from '../../port.ts';

/** A grant that no ad account uses any more. */
export type UnusedGrant = { id: string; platform: Platform };

/** Grants that are to be revoked at their platform, and what the platform said. */
export type RevocationStore = {
  /**
   * An unused grant that may be revoked; null when it was revoked, is used, or the same person has another grant in use at
   * the platform: a platform may end everything that one person consented to, and that would stop living ad accounts.
   */
  find(organizationId: string, grantId: string): Promise<UnusedGrant | null>;
  /** Wipes the tokens: the platform has said that it accepts them no more. */
  markRevoked(tx: Tx, organizationId: string, grant: UnusedGrant, answer: Revocation): Promise<void>;
  /** Nobody knows whether the platform still accepts the tokens; they stay, sealed, to be revoked by a later attempt. */
  markUnknown(organizationId: string, grant: UnusedGrant, code: string): Promise<void>;
};

/** In use: another grant of the same person at the same platform that an ad account still uses. */
const FIND = statement(
  `SELECT id, platform FROM platform_grants g
   WHERE organization_id = $1 AND id = $2 AND revocation IN ('wanted', 'unknown') AND NOT EXISTS (
     SELECT 1 FROM platform_grants o WHERE o.organization_id = $1 AND o.platform = g.platform
       AND o.granted_by = g.granted_by AND o.revocation IS NULL)`,
  { id: uuid, platform: oneOf(PLATFORMS) },
);
const MARK_REVOKED = `
  UPDATE platform_grants SET revocation = 'revoked', sealed_tokens = NULL, sealed_developer_token = NULL, revocation_at = now(),
    updated_at = now()
  WHERE organization_id = $1 AND id = $2 AND revocation IN ('wanted', 'unknown')`;
const MARK_UNKNOWN = `
  UPDATE platform_grants SET revocation = 'unknown', revocation_at = now(), updated_at = now()
  WHERE organization_id = $1 AND id = $2 AND revocation = 'wanted'`;

/** The store of revocations of one service. */
export function revocationStore(database: Database): RevocationStore {
  return {
    async find(organizationId, grantId) {
      return (await database.query(FIND, [organizationId, grantId]))[0] ?? null;
    },
    async markRevoked(tx, organizationId, grant, answer) {
      if ((await tx.execute(MARK_REVOKED, [organizationId, grant.id])) === 1)
        await record(tx, organizationId, grant, 'grant.revoked', { answer });
    },
    markUnknown: (organizationId, grant, code) =>
      database.transaction(async (tx) => {
        if ((await tx.execute(MARK_UNKNOWN, [organizationId, grant.id])) === 1)
          await record(tx, organizationId, grant, 'grant.revocation_unknown', { code });
      }),
  };
}

async function record(
  tx: Tx,
  organizationId: string,
  { id, platform }: UnusedGrant,
  action: string,
  detail: object,
): Promise<void> {
  const actor = { kind: 'service', id: 'platforms' } as const;
  const subject = { kind: 'grant', id };
  await audit(tx, { organizationId, actor, action, subject, detail: { platform, ...detail } });
}

const UNUSED = `NOT EXISTS (SELECT 1 FROM ad_accounts a WHERE a.organization_id = $1 AND a.grant_id = g.id)`;
/** No call is made with it any more but the revocation, which carries no developer token. */
const WANT = `
  UPDATE platform_grants g SET revocation = 'wanted', sealed_developer_token = NULL, revocation_at = now(), updated_at = now()
  WHERE g.organization_id = $1 AND g.revocation IS NULL AND ${UNUSED}`;
/** All of them: one that had to wait for another grant of the same person may be due by now. */
const DUE = statement(
  `SELECT id FROM platform_grants WHERE organization_id = $1 AND revocation IN ('wanted', 'unknown')`,
  { id: uuid },
);

/** Asks for the revocation of every grant that no ad account uses any more, in the transaction that ended its use. */
export async function revokeUnusedGrants(tx: Tx, jobs: Jobs, organizationId: string): Promise<void> {
  await tx.execute(WANT, [organizationId]);
  for (const { id } of await tx.query(DUE, [organizationId]))
    await jobs.enqueue(tx, jobKinds.revokeGrant, { organizationId, grantId: id }, { key: id });
}

const FORGET = `DELETE FROM platform_grants g WHERE g.organization_id = $1 AND g.revocation IS NULL AND ${UNUSED}`;

/**
 * Forgets grants that a newer consent has replaced. They are not revoked: with them the platform could end the newer
 * consent of the same person.
 */
export async function forgetReplacedGrants(tx: Tx, organizationId: string): Promise<void> {
  await tx.execute(FORGET, [organizationId]);
}
