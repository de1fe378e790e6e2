import pg from 'pg';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { factorContracts, type FactorProof } from '../../../contracts/auth/factors.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { passkeyContracts } from '../../../contracts/auth/passkeys.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { callFromBroker } from '../../../mixins/call.ts';
import { parseSettings } from '../../../lib/settings.ts';
import { rotateDataKeys } from '../../../scripts/rotate-data-keys.ts';
import { Database } from '../../../storage/database.ts';
import { runNode } from '../../../scripts/run-node.ts';
import { productSettings } from '../../../scripts/services.ts';
import { AuthenticatorApp } from '../../../tests/support/authenticator-app.ts';
import { stackForTest, startStack, type Stack } from '../../../tests/support/stack.ts';
import { factorStore } from '../factors/store/factors.ts';
import { FACTORS, secretSealing } from '../sealing.ts';
import { authSettings } from '../settings.ts';
import { platformsSettings } from '../../platforms/settings.ts';
import { askedAtOnce, askedForFactor, codesUnused, enrol, enrolled, recoveryCode, totp } from './enrolled.ts';
import { inTable, invitationFor, PASSWORD, signUp, trailOf } from './people.ts';
import { settingsOfStack } from './second-node.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
});
afterAll(() => stack.stop());

const answer = (mfaToken: string, proof: FactorProof) =>
  stack.call(factorContracts.answerChallenge, { mfaToken, proof });
const codeOf = (error: unknown) => (error as { code: string }).code;
const invalid = { code: 'FACTOR_INVALID' };

it('a person with an app signs in with password and code, and with the password alone not at all', async () => {
  const ada = await enrolled(stack);
  const asked = await askedForFactor(stack, ada);
  expect(asked).toEqual({
    mfaRequired: true,
    mfaToken: expect.stringMatching(/^mfa_[\w-]{43}$/) as string,
    expiresIn: 300,
    methods: ['totp', 'recovery_code'],
  });
  const session = await answer(asked.mfaToken, totp(ada.app.code()));
  expect(session).toMatchObject({ user: ada.user, organization: ada.organization, tokenType: 'Bearer' });
  expect(await trailOf(stack, ada.organization.id)).toEqual([
    'auth.registered',
    'auth.factor_begun',
    'auth.factor_added',
    'auth.factor_asked',
    'auth.logged_in',
  ]);
  const again = answer(asked.mfaToken, recoveryCode(ada.recoveryCodes[0]));
  await expect(again).rejects.toMatchObject({ code: 'MFA_CHALLENGE_INVALID' });
});

it('the secret has 160 bits, is shown once and is sealed in the database; codes are kept as hashes', async () => {
  const ada = await enrolled(stack);
  expect(ada.app.secretBits).toBeGreaterThanOrEqual(160);
  expect(ada.recoveryCodes).toHaveLength(10);
  const listed = await stack.call(factorContracts.factors, {}, ada);
  expect(listed).toMatchObject({ factors: [{ id: ada.factorId, kind: 'totp' }], recoveryCodesLeft: 10 });
  const { mfaToken } = await askedForFactor(stack, ada);
  const dump = await inTable<{ all: string }>(
    stack,
    `SELECT string_agg(t, ' ') AS all FROM (SELECT f::text AS t FROM factors f UNION ALL
       SELECT r::text FROM recovery_codes r UNION ALL SELECT c::text FROM mfa_challenges c UNION ALL
       SELECT a::text FROM audit_events a UNION ALL SELECT m::text FROM mails m) t`,
  );
  const [{ sealed } = { sealed: '' }] = await inTable<{ sealed: string }>(
    stack,
    'SELECT sealed_secret AS sealed FROM factors WHERE id = $1',
    [ada.factorId],
  );
  expect(sealed).toMatch(/^v1\./);
  for (const secret of [mfaToken, ada.app.code(), ...ada.recoveryCodes])
    expect(dump[0]?.all).not.toContain(secret);
});

it('adding an app needs the password and a right code, and is finished within ten minutes', async () => {
  const ada = await signUp(stack);
  const wrong = { kind: 'totp', password: 'not the right password' } as const;
  await expect(stack.call(factorContracts.enrollFactor, wrong, ada)).rejects.toMatchObject({
    code: 'CREDENTIALS_INVALID',
  });
  const begun = await stack.call(factorContracts.enrollFactor, { ...wrong, password: PASSWORD }, ada);
  const activate = (code: string, as = ada) =>
    stack.call(factorContracts.activateFactor, { factorId: begun.factorId, code }, as);
  const app = new AuthenticatorApp(begun.otpauthUri);
  await expect(activate(app.wrongCode())).rejects.toMatchObject(invalid);
  expect((await trailOf(stack, ada.organization.id)).at(-1)).toBe('auth.factor_failed');
  const missing = { code: 'RESOURCE_NOT_FOUND' };
  await expect(activate(app.code(), await signUp(stack))).rejects.toMatchObject(missing);
  await inTable(stack, `UPDATE factors SET created_at = created_at - interval '11 minutes' WHERE id = $1`, [
    begun.factorId,
  ]);
  await expect(activate(app.code())).rejects.toMatchObject(missing);
  expect((await stack.call(factorContracts.factors, {}, ada)).factors).toEqual([]);
});

