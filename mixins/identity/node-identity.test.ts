import { generateKeyPairSync, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { beforeEach, describe, expect, it } from 'vitest';
import { Jwk, type Revocation } from '../../contracts/auth/sessions.ts';
import { NodeIdentity, type AuthSource } from './node-identity.ts';
import { generateServiceKeys, readServiceKeys } from './service-keys.ts';
import { mintKeyToken, mintUserToken, signingKey } from './tokens.ts';

const { all, public: open } = generateServiceKeys(['campaign', 'auth']);
const keyPair = (kid: string) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid };
  const { d: _d, ...published } = jwk;
  return { signing: signingKey(jwk), published: Jwk.parse({ ...published, alg: 'ES256', use: 'sig' }) };
};
const first = keyPair('first');
const person = {
  userId: randomUUID(),
  organizationId: randomUUID(),
  sessionId: randomUUID(),
  addressProved: true,
};
const tokenOf = (signing = first.signing, seconds = 900) =>
  `Bearer ${mintUserToken(signing, { ...person, role: 'owner' }, new Date(), seconds)}`;

let offset: number;
let asked: { after: number | null }[];
let keys: Jwk[];
let pages: { seq: number; entries: Revocation[]; more?: boolean }[];
let down: boolean;
let identity: NodeIdentity;
const source: AuthSource = async (after) => {
  asked.push({ after });
  if (down) throw new Error('auth is away');
  return { seq: after ?? 0, entries: [], more: false, ...pages.shift(), keys };
};

beforeEach(() => {
  [offset, asked, keys, pages, down] = [0, [], [first.published], [], false];
  identity = new NodeIdentity(readServiceKeys(all, open), () => new Date(Date.now() + offset));
});
/** Follows auth without the timer, so that a test decides when is polled. */
async function follow(): Promise<void> {
  identity.follow(source);
  await identity.poll();
}
const me = (authorization: string | undefined) => identity.callerOf(authorization, 'campaign.get');

