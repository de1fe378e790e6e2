import { createHash, randomBytes } from 'node:crypto';
import { Sealing } from './sealing.ts';

const REFRESH = 'sipr_';
const INVITATION = 'sipi_';

/** What is kept of an opaque token: it cannot be turned back. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A new refresh token: 256 random bits. */
export function newRefreshToken(): string {
  return REFRESH + randomBytes(32).toString('base64url');
}

/** A new invitation token: its organisation and 192 random bits. */
export function newInvitationToken(organizationId: string): string {
  const organization = Buffer.from(organizationId.replaceAll('-', ''), 'hex');
  return INVITATION + Buffer.concat([organization, randomBytes(24)]).toString('base64url');
}

/** The organisation that an invitation token names; undefined when it is no such token. */
export function organizationOfInvitation(token: string): string | undefined {
  if (!/^sipi_[A-Za-z0-9_-]{54}$/.test(token)) return undefined;
  const hex = Buffer.from(token.slice(INVITATION.length), 'base64url').subarray(0, 16).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A child token kept for a lost response; only who holds the parent can read it, a copy of the database cannot. */
export function sealChild(parent: string, child: string): string {
  return new Sealing(parent, 'refresh token replay').seal(child, tokenHash(parent).toString('hex'));
}

/** @throws Error when the parent is another one */
export function openChild(parent: string, sealed: string): string {
  return new Sealing(parent, 'refresh token replay').open(sealed, tokenHash(parent).toString('hex'));
}
