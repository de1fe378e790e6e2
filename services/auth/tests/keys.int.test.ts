import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { factorContracts } from '../../../contracts/auth/factors.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { parseSettings } from '../../../lib/settings.ts';
import { rotateDataKeys } from '../../../scripts/rotate-data-keys.ts';
import { rotateKeys } from '../../../scripts/rotate-keys.ts';
import { runNode } from '../../../scripts/run-node.ts';
import { productSettings } from '../../../scripts/services.ts';
import { stackForTest, startStack, type Stack } from '../../../tests/support/stack.ts';
import { platformsSettings } from '../../platforms/settings.ts';
import { Database } from '../../../storage/database.ts';
import type { Jobs } from '../../../storage/jobs.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { mailStore } from '../mails/store.ts';
import { factorPlace } from '../factors/store/factors.ts';
import { authKeys, FACTORS, secretSealing } from '../sealing.ts';
import { authSettings } from '../settings.ts';
import { inTable, signed, signUp } from './people.ts';
import { settingsOfStack } from './second-node.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
});
afterAll(() => stack.stop());

const keysOf = (source: Stack) =>
  inTable<{ kid: string; sealed_private: string }>(source, 'SELECT * FROM signing_keys ORDER BY signs_from');
const authOf = (variables: Readonly<Record<string, string>>) =>
  parseSettings(variables, { auth: authSettings }).auth;
const kidOf = (token: string) => jwt.decode(token, { complete: true })?.header.kid;

it('keys are published without their private half and kept sealed', async () => {
  const { keys } = await stack.call(sessionContracts.jwks, {});
  expect(keys).toHaveLength(1);
  expect(keys[0]).not.toHaveProperty('d');
  expect((await keysOf(stack))[0]?.sealed_private).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/);
});

it('another JWT_SECRET refuses to start and changes nothing', async () => {
  const before = await keysOf(stack);
  const wrong = settingsOfStack(stack, { JWT_SECRET: 'another-secret-that-is-not-the-one-0123456789' });
  await expect(runNode(productSettings(wrong))).rejects.toThrow(
    /^JWT_SECRET is not the one that .* made with\.$/,
  );
  await expect(rotateKeys(authOf(wrong))).rejects.toThrow(/^JWT_SECRET is not the one/);
  expect(await keysOf(stack)).toEqual(before);
});

it('a sealed key that was moved to another row does not open', async () => {
  const own = await stackForTest({ services: ['auth'] });
  await inTable(own, `UPDATE signing_keys SET kid = gen_random_uuid()::text`);
  await expect(runNode(productSettings(settingsOfStack(own)))).rejects.toThrow(/^JWT_SECRET is not the one/);
});

it('two nodes that start at once on an empty database make one key', async () => {
  const own = await stackForTest({ services: ['auth'] });
  await inTable(own, 'DELETE FROM signing_keys');
  const nodes = await Promise.all(
    ['b', 'c'].map((name) => runNode(productSettings(settingsOfStack(own, { NODE_ID: `race-${name}` })))),
  );
  expect(await keysOf(own)).toHaveLength(1);
  await Promise.all(nodes.map((node) => node.stop()));
});

it('a rotated key is published first, signs after the overlap, and old tokens stay good', async () => {
  const own = await stackForTest({ services: ['auth'] });
  const ada = await signUp(own);
  const first = kidOf(ada.accessToken);
  const second = await rotateKeys(authOf(own.variables));
  await expect(rotateKeys(authOf(own.variables))).rejects.toThrow(
    'A new key is on its way already; wait until it signs.',
  );
  const published = (await own.call(sessionContracts.jwks, {})).keys.map((key) => key.kid);
  expect(published).toEqual([first, second]);
  const refreshed = await own.call(sessionContracts.refreshToken, { refreshToken: ada.refreshToken });
  expect(kidOf(refreshed.accessToken)).toBe(first);

  await inTable(own, `UPDATE signing_keys SET signs_from = now() WHERE kid = $1`, [second]);
  const other = await runNode(productSettings(settingsOfStack(own)));
  const late = signed(await other.broker.call('auth.refreshToken', { refreshToken: refreshed.refreshToken }));
  expect(kidOf(late.accessToken)).toBe(second);
  await own.call(accountContracts.me, {}, ada);
  // a node asks for an unknown key once a second at most
  await expect
    .poll(() => own.call(accountContracts.me, {}, late).then(() => 'fine', String), { timeout: 3_000 })
    .toBe('fine');
  await other.stop();
});