it('of several that were begun without a factor one becomes the first, and the others are void, also at once', async () => {
  const ada = await signUp(stack);
  const begin = () => stack.call(factorContracts.enrollFactor, { kind: 'totp', password: PASSWORD }, ada);
  const begun = [await begin(), await begin(), await begin()];
  const activated = await Promise.allSettled(
    begun.map(({ factorId, otpauthUri }) =>
      stack.call(
        factorContracts.activateFactor,
        { factorId, code: new AuthenticatorApp(otpauthUri).code() },
        ada,
      ),
    ),
  );
  expect(activated.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await stack.call(factorContracts.factors, {}, ada)).factors).toHaveLength(1);
});

it('one code counts once, of fifty who bring it at once to two nodes', async () => {
  const ada = await enrolled(stack);
  const second = await runNode(productSettings(settingsOfStack(stack)));
  onTestFinished(() => second.stop());
  const calls = [callFromBroker(stack.running.broker), callFromBroker(second.broker)];
  const asked = await askedAtOnce(stack, ada, 50);
  const proof = totp(ada.app.code());
  const outcomes = await Promise.all(
    asked.map((mfaToken, i) =>
      (calls[i % 2] as Stack['call'])(factorContracts.answerChallenge, { mfaToken, proof }).then(
        () => 'signed in',
        codeOf,
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'signed in')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'FACTOR_INVALID')).toHaveLength(49);
});

it('a code of the step before counts, until a newer one was used; later and older ones never do', async () => {
  const ada = await enrolled(stack);
  const tried = async (away: number) => {
    const { mfaToken } = await askedForFactor(stack, ada);
    return answer(mfaToken, totp(ada.app.code(away))).then(() => 'taken', codeOf);
  };
  await codesUnused(stack, ada);
  expect([await tried(-2), await tried(1), await tried(2)]).toEqual(Array(3).fill('FACTOR_INVALID'));
  expect(await tried(-1)).toBe('taken');
  expect(await tried(0)).toBe('taken');
  expect([await tried(-1), await tried(0)]).toEqual(Array(2).fill('FACTOR_INVALID'));
  // a code that somebody brings again is told like a wrong one
  const failed = (await trailOf(stack, ada.organization.id)).filter((act) => act === 'auth.factor_failed');
  expect(failed).toHaveLength(5);
});

it('a challenge takes ten wrong codes and is void then, for the right one too', async () => {
  const ada = await enrolled(stack);
  const { mfaToken } = await askedForFactor(stack, ada);
  for (let i = 0; i < 10; i += 1)
    await expect(answer(mfaToken, totp(ada.app.wrongCode()))).rejects.toMatchObject(invalid);
  const right = totp(ada.app.code());
  await expect(answer(mfaToken, right)).rejects.toMatchObject({ code: 'FACTOR_LOCKED', status: 429 });
  const fresh = await askedForFactor(stack, ada);
  await answer(fresh.mfaToken, right);
});

it('after a hundred wrong codes in a row an app is locked, and a recovery code takes it back into use', async () => {
  const ada = await enrolled(stack);
  await inTable(stack, 'UPDATE factors SET failures = 99 WHERE id = $1', [ada.factorId]);
  const { mfaToken } = await askedForFactor(stack, ada);
  await expect(answer(mfaToken, totp(ada.app.wrongCode()))).rejects.toMatchObject(invalid);
  await expect(answer(mfaToken, totp(ada.app.code()))).rejects.toMatchObject({ code: 'FACTOR_LOCKED' });
  await answer(mfaToken, recoveryCode(ada.recoveryCodes[3]));
  await answer((await askedForFactor(stack, ada)).mfaToken, totp(ada.app.code()));
});

it('a challenge is answered by its own person only', async () => {
  const [ada, eve] = [await enrolled(stack), await enrolled(stack)];
  const { mfaToken } = await askedForFactor(stack, ada);
  await expect(answer(mfaToken, totp(eve.app.code()))).rejects.toMatchObject(invalid);
  const stolen = recoveryCode(eve.recoveryCodes[0]);
  await expect(answer(mfaToken, stolen)).rejects.toMatchObject(invalid);
});

