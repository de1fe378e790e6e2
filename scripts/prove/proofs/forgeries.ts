import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { Jwk } from '../../../contracts/auth/sessions.ts';
import { NodeIdentity } from '../../../mixins/identity/node-identity.ts';
import { generateServiceKeys, readServiceKeys } from '../../../mixins/identity/service-keys.ts';
import { mintUserToken, signingKey } from '../../../mixins/identity/tokens.ts';
import { carelessReaders } from '../careless-readers.ts';
import { forge, type Forgery, type Loot } from '../forger.ts';
import type { Finding, Proof, ProofOptions } from '../proof.ts';
import { Random } from '../random.ts';

export const proof: Proof = {
  name: 'forgeries',
  promise: 'A token that auth did not give to a person to sign in with is nobody.',
  tries: 'forged tokens',
  runs: 10_000,
  run: prove,
};

const KID = 'auth-1';

async function prove({ seed, runs, fault }: ProofOptions): Promise<Finding> {
  const { identity, loot } = await believingNode();
  const random = new Random(seed);
  const forgeries = Array.from({ length: runs }, () => forge(loot, random)).filter(
    ({ token }) => token !== loot.token,
  );
  try {
    if (!(await isBelieved(identity, loot.token))) throw new Error('the real token is not believed');
    return fault ? findCareless(forgeries, loot) : await findBelieved(forgeries, identity);
  } finally {
    identity.stop();
  }
}

async function findBelieved(forgeries: readonly Forgery[], identity: NodeIdentity): Promise<Finding> {
  const [tried, believed] = [new Map<string, number>(), [] as Forgery[]];
  for (const forgery of forgeries) {
    tried.set(forgery.kind, (tried.get(forgery.kind) ?? 0) + 1);
    if (await isBelieved(identity, forgery.token)) believed.push(forgery);
  }
  const lines = [...tried].sort().map(([kind, count]) => `${String(count).padStart(6)} × ${kind}`);
  for (const { kind, token } of believed.slice(0, 5)) lines.push(`BELIEVED (${kind}): ${token}`);
  return { tried: forgeries.length, found: believed.length, lines };
}

/** Counts the readers, each of which forgets to look at one thing, that are found out; none may be missed. */
function findCareless(forgeries: readonly Forgery[], loot: Loot): Finding {
  const publicKey = createPublicKey({ key: loot.publicJwk, format: 'jwk' });
  const readers = Object.entries(carelessReaders(publicKey, KID, loot.now));
  const caught = readers.map(([forgotten, reader]) => {
    const believed = forgeries.filter(({ token }) => reader(token)).length;
    return { forgotten, believed };
  });
  const missed = caught.filter(({ believed }) => believed === 0).length;
  const lines = caught.map(
    ({ forgotten, believed }) => `a reader that forgets the ${forgotten} believes ${believed} of them`,
  );
  return { tried: forgeries.length, found: missed === 0 ? caught.length : 0, lines };
}

const isBelieved = (identity: NodeIdentity, token: string): Promise<boolean> =>
  identity.callerOf(`Bearer ${token}`, 'auth.me').then(
    () => true,
    () => false,
  );

/** A node as in the product, which believes one key of auth, and a good token with what belongs to it. */
async function believingNode(): Promise<{ identity: NodeIdentity; loot: Loot }> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: KID };
  const { d: _d, ...publicJwk } = jwk;
  const { all, public: open } = generateServiceKeys(['auth', 'gateway']);
  const now = new Date();
  const identity = new NodeIdentity(readServiceKeys(all, open), () => now);
  const keys = [Jwk.parse({ ...publicJwk, alg: 'ES256', use: 'sig' })];
  identity.follow(async () => ({ seq: 0, entries: [], more: false, keys }));
  await identity.poll();
  const ids = { userId: randomUUID(), organizationId: randomUUID(), sessionId: randomUUID() };
  const claims = { ...ids, role: 'owner', asOf: 0, addressProved: true } as const;
  const token = mintUserToken(signingKey(jwk), claims, now, 900);
  const seconds = Math.floor(now.getTime() / 1_000);
  return { identity, loot: { token, publicJwk, authKey: privateKey, kid: KID, now: seconds } };
}
