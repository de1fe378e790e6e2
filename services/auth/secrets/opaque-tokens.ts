import { createHash, randomBytes } from 'node:crypto';
import { deriveKey, Sealing } from '../../../lib/sealing.ts';

const REFRESH = 'sipr_';
const INVITATION = 'sipi_';
const API_KEY = 'sip_';

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
  return INVITATION + Buffer.concat([bytesOf(organizationId), randomBytes(24)]).toString('base64url');
}

/** The organisation that an invitation token names; undefined when it is no such token. */
export function organizationOfInvitation(token: string): string | undefined {
  if (!/^sipi_[A-Za-z0-9_-]{54}$/.test(token)) return undefined;
  return idOf(Buffer.from(token.slice(INVITATION.length), 'base64url').subarray(0, 16));
}

/** A new API key: its id, its organisation and 256 random bits. */
export function newApiKey(organizationId: string, id: string): string {
  const bytes = [bytesOf(id), bytesOf(organizationId), randomBytes(32)];
  return API_KEY + Buffer.concat(bytes).toString('base64url');
}

/** How the API key with this id begins: the part that says which one it is. */
export function prefixOfApiKey(id: string): string {
  return API_KEY + bytesOf(id).toString('base64url').slice(0, 20);
}

/** The id and the organisation that an API key names; undefined when it is no such key. */
export function readApiKey(key: string): { id: string; organizationId: string } | undefined {
  if (!/^sip_[A-Za-z0-9_-]{85}[AQgw]$/.test(key)) return undefined;
  const bytes = Buffer.from(key.slice(API_KEY.length), 'base64url');
  return { id: idOf(bytes.subarray(0, 16)), organizationId: idOf(bytes.subarray(16, 32)) };
}

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** A child token kept for a lost response; only who holds the parent can read it, a copy of the database cannot. */
export function sealChild(parent: string, child: string): string {
  return replaySealing(parent).seal(child, tokenHash(parent).toString('hex'));
}

/** @throws Error when the parent is another one */
export function openChild(parent: string, sealed: string): string {
  return replaySealing(parent).openText(sealed, tokenHash(parent).toString('hex'));
}

function replaySealing(parent: string): Sealing {
  return new Sealing(deriveKey(parent, 'refresh token replay'), { unnamed: true });
}