it('a recovery code counts once, however it is written, and its person is told', async () => {
  const ada = await enrolled(stack);
  const code = (ada.recoveryCodes[0] ?? '').toLowerCase().replaceAll('-', ' ');
  const asked = await askedAtOnce(stack, ada, 10);
  const outcomes = await Promise.all(
    asked.map((mfaToken) => answer(mfaToken, recoveryCode(code)).then(() => 'signed in', codeOf)),
  );
  expect(outcomes.filter((outcome) => outcome === 'signed in')).toHaveLength(1);
  expect((await stack.call(factorContracts.factors, {}, ada)).recoveryCodesLeft).toBe(9);
  const mails = await inTable<{ subject: string }>(stack, 'SELECT subject FROM mails WHERE recipient = $1', [
    ada.user.email,
  ]);
  expect(mails.map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(['A second factor was added', 'A recovery code was used']),
  );
});

it('JWT_SECRET is replaced without the loss of an app', async () => {
  const own = await stackForTest({ services: ['auth'] });
  const ada = await enrolled(own);
  const old = own.variables['JWT_SECRET'] ?? '';
  const renewed = 'the-new-secret-of-this-test-run-0123456789';
  const database = new Database({ url: own.databases.adminUrl('auth'), applicationName: 'test' });
  onTestFinished(() => database.close());
  const readable = async () => {
    const store = factorStore(database, secretSealing([renewed], FACTORS));
    return (await store.takeGuess(ada.user.id, null, new Date())).factors.map(({ secret }) => secret.length);
  };
  await expect(readable()).rejects.toThrow('a sealed text cannot be opened');
  const both = parseSettings(settingsOfStack(own, { JWT_SECRET: `${renewed},${old}` }), {
    auth: authSettings,
    platforms: platformsSettings,
  });
  const platforms = { ...both.platforms, PLATFORM_TOKENS_KEY: undefined };
  await rotateDataKeys({ ...both, platforms }, 'wrapping');
  expect(await readable()).toEqual([20]);
});

it('a challenge ends after five minutes', async () => {
  const ada = await enrolled(stack);
  const { mfaToken } = await askedForFactor(stack, ada);
  await inTable(stack, `UPDATE mfa_challenges SET expires_at = now() WHERE user_id = $1`, [ada.user.id]);
  const late = answer(mfaToken, totp(ada.app.code()));
  await expect(late).rejects.toMatchObject({ code: 'MFA_CHALLENGE_INVALID' });
});

it('who joins with an invitation and has a factor is asked for it too', async () => {
  const [ada, owner] = [await enrolled(stack), await signUp(stack)];
  await stack.call(memberContracts.invite, { email: ada.user.email, role: 'manager' }, owner);
  const token = await invitationFor(stack, ada.user.email);
  const joined = await stack.call(memberContracts.acceptInvitation, { token, password: PASSWORD });
  if (!('mfaRequired' in joined)) throw new Error('a session was given without the second factor');
  const session = await answer(joined.mfaToken, totp(ada.app.code()));
  expect(session.organization).toMatchObject({ id: owner.organization.id, role: 'manager' });
});

it('an mfa token is no access token, no refresh token and no API key', async () => {
  const ada = await enrolled(stack);
  const { mfaToken } = await askedForFactor(stack, ada);
  const bearer = { authorization: `Bearer ${mfaToken}` };
  await expect(stack.call(accountContracts.me, {}, bearer)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  await expect(stack.call(sessionContracts.refreshToken, { refreshToken: mfaToken })).rejects.toMatchObject({
    code: 'REFRESH_TOKEN_INVALID',
  });
});

it('a session that began with both factors goes on without being asked again', async () => {
  const ada = await enrol(stack, await signUp(stack));
  const session = await answer((await askedForFactor(stack, ada)).mfaToken, totp(ada.app.code()));
  const { refreshToken } = session;
  expect(await stack.call(sessionContracts.refreshToken, { refreshToken })).toHaveProperty('accessToken');
});

it.each(['an app', 'a passkey'])(
  'beginning to add %s in the very moment in which another factor becomes the first one is confirmed with that one',
  async (what) => {
    const ada = await signUp(stack);
    const client = new pg.Client({ connectionString: stack.databases.adminUrl('auth') });
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT id FROM users WHERE id = $1 FOR UPDATE', [ada.user.id]);
    const beginning =
      what === 'an app'
        ? stack.call(factorContracts.enrollFactor, { kind: 'totp', password: PASSWORD }, ada)
        : stack.call(passkeyContracts.beginPasskey, { password: PASSWORD }, ada);
    const outcome = beginning.catch((error: unknown) => error);
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    await until(
      () => inTable(stack, waiting),
      (rows) => rows.length > 0,
    );
    await client.query(
      `INSERT INTO factors (id, user_id, kind, name, created_at, activated_at, sealed_secret)
       VALUES (gen_random_uuid(), $1, 'totp', 'first', now(), now(), 'sealed')`,
      [ada.user.id],
    );
    await client.query('COMMIT');
    await client.end();
    expect(await outcome).toMatchObject({ code: 'STEP_UP_REQUIRED' });
    const begun = 'SELECT 1 FROM factors WHERE user_id = $1 AND activated_at IS NULL';
    expect(await inTable(stack, begun, [ada.user.id])).toEqual([]);
  },
);
