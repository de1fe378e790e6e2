import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { statement, text, uuid } from '../../../../storage/statement.ts';
import { tokenHash } from '../../opaque-token.ts';
import { expiryOf, type TokenPurpose } from '../domain/mailed-tokens.ts';

/** A token to be mailed: to which address, and for whom. */
export type MailedToken = { token: string; purpose: TokenPurpose; userId: string; email: string; now: Date };
/** Whom a token proves, and the address to which it was mailed. */
export type TokenHolder = { userId: string; email: string };
export type MailedTokenStore = ReturnType<typeof mailedTokenStore>;

/** The newest token of a purpose replaces the one before. For an id that nobody has, nothing is saved. */
const SAVE = `
  INSERT INTO mailed_tokens (user_id, purpose, token_hash, email, created_at, expires_at)
  SELECT id, $2, $3, $4, $5, $6 FROM users WHERE id = $1
  ON CONFLICT (user_id, purpose) DO UPDATE SET token_hash = $3, email = $4, created_at = $5, expires_at = $6`;
const FIND = statement(
  'SELECT user_id, email FROM mailed_tokens WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3',
  { user_id: uuid, email: text },
);
const USE = statement(
  `DELETE FROM mailed_tokens WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3
   RETURNING user_id, email`,
  { user_id: uuid, email: text },
);
const FORGET = 'DELETE FROM mailed_tokens WHERE user_id = $1';
const FORGET_WISH = `DELETE FROM mailed_tokens WHERE user_id = $1 AND purpose = 'change_address'`;

export async function forgetWish(tx: Tx, userId: string): Promise<void> {
  await tx.execute(FORGET_WISH, [userId]);
}

/** Tokens that were mailed, kept as hashes. */
export function mailedTokenStore(database: Database) {
  return {
    /** Saves a token; the one before of the same person and purpose is good for nothing any more. */
    async save(tx: Tx, { token, purpose, userId, email, now }: MailedToken): Promise<void> {
      await tx.execute(SAVE, [userId, purpose, tokenHash(token), email, now, expiryOf(purpose, now)]);
    },

    /** Whom a token proves; it stays good. @throws AppError LINK_INVALID */
    async find(token: string, purpose: TokenPurpose, now: Date): Promise<TokenHolder> {
      const [row] = await asSystem(() => database.query(FIND, [tokenHash(token), purpose, now]));
      if (!row) throw new AppError('LINK_INVALID');
      return { userId: row.user_id, email: row.email };
    },

    /** Uses a token up: of many requests at once, one wins. @throws AppError LINK_INVALID */
    async use(tx: Tx, token: string, purpose: TokenPurpose, now: Date): Promise<TokenHolder> {
      const [row] = await tx.query(USE, [tokenHash(token), purpose, now]);
      if (!row) throw new AppError('LINK_INVALID');
      return { userId: row.user_id, email: row.email };
    },

    /** Makes every token of a person good for nothing: what it was mailed to, or what it would change, is changed. */
    async forgetAll(tx: Tx, userId: string): Promise<void> {
      await tx.execute(FORGET, [userId]);
    },

    /**
     * Takes a wish for another address back, which is asked for again: whoever wished it may be the one whose sessions end, or
     * against whom a second factor was added.
     */
    forgetWish,
  };
}