it('a key that no living token needs is neither published nor kept', async () => {
  const own = await stackForTest({ services: ['auth'] });
  const first = (await keysOf(own))[0]?.kid;
  const second = await rotateKeys(authOf(own.variables), 0);
  await inTable(own, `UPDATE signing_keys SET signs_from = signs_from - interval '2 days'`);
  expect((await own.call(sessionContracts.jwks, {})).keys.map((key) => key.kid)).toEqual([second]);
  await rotateKeys(authOf(own.variables));
  expect((await keysOf(own)).map((key) => key.kid)).not.toContain(first);
});

it('access tokens that would outlive what nodes remember are refused at start', async () => {
  const settings = settingsOfStack(stack, { ACCESS_TOKEN_SECONDS: '43201' });
  await expect(runNode(productSettings(settings))).rejects.toThrow(
    'ACCESS_TOKEN_SECONDS must be 43200 at most.',
  );
  const { JWT_SECRET: _secret, ...without } = settingsOfStack(stack);
  await expect(runNode(productSettings(without))).rejects.toThrow(/^JWT_SECRET is needed/);
});

it('JWT_SECRET is replaced without a loss: tokens stay good and a mail that waits still opens', async () => {
  const own = await stackForTest({ services: ['auth'] });
  const ada = await signUp(own);
  const old = own.variables['JWT_SECRET'] ?? '';
  const renewed = 'the-new-secret-of-this-test-run-0123456789';
  const [mail] = await inTable<{ id: string }>(own, 'SELECT id FROM mails');
  await own.call(factorContracts.enrollFactor, { kind: 'totp', password: ada.password }, ada);
  const first = secretSealing([old], 'auth mails').seal('written by the release before', mail?.id ?? '');
  const unnamed = first.split('.').toSpliced(1, 1).join('.'); // as the first release wrote it
  await inTable(own, `UPDATE mails SET sealed_text = '${unnamed}'`);

  const both = parseSettings(settingsOfStack(own, { JWT_SECRET: `${renewed},${old}` }), {
    auth: authSettings,
    platforms: platformsSettings,
  });
  const without = { ...both, platforms: { ...both.platforms, PLATFORM_TOKENS_KEY: undefined } };
  expect((await rotateDataKeys(without, 'wrapping')).auth).toMatchObject({ sealedAnew: 1, unreadable: 0 });

  const node = await runNode(productSettings(settingsOfStack(own, { JWT_SECRET: renewed })));
  await node.stop();
  const database = new Database({ url: own.databases.adminUrl('auth'), applicationName: 'test' });
  onTestFinished(() => database.close());
  const mails = mailStore({ database, jobs: {} as Jobs }, authKeys(database, [renewed]), 'http://127.0.0.1');
  const organizationId = ada.organization.id;
  const opened = await inOrganization(organizationId, () =>
    mails.find(organizationId, mail?.id ?? '', new Date()),
  );
  expect(opened?.text).toBe('written by the release before');
  const [factor] = await inTable<{ id: string; sealed_secret: string }>(own, 'SELECT * FROM factors');
  const secret = secretSealing([renewed], FACTORS).open(
    factor?.sealed_secret ?? '',
    factorPlace(ada.user.id, factor?.id ?? ''),
  );
  expect(secret).toHaveLength(20); // the secret of an app, 160 bits
  await expect(own.call(accountContracts.me, {}, ada)).resolves.toMatchObject({ user: { id: ada.user.id } });
});
