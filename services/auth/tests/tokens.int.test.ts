import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import type { ServiceName } from '../../../contracts/permissions.ts';
import { generateServiceKeys } from '../../../mixins/identity/service-keys.ts';
import { mintServiceToken, mintUserToken, signingKey } from '../../../mixins/identity/tokens.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { signUp, type Signed } from './people.ts';

let stack: Stack;
let ada: Signed;
let claims: { userId: string; organizationId: string; sessionId: string; role: 'owner'; addressProved: true };
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
  ada = await signUp(stack);
  const { sid } = jwt.decode(ada.accessToken) as { sid: string };
  claims = {
    userId: ada.user.id,
    organizationId: ada.organization.id,
    sessionId: sid,
    role: 'owner',
    addressProved: true,
  };
});
afterAll(() => stack.stop());

const me = (token: string) => stack.call(accountContracts.me, {}, { authorization: `Bearer ${token}` });
const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = () => jwt.decode(ada.accessToken, { complete: true })?.header as { kid: string; typ: string };
const payload = () => jwt.decode(ada.accessToken) as Record<string, unknown>;
const foreignKey = (kid: string) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return signingKey({ ...privateKey.export({ format: 'jwk' }), kid });
};
const invalid = { code: 'TOKEN_INVALID' };

it('a token names ids and rights, and nothing of the person or of a secret', async () => {
  const { accessToken } = await signUp(stack);
  const claims = jwt.decode(accessToken) as Record<string, unknown>;
  expect(Object.keys(claims).sort()).toEqual([
    'aud',
    'exp',
    'iat',
    'iss',
    'org',
    'prv',
    'rev',
    'role',
    'sid',
    'sub',
  ]);
});

describe('forged access tokens', () => {
  it('a call without any token, or with another scheme, is refused', async () => {
    await expect(stack.call(accountContracts.me, {})).rejects.toMatchObject({ code: 'TOKEN_MISSING' });
    for (const authorization of ['Basic YTpi', ada.accessToken, 'Bearer', 'Bearer a b'])
      await expect(stack.call(accountContracts.me, {}, { authorization })).rejects.toMatchObject(invalid);
  });

  it.each(['none', 'None', 'nOnE', 'es256', 'HS256', 'RS256', 'ES384'])('alg %s is refused', async (alg) => {
    const unsigned = `${b64({ ...header(), alg })}.${b64(payload())}`;
    await expect(me(`${unsigned}.`)).rejects.toMatchObject(invalid);
    await expect(me(`${unsigned}.AAAA`)).rejects.toMatchObject(invalid);
  });

  it('HS256 with the public key as its secret is refused', async () => {
    const { keys } = await stack.call(sessionContracts.jwks, {});
    const unsigned = `${b64({ ...header(), alg: 'HS256' })}.${b64(payload())}`;
    for (const secret of [JSON.stringify(keys[0]), keys[0]?.x ?? '']) {
      const signature = createHmac('sha256', secret).update(unsigned).digest('base64url');
      await expect(me(`${unsigned}.${signature}`)).rejects.toMatchObject(invalid);
    }
  });

  it('another key under the right kid, or under an unknown one, is refused', async () => {
    for (const kid of [header().kid, randomUUID(), '../../dev/null', "' OR 1=1 --", 'k'.repeat(10_000)])
      await expect(me(mintUserToken(foreignKey(kid), claims, new Date(), 900))).rejects.toMatchObject(
        invalid,
      );
  });

  it('a key inside the token is not used', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const extra = {
      jwk: publicKey.export({ format: 'jwk' }),
      jku: 'http://127.0.0.1:1/jwks',
      x5u: 'http://127.0.0.1:1',
    };
    const token = jwt.sign(payload(), privateKey, {
      algorithm: 'ES256',
      header: { ...header(), alg: 'ES256', ...extra },
    });
    await expect(me(token)).rejects.toMatchObject(invalid);
  });

  it('a flipped bit anywhere is refused', async () => {
    const token = ada.accessToken;
    const answers = await Promise.all(
      Array.from({ length: token.length }, (_, at) => {
        const flipped = token.charAt(at) === 'A' ? 'B' : 'A';
        return me(token.slice(0, at) + flipped + token.slice(at + 1)).then(
          () => at,
          (error: { code: string }) => error.code,
        );
      }),
    );
    expect(new Set(answers)).toEqual(new Set(['TOKEN_INVALID']));
  });

  it.each(['', '.', '..', 'a.b', 'a.b.c.d.e', '{}.{}.{}', 'x'.repeat(1_000_000), `${'a'.repeat(3_000)}.b.c`])(
    'shape %#.20s is refused',
    async (token) => {
      await expect(me(token)).rejects.toMatchObject(invalid);
    },
  );
});

