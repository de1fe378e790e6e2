import type { User } from '../../../../contracts/auth/identity.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { isUniqueViolation } from '../../../../storage/failures.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { instant, statement, text, uuid, type RowOf } from '../../../../storage/statement.ts';
import type { Membership } from '../../members/domain/membership.ts';
import { insertMembership } from '../../members/store/memberships.ts';

/** A person with what proves them. */
export type Account = { user: User; passwordHash: string };
export type AccountStore = ReturnType<typeof accountStore>;

const accountColumns = { id: uuid, email: text, name: text, password_hash: text, created_at: instant };
const FIND = statement(
  'SELECT id, email, name, password_hash, created_at FROM users WHERE lower(email) = lower($1)',
  accountColumns,
);
const INSERT_USER = `
  INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)`;
const INSERT_ORGANIZATION = `
  INSERT INTO organizations (id, name, approval_policy, created_at) VALUES ($1, $2, $3, $4)`;

const PROVE_ADDRESS = `
  UPDATE users SET address_proved_at = $2 WHERE id = $1 AND address_proved_at IS NULL`;

/** Accounts of people: an address, a name and a password, whatever organisations they belong to. */
export function accountStore(database: Database) {
  return {
    /** The account with this address; capital letters make no difference. */
    async findByEmail(email: string): Promise<Account | undefined> {
      const [row] = await asSystem(() => database.query(FIND, [email]));
      return row && { user: userOf(row), passwordHash: row.password_hash };
    },

    /** Makes a person, their organisation and their membership of it. @throws AppError EMAIL_TAKEN */
    async insert(tx: Tx, membership: Membership, passwordHash: string, now: Date): Promise<void> {
      const { id, name, approvalPolicy } = membership.organization;
      await insertUser(tx, membership.user, passwordHash);
      await tx.execute(INSERT_ORGANIZATION, [id, name, approvalPolicy, now]);
      await insertMembership(tx, membership, now);
    },
  };
}

/** @throws AppError EMAIL_TAKEN when the address has an account */
export async function insertUser(tx: Tx, user: User, passwordHash: string): Promise<void> {
  try {
    await tx.execute(INSERT_USER, [user.id, user.email, user.name, passwordHash, user.createdAt]);
  } catch (error) {
    throw isUniqueViolation(error, 'users_email') ? new AppError('EMAIL_TAKEN', {}, error) : error;
  }
}

/** Remembers since when a person's address is known to be theirs; the first proof counts. */
export async function proveAddress(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.execute(PROVE_ADDRESS, [userId, now]);
}

const userOf = (row: RowOf<typeof accountColumns>): User => ({
  id: row.id,
  email: row.email,
  name: row.name,
  createdAt: row.created_at.toISOString(),
});
