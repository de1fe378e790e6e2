import { createHash } from 'node:crypto';

/**
 * What is stored of an opaque token (refresh token, invitation token, API key): the token cannot be recovered from it. A
 * plain SHA-256 is enough, because every token holds at least 192 random bits and cannot be guessed.
 */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The 16 bytes of a UUID, for tokens that say which row they belong to. */
export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

/** The UUID of 16 bytes, in lower case. */
export function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
