import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

/** RFC 4648 base32 in small letters: role names are read and typed by people, and PostgreSQL folds large ones. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const NAME_LETTERS = 26;
/** What PostgreSQL itself takes (scram_iterations). */
const ITERATIONS = 4096;

export const NAME_BYTES = NAME_LETTERS;
export const PASSWORD_BYTES = 32;
export const SALT_BYTES = 16;

/**
 * The name of a login's role: 130 random bits. Every login of the server can list the names of all, so that a name tells
 * nothing of whose it is.
 * @param random at least `NAME_BYTES` random bytes
 */
export function roleName(random: Uint8Array): string {
  return `bi_${[...random.subarray(0, NAME_LETTERS)].map((byte) => LETTERS[byte % 32]).join('')}`;
}

/** A password of 256 random bits, in letters that need no escaping in a connection string. */
export const passwordOf = (random: Buffer): string => random.toString('base64url');

/**
 * What PostgreSQL keeps of a password for SCRAM-SHA-256 (RFC 5803). It is made here, so that the password is in no
 * statement, no log and no statistics of the server.
 */
export function scramVerifier(password: string, salt: Buffer): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const keyOf = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  const server = keyOf('Server Key').toString('base64');
  return `SCRAM-SHA-256$${String(ITERATIONS)}:${salt.toString('base64')}$${stored}:${server}`;
}
