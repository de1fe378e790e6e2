import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { SERVICES, type ServiceName } from '../../contracts/permissions.ts';
import { publicKeys, signingKey, type PublicKeys, type SigningKey } from './tokens.ts';

/** What a node holds of services' keys: the private ones of the services it runs, everybody's public ones. */
export type ServiceKeys = { signing: ReadonlyMap<string, SigningKey>; public: PublicKeys };

type Jwks = { keys: (JsonWebKey & { kid?: string })[] };

/** New key pairs for the named services as two settings: SERVICE_KEYS (secret) and SERVICE_PUBLIC_KEYS. */
export function generateServiceKeys(services: readonly ServiceName[] = SERVICES): {
  perService: Record<string, string>;
  all: string;
  public: string;
} {
  const made = services.map((kid) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid };
    const { d: _d, ...open } = jwk;
    return { kid, jwk, open };
  });
  return {
    perService: Object.fromEntries(made.map((m) => [m.kid, encode({ keys: [m.jwk] })])),
    all: encode({ keys: made.map((m) => m.jwk) }),
    public: encode({ keys: made.map((m) => m.open) }),
  };
}

/** Reads the two settings (base64url of a JWKS each). @throws Error in one sentence when one is unreadable */
export function readServiceKeys(secret: string | undefined, open: string | undefined): ServiceKeys {
  if (!secret || !open)
    throw new Error('SERVICE_KEYS and SERVICE_PUBLIC_KEYS are needed: npm run keys:services makes them.');
  const signing = decode(secret, 'SERVICE_KEYS').keys.map((jwk) => signingKey(jwk));
  return {
    signing: new Map(signing.map((k) => [k.kid, k])),
    public: publicKeys(decode(open, 'SERVICE_PUBLIC_KEYS')),
  };
}

const encode = (jwks: Jwks) => Buffer.from(JSON.stringify(jwks)).toString('base64url');

function decode(text: string, name: string): Jwks {
  try {
    const jwks = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Jwks>;
    if (!Array.isArray(jwks.keys)) throw new Error('no keys');
    return { keys: jwks.keys };
  } catch {
    throw new Error(`${name} is not readable: it must be what npm run keys:services printed.`);
  }
}
