import { NIL } from 'uuid';
import { jobs as jobKinds } from '../../../contracts/jobs.ts';
import { personTables } from '../../../contracts/personal-data.ts';
import type { Sealing } from '../../../lib/sealing.ts';
import type { Database, Tx } from '../../../storage/database.ts';
import type { Jobs } from '../../../storage/jobs.ts';
import { personRows, type PersonPage, type PersonQuery } from '../../../storage/person-rows.ts';
import { asSystem, inOrganization } from '../../../storage/scope.ts';
import { integer, statement, text, uuid } from '../../../storage/statement.ts';
import type { Origin } from '../../../contracts/auth/identity.ts';
import { revokeKeysOfMember } from '../machines/store.ts';
import type { Membership } from '../members/domain/membership.ts';
import { lockOrganization } from '../members/store/organization-lock.ts';
import { appendRevocation } from '../sessions/store/revocations.ts';
import { recordEvent } from '../trail/store.ts';
import { exportCursors } from './export-cursors.ts';
import { decideErasure } from './domain/erasure.ts';

const MEMBERS = statement(
  `SELECT count(*) AS members, count(*) FILTER (WHERE role = 'owner') AS owners FROM memberships
   WHERE organization_id = $1`,
  { members: integer, owners: integer },
);
const ALONE = statement(
  `SELECT m.organization_id AS id FROM memberships m WHERE m.user_id = $1 AND NOT EXISTS (
     SELECT 1 FROM memberships o WHERE o.organization_id = m.organization_id AND o.user_id <> $1)`,
  { id: uuid },
);
const LEAVE = 'DELETE FROM memberships WHERE organization_id = $1 AND user_id = $2';
const CLOSE_INVITATIONS = `DELETE FROM invitations WHERE organization_id = $1 AND status = 'pending'`;
const END_SESSIONS = `
  UPDATE sessions SET ended_at = $2, end_reason = 'erased' WHERE user_id = $1 AND ended_at IS NULL`;
const ASK = 'UPDATE users SET erasure_asked_at = $2 WHERE id = $1';
/** `email` is the address that the account says is its own. */
const ASKED = statement(
  `SELECT COALESCE(claimed_email, email) AS email, name FROM users WHERE id = $1 AND erasure_asked_at IS NOT NULL`,
  { email: text, name: text },
);

export type PersonStore = ReturnType<typeof personStore>;
type Leaving = { userId: string; memberships: readonly Membership[]; origin: Origin | undefined; now: Date };

/** Everything that auth holds of one person: their copy of it, and its end. */
export function personStore(database: Database, jobs: Jobs, sealing: Sealing) {
  return {
    cursors: exportCursors(sealing),

    /** A page of what auth holds of a person in an organisation, or, for null, of the account itself. */
    read: personReader(database),

    /** The organisations in which a person is alone. */
    aloneIn: async (userId: string): Promise<string[]> =>
      (await asSystem(() => database.query(ALONE, [userId]))).map(({ id }) => id),

    /**
     * Ends a person's memberships, sessions and keys, all or none, and asks for the erasure of their data.
     * @throws AppError LAST_OWNER
     */
    close: ({ userId, memberships, origin, now }: Leaving): Promise<void> =>
      database.transaction(async (tx) => {
        const ordered = memberships.toSorted((a, b) => (a.organization.id < b.organization.id ? -1 : 1));
        const keys: string[] = [];
        for (const membership of ordered) {
          const { id } = membership.organization;
          keys.push(...(await inOrganization(id, () => leave(tx, membership, userId, origin, now))));
        }
        await asSystem(async () => {
          await tx.execute(END_SESSIONS, [userId, now]);
          await tx.execute(ASK, [userId, now]);
        });
        const organizationId = ordered[0]?.organization.id ?? userId;
        await inOrganization(organizationId, () =>
          jobs.enqueue(tx, jobKinds.erasePerson, { organizationId, userId }),
        );
        // last, because it holds the lock on the revocations' counter until the transaction ends
        await asSystem(async () => {
          for (const keyId of keys) await appendRevocation(tx, { kind: 'api-key', keyId }, now);
          await appendRevocation(tx, { kind: 'user', userId }, now);
        });
      }),

    /** A person whose erasure was asked for; undefined once they are erased. */
    asked: async (userId: string): Promise<{ email: string; name: string } | undefined> =>
      (await asSystem(() => database.query(ASKED, [userId])))[0],
  };
}

function personReader(database: Database) {
  const tables = personTables('auth');
  const readAccount = personRows(tables.filter(({ walled }) => !walled));
  const readOrganization = personRows(tables.filter(({ walled }) => walled));
  return (organizationId: string | null, query: Omit<PersonQuery, 'organizationId'>): Promise<PersonPage> =>
    organizationId === null
      ? asSystem(() => readAccount(database, { ...query, organizationId: NIL }))
      : inOrganization(organizationId, () => readOrganization(database, { ...query, organizationId }));
}

/** @returns the API keys that end with the membership */
async function leave(
  tx: Tx,
  { organization }: Membership,
  userId: string,
  origin: Origin | undefined,
  now: Date,
): Promise<string[]> {
  const organizationId = organization.id;
  await lockOrganization(tx, organizationId);
  const [count] = await tx.query(MEMBERS, [organizationId]);
  decideErasure(organization.role, count ?? { members: 0, owners: 0 });
  await tx.execute(LEAVE, [organizationId, userId]);
  const keys = await revokeKeysOfMember(tx, organizationId, userId, now);
  if (count?.members === 1) await tx.execute(CLOSE_INVITATIONS, [organizationId]);
  await recordEvent(tx, { organizationId, userId, origin, action: 'auth.erasure_asked' });
  return keys;
}
