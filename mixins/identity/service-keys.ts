import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { SERVICES, type ServiceName } from '../../contracts/permissions.ts';
import type { SigningKey } from './jws.ts';
import { publicKeys, signingKey, type PublicKeys } from './tokens.ts';

/** A node's keys: the private keys of the services that it runs, and the public keys of all services. */
export type ServiceKeys = { signing: ReadonlyMap<string, SigningKey>; public: PublicKeys };

type Jwks = { keys: (JsonWebKey & { kid?: string })[] };

/** Who has keys: each service, and the operator, whose node (the REPL) runs none. */
export type KeyHolder = ServiceName | 'operator';
export const KEY_HOLDERS: readonly KeyHolder[] = [...SERVICES, 'operator'];

/**
 * Generates key pairs for services and the operator as values of settings: SERVICE_KEYS (secret; for each holder alone,
 * and for all of them together) and SERVICE_PUBLIC_KEYS.
 */
export function generateServiceKeys(holders: readonly string[] = KEY_HOLDERS): {
  perService: Record<string, string>;
  all: string;
  public: string;
} {
  const pairs = holders.map((kid) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const privateJwk = { ...privateKey.export({ format: 'jwk' }), kid };
    const { d: _d, ...publicJwk } = privateJwk;
    return { kid, privateJwk, publicJwk };
  });
  return {
    perService: Object.fromEntries(pairs.map((pair) => [pair.kid, encode({ keys: [pair.privateJwk] })])),
    all: encode({ keys: pairs.map((pair) => pair.privateJwk) }),
    public: encode({ keys: pairs.map((pair) => pair.publicJwk) }),
  };
}

/** The SERVICE_KEYS of a process that runs several services, from those of each. */
export function joinServiceKeys(
  perService: Readonly<Record<string, string>>,
  holders: readonly KeyHolder[],
): string {
  return encode({ keys: holders.flatMap((name) => decode(perService[name] ?? '', 'SERVICE_KEYS').keys) });
}

/**
 * Reads SERVICE_KEYS and SERVICE_PUBLIC_KEYS (each base64url of a JWKS). @throws Error when one is missing or cannot be
 * read
 */
export function readServiceKeys(
  privateSetting: string | undefined,
  publicSetting: string | undefined,
): ServiceKeys {
  if (!privateSetting || !publicSetting)
    throw new Error(
      'SERVICE_KEYS and SERVICE_PUBLIC_KEYS are needed: npm run bus:secrets makes them, or npm run keys:services for a bus without TLS.',
    );
  const signing = decode(privateSetting, 'SERVICE_KEYS').keys.map((jwk) => signingKey(jwk));
  return {
    signing: new Map(signing.map((key) => [key.kid, key])),
    public: publicKeys(decode(publicSetting, 'SERVICE_PUBLIC_KEYS')),
  };
}

const encode = (jwks: Jwks) => Buffer.from(JSON.stringify(jwks)).toString('base64url');

function decode(text: string, name: string): Jwks {
  try {
    const jwks = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Jwks>;
    if (!Array.isArray(jwks.keys)) throw new Error('no keys');
    return { keys: jwks.keys };
  } catch {
    throw new Error(
      `${name} is not readable: it must be what npm run bus:secrets or npm run keys:services made.`,
    );
  }
}