describe('a node', () => {
  it('believes nobody before it has heard from auth', async () => {
    await expect(me(tokenOf())).rejects.toMatchObject({ code: 'IDENTITY_STALE' });
    expect(identity.fresh).toBe(false);
    expect(await me(undefined)).toEqual({ kind: 'anonymous' });
  });

  it('knows a caller from the token, and remembers that it was verified', async () => {
    await follow();
    const authorization = tokenOf();
    for (let i = 0; i < 3; i += 1)
      expect(await me(authorization)).toEqual({ kind: 'user', ...person, role: 'owner' });
    identity.stop();
  });

  it('knows whether the address was proved; a token that does not say so, from the release before, proves nothing', async () => {
    await follow();
    const unproved = mintUserToken(
      first.signing,
      { ...person, role: 'owner', addressProved: false },
      new Date(),
      900,
    );
    expect(await me(`Bearer ${unproved}`)).toMatchObject({ addressProved: false });
    const { prv: _prv, ...older } = jwt.decode(tokenOf().slice('Bearer '.length)) as { prv: boolean };
    const silent = jwt.sign(older, first.signing.key, {
      algorithm: 'ES256',
      keyid: 'first',
      header: { alg: 'ES256', typ: 'at+jwt' },
    });
    expect(await me(`Bearer ${silent}`)).toMatchObject({ role: 'owner', addressProved: false });
    identity.stop();
  });

  it('believes nobody three seconds after it last heard from auth, and everybody again afterwards', async () => {
    await follow();
    const authorization = tokenOf();
    await me(authorization);
    down = true;
    offset = 2_500;
    await identity.poll();
    await me(authorization);
    offset = 3_500;
    await identity.poll();
    await expect(me(authorization)).rejects.toMatchObject({ code: 'IDENTITY_STALE' });
    down = false;
    await identity.poll();
    await me(authorization);
    identity.stop();
  });

  it('asks for everything first, page by page, and for news afterwards', async () => {
    const dead: Revocation = {
      seq: 7,
      kind: 'session',
      sessionId: person.sessionId,
      at: new Date().toISOString(),
    };
    pages = [
      { seq: 5, entries: [], more: true },
      { seq: 7, entries: [dead], more: false },
    ];
    await follow();
    expect(asked).toEqual([{ after: null }, { after: 5 }]);
    await expect(me(tokenOf())).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    await identity.poll();
    expect(asked.at(-1)).toEqual({ after: 7 });
    identity.stop();
  });

  it('hears of an end that came while it was asking, when it asks once more', async () => {
    await follow();
    const running = identity.poll();
    const before = asked.length;
    await identity.pollNow();
    await running;
    expect(asked.length).toBe(before + 1);
    identity.stop();
  });

  it('learns a new key when a token names it, but asks once a second at most', async () => {
    await follow();
    const second = keyPair('second');
    keys = [first.published, second.published];
    await me(tokenOf(second.signing));
    const before = asked.length;
    const madeUp = () => me(tokenOf(keyPair(randomUUID()).signing));
    for (let i = 0; i < 20; i += 1) await expect(madeUp()).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    expect(asked.length).toBe(before);
    offset = 1_100;
    await expect(madeUp()).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    expect(asked.length).toBe(before + 1);
    identity.stop();
  });

  it('forgets a withdrawn key with the tokens that it verified', async () => {
    await follow();
    const authorization = tokenOf();
    await me(authorization);
    keys = [keyPair('other').published];
    await identity.poll();
    await expect(me(authorization)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    identity.stop();
  });
});

describe("persons' tokens", () => {
  const claims = (times: { iat: number; exp: number }) => ({
    sub: person.userId,
    org: person.organizationId,
    sid: person.sessionId,
    role: 'owner',
    ...times,
  });
  const signedAs = (times: { iat: number; exp: number }, header: object = {}) =>
    `Bearer ${jwt.sign(claims(times), first.signing.key, {
      algorithm: 'ES256',
      keyid: 'first',
      issuer: 'sales-intelligence-platform',
      audience: 'sip-api',
      header: { alg: 'ES256', typ: 'at+jwt', ...header },
    })}`;
  const seconds = () => Math.floor(Date.now() / 1000);

  it('are good for twelve hours at most, from no later than now, whoever signed them', async () => {
    await follow();
    const now = seconds();
    expect(await me(signedAs({ iat: now, exp: now + 43_200 }))).toMatchObject({ kind: 'user' });
    const refused = [
      signedAs({ iat: now, exp: now + 43_201 }),
      signedAs({ iat: now - 60, exp: now + 315_360_000 }),
      signedAs({ iat: now + 60, exp: now + 900 }),
    ];
    for (const token of refused) await expect(me(token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    identity.stop();
  });

  it('with extensions that must be understood are refused: none is', async () => {
    await follow();
    const now = seconds();
    const token = signedAs({ iat: now, exp: now + 900 }, { crit: ['exp'] });
    await expect(me(token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    identity.stop();
  });
});

describe("API keys' tokens", () => {
  const keyId = randomUUID();
  const { userId, organizationId, addressProved } = person;
  const access = { kind: 'agent' as const, scopes: ['campaigns:read'] };
  const maker = { keyId, userId, organizationId, addressProved, access };
  const keyToken = (signing = first.signing, seconds?: number) =>
    mintKeyToken(signing, { ...maker, role: 'manager' }, new Date(), seconds);
  /** The same claims under another type, signed with auth's own key. */
  const retyped = (token: string, typ: string) =>
    jwt.sign(jwt.decode(token) as object, first.signing.key, {
      algorithm: 'ES256',
      keyid: 'first',
      header: { alg: 'ES256', typ },
    });

  it('say which key, of whom and where', async () => {
    await follow();
    const caller = { kind: 'api-key', ...maker, role: 'manager' };
    const authorization = `Bearer ${keyToken()}`;
    for (let i = 0; i < 2; i += 1) expect(await me(authorization)).toEqual(caller);
    pages = [{ seq: 1, entries: [{ seq: 1, kind: 'api-key', keyId, at: new Date().toISOString() }] }];
    await identity.poll();
    await expect(me(authorization)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    identity.stop();
  });

  it('are refused when forged, too long-lived, or made of a token of another type', async () => {
    await follow();
    const signedByAnother = keyToken(keyPair('first').signing);
    const asUser = retyped(keyToken(), 'at+jwt');
    const asService = retyped(keyToken(), 'svc+jwt');
    const fromUser = retyped(tokenOf().slice('Bearer '.length), 'key+jwt');
    const asOwner = mintKeyToken(first.signing, { ...maker, role: 'owner' }, new Date());
    for (const token of [signedByAnother, asUser, asService, fromUser, asOwner, keyToken(undefined, 301)])
      await expect(me(`Bearer ${token}`)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    identity.stop();
  });

  it('die after five minutes, in the cache too', async () => {
    await follow();
    const authorization = `Bearer ${keyToken()}`;
    await me(authorization);
    offset = 301_000;
    await identity.poll();
    await expect(me(authorization)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
    identity.stop();
  });
});

describe("services' tokens", () => {
  it('say which service, for whom and for which job, for one action', async () => {
    const claims = {
      organizationId: person.organizationId,
      action: 'campaign.get',
      jobId: 'j1',
      onBehalfOf: person.userId,
    };
    const authorization = identity.authorizationFor('campaign', claims);
    expect(await me(authorization)).toEqual({
      kind: 'service',
      service: 'campaign',
      organizationId: person.organizationId,
      jobId: 'j1',
      onBehalfOf: person.userId,
    });
    await expect(identity.callerOf(authorization, 'campaign.list')).rejects.toMatchObject({
      code: 'TOKEN_INVALID',
    });
  });

  it('need a key that the node holds', () => {
    const claims = { organizationId: null, action: 'auth.revocations' };
    expect(() => identity.authorizationFor('platforms', claims)).toThrow(
      'this node holds no key of service platforms',
    );
  });

  it('die after a minute', async () => {
    offset = -70_000;
    const authorization = identity.authorizationFor('campaign', {
      organizationId: null,
      action: 'campaign.get',
    });
    offset = 0;
    await expect(me(authorization)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  });
});

describe('the settings of service keys', () => {
  it('are refused in one sentence when they are missing or unreadable', () => {
    expect(() => readServiceKeys(undefined, open)).toThrow(/npm run bus:secrets/);
    expect(() => readServiceKeys(all, 'nonsense')).toThrow('SERVICE_PUBLIC_KEYS is not readable');
    expect(() => readServiceKeys('e30', open)).toThrow('SERVICE_KEYS is not readable');
  });

  it('public ones hold no private half', () => {
    expect(Buffer.from(open, 'base64url').toString()).not.toContain('"d"');
  });
});
