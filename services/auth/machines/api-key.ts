import { randomBytes } from 'node:crypto';
import { uuidBytes, uuidOf } from '../opaque-token.ts';

const PREFIX = 'sip_';

/** A new API key: its own id, the id of its organisation and 256 random bits. */
export function newApiKey(organizationId: string, id: string): string {
  return (
    PREFIX + Buffer.concat([uuidBytes(id), uuidBytes(organizationId), randomBytes(32)]).toString('base64url')
  );
}

/** The first 24 characters of the API key with this id: enough to recognise it, and nothing of its secret. */
export function apiKeyPrefix(id: string): string {
  return PREFIX + uuidBytes(id).toString('base64url').slice(0, 20);
}

/** The id and the organisation that an API key names; undefined when the text is no API key. */
export function parseApiKey(key: string): { id: string; organizationId: string } | undefined {
  // 64 bytes are 86 letters of base64url, of which the last one has four possible values
  if (!/^sip_[A-Za-z0-9_-]{85}[AQgw]$/.test(key)) return undefined;
  const bytes = Buffer.from(key.slice(PREFIX.length), 'base64url');
  return { id: uuidOf(bytes.subarray(0, 16)), organizationId: uuidOf(bytes.subarray(16, 32)) };
}
