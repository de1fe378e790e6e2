import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { isUniqueViolation } from '../../../../storage/failures.ts';
import { asSystem, inOrganization } from '../../../../storage/scope.ts';
import { welcomeMail } from '../../mails/domain/mails.ts';
import type { NewSession, Organization, Origin, Seat, User } from '../domain/people.ts';
import { countFailure } from './login-failures.ts';
import type { QueueMail } from '../../mails/store/mails.ts';
import { NOBODY, trail } from '../../trail/store/security-trail.ts';
import { startSession } from '../../sessions/store/sessions.ts';

export type Account = { user: User; passwordHash: string };
type UserRow = { id: string; email: string; name: string; password_hash: string; created_at: Date };

/** Accounts of people: made, found, and what happens when they sign in. */
export function accountStore(database: Database, queueMail: QueueMail, publicUrl: string) {
  return {
    byEmail: async (email: string): Promise<Account | undefined> => {
      const [row] = await asSystem(() =>
        database.query<UserRow>(
          'SELECT id, email, name, password_hash, created_at FROM users WHERE lower(email) = lower($1)',
          [email],
        ),
      );
      return row && { user: userOf(row), passwordHash: row.password_hash };
    },

    /** Makes a person, the organisation and the first session. @throws AppError EMAIL_TAKEN */
    register: async (seat: Seat, passwordHash: string, session: NewSession): Promise<void> => {
      const { user, organization } = seat;
      const { id: organizationId } = organization;
      try {
        await within(database, organizationId, async (tx) => {
          await insertUser(tx, user, passwordHash);
          await insertOrganization(tx, organization, session.startedAt);
          await insertMembership(tx, seat, session.startedAt);
          await startSession(tx, seat, session);
          const event = { organizationId, userId: user.id, origin: session.origin };
          await trail(tx, { ...event, action: 'auth.registered' });
          const mail = welcomeMail({ name: user.name, organizationName: organization.name, publicUrl });
          await queueMail(tx, organizationId, user.email, mail, session.startedAt);
        });
      } catch (error) {
        throw isUniqueViolation(error, 'users_email') ? new AppError('EMAIL_TAKEN') : error;
      }
    },

    /** Begins a session of somebody who proved who he is. */
    enter: (seat: Seat, session: NewSession, action: `auth.${string}`): Promise<void> =>
      within(database, seat.organization.id, async (tx) => {
        await startSession(tx, seat, session);
        await trail(tx, {
          organizationId: seat.organization.id,
          userId: seat.user.id,
          action,
          subject: { kind: 'session', id: session.id },
          origin: session.origin,
        });
      }),

    /** Counts and records a wrong password; the same work whether the address is known or not. */
    refuse: (email: string, seat: Seat | undefined, origin: Origin | undefined, now: Date): Promise<void> => {
      const [organizationId, userId] = [seat?.organization.id ?? NOBODY, seat?.user.id ?? NOBODY];
      return within(database, organizationId, async (tx) => {
        await countFailure(tx, email, now);
        await trail(tx, { organizationId, userId, action: 'auth.login_failed', origin });
      });
    },
  };
}

/** A transaction in an organisation's scope; identity tables stand outside the wall and are reachable from it. */
export function within<T>(
  database: Database,
  organizationId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inOrganization(organizationId, () => database.transaction(work));
}

/** @throws a unique violation of users_email when the address has an account */
export async function insertUser(tx: Tx, user: User, passwordHash: string): Promise<void> {
  await tx.query(
    'INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)',
    [user.id, user.email, user.name, passwordHash, user.createdAt],
  );
}

async function insertOrganization(tx: Tx, organization: Organization, now: Date): Promise<void> {
  await tx.query(
    'INSERT INTO organizations (id, name, approval_policy, created_at) VALUES ($1, $2, $3, $4)',
    [organization.id, organization.name, organization.approvalPolicy, now],
  );
}

/** Seats a person; false when he has a seat there already. */
export async function insertMembership(tx: Tx, seat: Seat, now: Date): Promise<boolean> {
  const made = await tx.query(
    `INSERT INTO memberships (organization_id, user_id, role, joined_at, last_used_at) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT DO NOTHING RETURNING user_id`,
    [seat.organization.id, seat.user.id, seat.organization.role, now],
  );
  return made.length === 1;
}

const userOf = (row: UserRow): User => ({
  id: row.id,
  email: row.email,
  name: row.name,
  createdAt: row.created_at.toISOString(),
});
