import { generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { Jwk, type TrustAnchors } from '../../contracts/auth/sessions.ts';
import { generateServiceKeys, readServiceKeys } from './service-keys.ts';
import { readTrustStatement, signTrustStatement, UnprovedAnswer } from './trust-statement.ts';
import type { SigningKey } from './jws.ts';
import { mintServiceToken } from './tokens.ts';

const made = generateServiceKeys();
const { signing, public: keys } = readServiceKeys(made.all, made.public);
const keyOf = (service: 'auth' | 'ai') => signing.get(service) as SigningKey;
const now = new Date('2026-11-27T17:00:00.000Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const NONCE = 'a'.repeat(32);
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const anchors: TrustAnchors = {
  seq: 7,
  entries: [
    { seq: 7, kind: 'session', sessionId: '01a21da0-f9fb-756d-8c14-f7ca797770ef', at: now.toISOString() },
  ],
  more: false,
  keys: [Jwk.parse({ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' })],
};
const statement = signTrustStatement(keyOf('auth'), anchors, NONCE, now);
const read = (text: string, nonce = NONCE, at = now) => readTrustStatement(text, keys, nonce, at);

describe('what auth says of keys and revocations', () => {
  it('is believed whole by whoever asked for it', () => {
    expect(read(statement)).toEqual(anchors);
    for (const seconds of [-30, 30]) expect(read(statement, NONCE, later(seconds))).toEqual(anchors);
  });

  /** The parts of a statement with one letter of one part replaced. */
  const altered = (part: number) => {
    const parts = statement.split('.');
    const text = parts[part] ?? '';
    const at = Math.floor(text.length / 2);
    parts[part] = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    return parts.join('.');
  };
  const signedBy = (key: SigningKey, payload: object, typ = 'trust+jwt', issuer = 'service:auth') =>
    jwt.sign(payload, key.key, {
      algorithm: 'ES256',
      keyid: key.kid,
      issuer,
      audience: NONCE,
      header: { alg: 'ES256', typ },
    });
  const iat = now.getTime() / 1000;

  it.each([
    ['an answer to another question', statement, 'b'.repeat(32)],
    ['an answer with another header', altered(0), NONCE],
    ['an answer with other contents', altered(1), NONCE],
    ['an answer with another signature', altered(2), NONCE],
    ['what another service signed', signTrustStatement(keyOf('ai'), anchors, NONCE, now), NONCE],
    ['what a stranger signed with a key of the same name', strangers(), NONCE],
    ['what nobody signed', unsigned(), NONCE],
    [
      'another text of auth',
      mintServiceToken(keyOf('auth'), { service: 'auth', organizationId: null, action: 'x' }, now),
      NONCE,
    ],
    ['a text of another type', signedBy(keyOf('auth'), { ...anchors, iat }, 'at+jwt'), NONCE],
    [
      'a text of another issuer',
      signedBy(keyOf('auth'), { ...anchors, iat }, 'trust+jwt', 'service:ai'),
      NONCE,
    ],
    ['a statement without keys', signedBy(keyOf('auth'), { ...anchors, keys: undefined, iat }), NONCE],
    ['no statement at all', 'hello', NONCE],
  ])('is not %s', (_what, text, nonce) => {
    expect(() => read(text, nonce)).toThrow(UnprovedAnswer);
  });

  it('is not believed half a minute before or after it was said', () => {
    for (const seconds of [-31, 31])
      expect(() => read(statement, NONCE, later(seconds))).toThrow(UnprovedAnswer);
  });

  it("is not believed by a node that was not given auth's key", () => {
    expect(() => readTrustStatement(statement, new Map(), NONCE, now)).toThrow(/no key of auth/);
  });

  function strangers(): string {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return signTrustStatement({ kid: 'auth', key: privateKey }, anchors, NONCE, now);
  }

  function unsigned(): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = { ...anchors, iat, aud: NONCE, iss: 'service:auth' };
    return `${part({ alg: 'none', typ: 'trust+jwt', kid: 'auth' })}.${part(payload)}.`;
  }
});
