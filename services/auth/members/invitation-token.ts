import { randomBytes } from 'node:crypto';
import { uuidBytes, uuidOf } from '../opaque-token.ts';

const PREFIX = 'sipi_';

/** A new invitation token: the id of its organisation and 192 random bits. */
export function newInvitationToken(organizationId: string): string {
  return PREFIX + Buffer.concat([uuidBytes(organizationId), randomBytes(24)]).toString('base64url');
}

/** The organisation that an invitation token names; undefined when the text is no such token. */
export function organizationOfInvitation(token: string): string | undefined {
  if (!/^sipi_[A-Za-z0-9_-]{54}$/.test(token)) return undefined;
  return uuidOf(Buffer.from(token.slice(PREFIX.length), 'base64url').subarray(0, 16));
}
