import { verify, type KeyObject } from 'node:crypto';

/** Says whether a token is good; for claims that cannot be read it is not. */
export type Reader = (token: string) => boolean;
type Json = Record<string, unknown>;
type Parts = { header: Json; payload: Json; text: string; signature: Buffer };
type Check = (parts: Parts) => boolean;

/** Everything that the product looks at, but one thing, by the thing that is forgotten. Each has to be found out. */
export function carelessReaders(publicKey: KeyObject, kid: string, now: number): Record<string, Reader> {
  const inUuid = (value: unknown) => /^[0-9a-f-]{36}$/.test(String(value));
  const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const checks: Record<string, Check> = {
    signature: ({ text, signature }) => verify('sha256', Buffer.from(text), key, signature),
    'type of the token': ({ header }) => header['typ'] === 'at+jwt',
    issuer: ({ payload }) => payload['iss'] === 'sales-intelligence-platform',
    audience: ({ payload }) => payload['aud'] === 'sip-api',
    'end and length of life': ({ payload: { iat, exp } }) =>
      typeof exp === 'number' && exp > now && (typeof iat !== 'number' || exp - iat <= 43_200),
    beginning: ({ payload: { iat, nbf } }) => isBefore(iat, now) && (nbf === undefined || isBefore(nbf, now)),
    'critical extensions': ({ header }) => header['crit'] === undefined,
    claims: ({ payload: { sub, org, sid, role, rev } }) =>
      [sub, org, sid].every(inUuid) && ROLE.test(String(role)) && (rev === undefined || Number(rev) >= 0),
  };
  const always: Check = ({ header }) => header['alg'] === 'ES256' && header['kid'] === kid;
  const names = Object.keys(checks);
  const without = (forgotten: string) =>
    readerOf([always, ...names.filter((name) => name !== forgotten).flatMap((name) => checks[name] ?? [])]);
  return Object.fromEntries(names.map((name) => [name, without(name)]));
}

const ROLE = /^(owner|admin|manager|analyst|viewer)$/;
const isBefore = (time: unknown, now: number) => typeof time === 'number' && time <= now + 2;

function readerOf(checks: readonly Check[]): Reader {
  return (token) => {
    try {
      const [header = '', payload = '', signature = ''] = token.split('.');
      const json = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Json;
      const parts = {
        header: json(header),
        payload: json(payload),
        text: `${header}.${payload}`,
        signature: Buffer.from(signature, 'base64url'),
      };
      return checks.every((check) => check(parts));
    } catch {
      return false;
    }
  };
}
