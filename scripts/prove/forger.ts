import {
  createHmac,
  generateKeyPairSync,
  randomUUID,
  sign as signBytes,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { ROLES } from '../../contracts/permissions.ts';
import type { Random } from './random.ts';

/** What a forger may have: a good token, auth's public key, and texts that auth's own key really signed for other ends. */
export type Loot = { token: string; publicJwk: JsonWebKey; authKey: KeyObject; kid: string; now: number };
export type Forgery = { kind: string; token: string };

type Json = Record<string, unknown>;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const partsOf = (token: string) => token.split('.') as [string, string, string];
const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Json;

/** A token that is not what auth gave to a person to sign in with, of a random kind. */
export function forge(loot: Loot, random: Random): Forgery {
  const kinds = Object.keys(FORGERIES) as [keyof typeof FORGERIES];
  const kind = random.pick(kinds);
  return { kind, token: FORGERIES[kind](loot, random) };
}

const FORGERIES = {
  'a letter is another one': ({ token }, random) => {
    const at = random.whole(0, token.length - 1);
    const others = [...LETTERS].filter((letter) => letter !== token[at]) as [string];
    return token.slice(0, at) + random.pick(others) + token.slice(at + 1);
  },
  'letters are missing or too many': ({ token }, random) => {
    const at = random.whole(0, token.length - 1);
    const piece = token.slice(at, at + random.whole(1, 20));
    return random.chance(0.5)
      ? token.slice(0, at) + token.slice(at + piece.length)
      : token.slice(0, at) + piece + token.slice(at);
  },
  'another algorithm': ({ token, publicJwk }, random) => {
    const [header, payload, signature] = partsOf(token);
    const alg = random.pick(['none', 'None', 'nOnE', 'HS256', 'HS512', 'RS256', 'ES384', 'es256', '']);
    const unsigned = `${b64({ ...read(header), alg })}.${payload}`;
    const secret = random.pick([JSON.stringify(publicJwk), publicJwk.x ?? '', '']);
    const mac = createHmac('sha256', secret || 'x')
      .update(unsigned)
      .digest('base64url');
    return `${unsigned}.${random.pick([signature, mac, '', 'A'.repeat(86)])}`;
  },
  'other claims under the old signature': ({ token }, random) => {
    const [header, payload, signature] = partsOf(token);
    const claims = { ...read(payload), [random.pick(['sub', 'org', 'sid'])]: randomUUID() };
    return `${header}.${b64({ ...claims, role: random.pick([...ROLES]) })}.${signature}`;
  },
  'the key of a stranger': ({ token, kid }, random) => {
    const { privateKey, publicKey } = STRANGER;
    const name = random.pick([kid, randomUUID(), '../../dev/null', "' OR 1=1 --", 'auth', '__proto__']);
    const inside = random.chance(0.5)
      ? { jwk: publicKey.export({ format: 'jwk' }), jku: 'http://127.0.0.1:1' }
      : {};
    return sign(read(partsOf(token)[1]), privateKey, { ...read(partsOf(token)[0]), kid: name, ...inside });
  },
  'another type': (loot, random) =>
    signedByAuth(
      loot,
      {},
      { typ: random.pick(['JWT', 'svc+jwt', 'key+jwt', 'trust+jwt', 'AT+JWT', 'at+jwt ']) },
    ),
  'another issuer': (loot, random) =>
    signedByAuth(loot, { iss: random.pick(['service:auth', 'somebody', '', undefined]) }),
  'another audience': (loot, random) =>
    signedByAuth(loot, { aud: random.pick(['sip-services', 'sip-api-keys', 'sip-bus', '', undefined]) }),
  'another time': (loot, random) => {
    const { now } = loot;
    const far = random.whole(60, 100_000_000);
    return signedByAuth(
      loot,
      random.pick<Json>([
        { exp: now - far },
        { exp: undefined },
        { exp: now + 43_200 + far },
        { iat: now + far, exp: now + far + 60 },
        { iat: undefined },
        { nbf: now + far },
        { exp: String(now + 600) },
        { iat: now - far - 43_200, exp: now + 600 },
      ]),
    );
  },
  'an extension that must be understood': (loot, random) =>
    signedByAuth(loot, {}, { crit: random.pick<unknown>([['exp'], ['b64'], [], 'x', null]), b64: false }),
  'claims of another kind': (loot, random) =>
    signedByAuth(
      loot,
      random.pick<Json>([
        { role: 'root' },
        { role: undefined },
        { org: undefined },
        { sid: 'x' },
        { sub: 1 },
        { rev: -1 },
      ]),
    ),
} as const satisfies Record<string, (loot: Loot, random: Random) => string>;

const STRANGER = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function signedByAuth({ token, authKey, kid }: Loot, changes: Json, header: Json = {}): string {
  const [, payload] = partsOf(token);
  return sign({ ...read(payload), ...changes }, authKey, { typ: 'at+jwt', kid, ...header });
}

/** A JWS of exactly these parts: a library would correct some of them. */
function sign(payload: Json, key: KeyObject, header: Json): string {
  const text = `${b64({ alg: 'ES256', ...header })}.${b64(payload)}`;
  const signature = signBytes('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}
