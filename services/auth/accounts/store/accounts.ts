import type { User } from '../../../../contracts/auth/identity.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { isUniqueViolation } from '../../../../storage/failures.ts';
import { asSystem } from '../../../../storage/scope.ts';
import {
  boolean,
  instant,
  nullable,
  statement,
  text,
  uuid,
  type RowOf,
} from '../../../../storage/statement.ts';
import type { Membership } from '../../members/domain/membership.ts';
import { insertMembership } from '../../members/store/memberships.ts';
import { placeholderOf } from './address-owners.ts';

/** A person with what proves them. */
export type Account = {
  user: User;
  passwordHash: string;
  addressProvedAt: Date | null;
  /** The address is only named: it becomes this account's own when it is proved, and others may have named it too. */
  claimed: boolean;
};
/** Who has an address, and who named it last without having proved it. */
export type AddressHolders = { owner: Account | undefined; claimant: Account | undefined };
/** An account to be made. With `claimed`, its address is only named. */
export type NewAccount = { passwordHash: string; claimed: boolean; now: Date };
export type AccountStore = ReturnType<typeof accountStore>;

const accountColumns = {
  id: uuid,
  email: text,
  name: text,
  password_hash: text,
  created_at: instant,
  address_proved_at: nullable(instant),
  claimed: boolean,
};
const ACCOUNT = `id, COALESCE(claimed_email, email) AS email, name, password_hash, created_at, address_proved_at,
  claimed_email IS NOT NULL AS claimed`;
const FIND = statement(`SELECT ${ACCOUNT} FROM users WHERE id = $1`, accountColumns);
const HOLDERS = statement(
  `(SELECT ${ACCOUNT} FROM users WHERE lower(email) = lower($1))
   UNION ALL
   (SELECT ${ACCOUNT} FROM users WHERE claimed_email = lower($1) ORDER BY created_at DESC, id DESC LIMIT 1)`,
  accountColumns,
);
const INSERT_USER = `
  INSERT INTO users (id, email, claimed_email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)`;
const INSERT_ORGANIZATION = `
  INSERT INTO organizations (id, name, approval_policy, created_at) VALUES ($1, $2, $3, $4)`;
const SET_PASSWORD = 'UPDATE users SET password_hash = $2 WHERE id = $1';

/** Accounts of people: an address, a name and a password, whatever organisations they belong to. */
export function accountStore(database: Database) {
  return {
    /** The account of a person. */
    async find(userId: string): Promise<Account | undefined> {
      const [row] = await asSystem(() => database.query(FIND, [userId]));
      return row && accountOf(row);
    },

    /** Whose this address is, and who named it last; capital letters make no difference. */
    async holdersOf(email: string): Promise<AddressHolders> {
      const accounts = (await asSystem(() => database.query(HOLDERS, [email]))).map(accountOf);
      return {
        owner: accounts.find(({ claimed }) => !claimed),
        claimant: accounts.find(({ claimed }) => claimed),
      };
    },

    /** Makes a person, their organisation and their membership of it. @throws AppError EMAIL_TAKEN, unless it is only named */
    async insert(tx: Tx, membership: Membership, account: NewAccount): Promise<void> {
      const { id, name, approvalPolicy } = membership.organization;
      await insertUser(tx, membership.user, account);
      await tx.execute(INSERT_ORGANIZATION, [id, name, approvalPolicy, account.now]);
      await insertMembership(tx, membership, account.now);
    },

    async setPassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
      await tx.execute(SET_PASSWORD, [userId, passwordHash]);
    },
  };
}

/** @throws AppError EMAIL_TAKEN when the address has an account */
export async function insertUser(
  tx: Tx,
  { id, email, name, createdAt }: User,
  { passwordHash, claimed }: Omit<NewAccount, 'now'>,
): Promise<void> {
  const [own, named] = claimed ? [placeholderOf(id), email] : [email, null];
  try {
    await tx.execute(INSERT_USER, [id, own, named, name, passwordHash, createdAt]);
  } catch (error) {
    throw isUniqueViolation(error, 'users_email') ? new AppError('EMAIL_TAKEN', {}, error) : error;
  }
}

const accountOf = (row: RowOf<typeof accountColumns>): Account => ({
  user: { id: row.id, email: row.email, name: row.name, createdAt: row.created_at.toISOString() },
  passwordHash: row.password_hash,
  addressProvedAt: row.address_proved_at,
  claimed: row.claimed,
});