describe('tokens that auth itself signed for something else', () => {
  /** Signs with auth's own key, taken out of the running service by the test. */
  async function signedByAuth(changes: object, options: jwt.SignOptions = {}): Promise<string> {
    const { KeyRing, signingKeySealing } = await import('../sessions/key-ring.ts');
    const { signingKeyStore } = await import('../sessions/store/signing-keys.ts');
    const { Database } = await import('../../../storage/database.ts');
    const database = new Database({ url: stack.databases.adminUrl('auth'), applicationName: 'test' });
    const sealing = signingKeySealing([stack.variables['JWT_SECRET'] ?? '']);
    const { key, kid } = await new KeyRing(signingKeyStore(database), sealing, () => new Date()).current();
    await database.close();
    const { header: extra, ...rest } = options;
    const body = JSON.parse(JSON.stringify({ ...payload(), ...changes })) as object;
    return jwt.sign(body, key, {
      algorithm: 'ES256',
      keyid: kid,
      header: { alg: 'ES256', typ: 'at+jwt', ...extra },
      ...rest,
    });
  }
  const now = () => Math.floor(Date.now() / 1000);

  it('the control is accepted', async () => {
    await me(await signedByAuth({}));
  });

  it.each([
    ['another issuer', { iss: 'somebody-else' }, 'TOKEN_INVALID'],
    ['another audience', { aud: 'sip-services' }, 'TOKEN_INVALID'],
    ['no expiry', { exp: undefined }, 'TOKEN_INVALID'],
    ['an expiry that has passed', { exp: Math.floor(Date.now() / 1000) - 10 }, 'TOKEN_EXPIRED'],
    ['a time before which it is not valid', { nbf: Math.floor(Date.now() / 1000) + 60 }, 'TOKEN_INVALID'],
    ['an unknown role', { role: 'root' }, 'TOKEN_INVALID'],
    ['no organisation', { org: undefined }, 'TOKEN_INVALID'],
  ])('%s is refused', async (_name, changes, code) => {
    await expect(me(await signedByAuth(changes))).rejects.toMatchObject({ code });
  });

  it('another type of token is refused', async () => {
    for (const typ of ['JWT', 'svc+jwt', 'key+jwt', 'AT+JWT', 'rt+jwt'])
      await expect(me(await signedByAuth({}, { header: { alg: 'ES256', typ } }))).rejects.toMatchObject(
        invalid,
      );
  });

  it('a token that was good expires in the cache of the node too', async () => {
    const token = await signedByAuth({ exp: now() + 2 });
    await me(token);
    await expect
      .poll(() => me(token).catch((e: unknown) => e), { timeout: 4_000 })
      .toMatchObject({
        code: 'TOKEN_EXPIRED',
      });
  });
});

describe("services' own tokens", () => {
  const as = (service: ServiceName, action: string, organizationId: string | null = null) => ({
    authorization: stack.running.node.identity.authorizationFor(service, { organizationId, action }),
  });

  it('a service may call what names it, for one action only', async () => {
    const news = await stack.call(
      sessionContracts.revocations,
      { after: null },
      as('campaign', 'auth.revocations'),
    );
    expect(news).toMatchObject({ more: false });
    const other = as('campaign', contentContracts.get.name);
    await expect(stack.call(sessionContracts.revocations, { after: null }, other)).rejects.toMatchObject(
      invalid,
    );
  });

  it('a service that a contract does not name is refused', async () => {
    const platforms = as('platforms', 'auth.organization', ada.organization.id);
    await expect(stack.call(accountContracts.organization, {}, platforms)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    const campaign = as('campaign', 'auth.organization', ada.organization.id);
    expect(await stack.call(accountContracts.organization, {}, campaign)).toMatchObject({
      id: ada.organization.id,
    });
    const members = as('campaign', 'auth.members', ada.organization.id);
    await expect(stack.call(memberContracts.members, {}, members)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });

  it('an organisation that does not exist has no settings', async () => {
    const nowhere = as('campaign', 'auth.organization', randomUUID());
    await expect(stack.call(accountContracts.organization, {}, nowhere)).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    });
  });

  it('a person is never a service, and a service never a person', async () => {
    await expect(stack.call(sessionContracts.revocations, { after: null }, ada)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    const campaign = as('campaign', 'auth.logout', ada.organization.id);
    await expect(stack.call(sessionContracts.logout, {}, campaign)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });

  it("one service cannot sign in another's name", async () => {
    const keys = JSON.parse(Buffer.from(generateServiceKeys(['campaign']).all, 'base64url').toString()) as {
      keys: [object];
    };
    const stolen = signingKey({ ...keys.keys[0], kid: 'auth' });
    const token = mintServiceToken(
      stolen,
      { service: 'auth', organizationId: null, action: 'auth.revocations' },
      new Date(),
    );
    const call = stack.call(
      sessionContracts.revocations,
      { after: null },
      { authorization: `Bearer ${token}` },
    );
    await expect(call).rejects.toMatchObject(invalid);
  });
});
