import { randomBytes } from 'node:crypto';

const PREFIX = 'sipm_';

/** A new token to be mailed: 256 random bits. Whoever sends it back has read the mail. */
export function newMailedToken(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}
