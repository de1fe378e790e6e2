import { expect } from 'vitest';
import type { PasskeyCreation, PasskeyRequest } from '../../contracts/auth/webauthn.ts';
import { AuthenticatorApp } from '../support/authenticator-app.ts';
import { SoftwareAuthenticator } from '../support/software-authenticator.ts';
import {
  askedForFactor,
  confirmed,
  expectAnswer,
  signedIn,
  type House,
  type Person,
  type Tokens,
  type Wanted,
} from './house.ts';
import type { Visitor } from './visitor.ts';

type Factors = { factors: { id: string; kind: string }[]; recoveryCodesLeft: number };
type WithApp = Person & { app: AuthenticatorApp; appId: string; recoveryCodes: string[] };
type WithPasskey = WithApp & { device: SoftwareAuthenticator };

const factorsOf = (visitor: Visitor) => visitor.read<Factors>('/api/auth/mfa');

/** Somebody of then, who has no second factor, adds an app, and signs in with it. */
export async function addApp(house: House, person: Person): Promise<WithApp> {
  const { visitor, password } = person;
  expect(await factorsOf(visitor)).toEqual({ factors: [], recoveryCodesLeft: 0 });
  const { factorId, otpauthUri } = await expectAnswer<{ factorId: string; otpauthUri: string }>(
    visitor,
    200,
    'POST',
    '/api/auth/mfa/enroll',
    { body: { kind: 'totp', password } },
  );
  const app = new AuthenticatorApp(otpauthUri);
  // the code of the step before, so that the one of now is not used up
  const { recoveryCodes } = await expectAnswer<{ recoveryCodes: string[] }>(
    visitor,
    200,
    'POST',
    '/api/auth/mfa/activate',
    { body: { factorId, code: app.code(-1) } },
  );
  expect(recoveryCodes).toHaveLength(10);
  const mfaToken = await askedForFactor(house, person);
  const body = { mfaToken, proof: { method: 'totp', code: app.code() } };
  const session = await expectAnswer<Tokens>(house.nobody, 200, 'POST', '/api/auth/mfa/challenge', { body });
  await house.as(session.accessToken).read('/api/auth/me');
  return { ...person, app, appId: factorId, recoveryCodes };
}

/** Adds a passkey beside the app, confirmed with a recovery code, and signs in with nothing else. */
export async function addPasskey(house: House, person: WithApp): Promise<WithPasskey> {
  const { visitor, password, recoveryCodes } = person;
  const [code] = recoveryCodes;
  const { factorId, publicKey } = await confirmed<{ factorId: string; publicKey: PasskeyCreation }>(
    visitor,
    [200, 'POST', '/api/auth/passkeys/begin'],
    { body: { password } },
    async () => ({ method: 'recovery_code', code }),
  );
  const device = new SoftwareAuthenticator(siteOf(house));
  const body = { factorId, credential: device.create(publicKey) };
  await expectAnswer(visitor, 201, 'POST', '/api/auth/passkeys', { body });
  const asked = await expectAnswer<{ publicKey: PasskeyRequest }>(
    house.nobody,
    200,
    'POST',
    '/api/auth/passkeys/sign-in-options',
    { body: {} },
  );
  const session = await expectAnswer<Tokens>(house.nobody, 200, 'POST', '/api/auth/passkeys/sign-in', {
    body: { credential: device.get(asked.publicKey) },
  });
  const me = await house.as(session.accessToken).read<{ user: { id: string } }>('/api/auth/me');
  expect(me.user.id).toBe(person.userId);
  return { ...person, device };
}

/** The page that passkeys are for: the product's own address, by its name. */
function siteOf({ product }: House): string {
  const site = new URL(product.stack.variables['PUBLIC_URL'] ?? '');
  site.hostname = 'localhost';
  return site.origin;
}

/** Makes new recovery codes and takes the app away, each confirmed with the passkey. */
export async function dropApp({ visitor, device, appId }: WithPasskey): Promise<void> {
  const byPasskey = async (wanted: Wanted) => {
    const { publicKey } = await expectAnswer<{ publicKey: PasskeyRequest }>(
      visitor,
      200,
      'POST',
      '/api/auth/step-up/options',
      { body: wanted },
    );
    return { method: 'passkey', credential: device.get(publicKey) };
  };
  const codes = [200, 'POST', '/api/auth/mfa/recovery-codes'] as [number, string, string];
  const { recoveryCodes } = await confirmed<{ recoveryCodes: string[] }>(
    visitor,
    codes,
    { body: {} },
    byPasskey,
  );
  expect(recoveryCodes).toHaveLength(10);
  await confirmed(visitor, [204, 'DELETE', `/api/auth/mfa/${appId}`], {}, byPasskey);
  const left = await factorsOf(visitor);
  expect([left.factors.map(({ kind }) => kind), left.recoveryCodesLeft]).toEqual([['passkey'], 10]);
}

/** Somebody of then loses every factor: they stop it, their owner stops it, and after the wait the password is enough. */
export async function loseFactors(house: House, person: Person, owner: Person): Promise<void> {
  const report = async () => {
    const mfaToken = await askedForFactor(house, person);
    const path = '/api/auth/mfa/loss';
    return expectAnswer<{ state: string }>(house.nobody, 200, 'POST', path, { body: { mfaToken } });
  };
  expect(await report()).toMatchObject({ state: 'waiting' });
  await expectAnswer(person.visitor, 204, 'DELETE', '/api/auth/mfa/loss');
  expect(await report()).toMatchObject({ state: 'waiting' });
  const path = `/api/members/${person.userId}/factor-loss`;
  await expectAnswer(owner.visitor, 204, 'POST', path, { body: { decision: 'cancel' } });
  expect(await report()).toMatchObject({ state: 'waiting' });
  await house.product.rows('auth', 'UPDATE factor_losses SET due_at = now() WHERE user_id = $1', [
    person.userId,
  ]);
  expect(await report()).toMatchObject({ state: 'done' });
  expect((await factorsOf(await signedIn(house, person))).factors).toEqual([]);
}
