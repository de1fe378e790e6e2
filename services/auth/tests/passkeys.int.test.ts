import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { factorContracts, type FactorProof } from '../../../contracts/auth/factors.ts';
import { machineContracts } from '../../../contracts/auth/machines.ts';
import { passkeyContracts } from '../../../contracts/auth/passkeys.ts';
import { stepUpContracts } from '../../../contracts/auth/step-up.ts';
import type { PasskeyAssertion } from '../../../contracts/auth/webauthn.ts';
import type { StepUpPurpose } from '../../../contracts/step-up.ts';
import { callFromBroker } from '../../../mixins/call.ts';
import { runNode } from '../../../scripts/run-node.ts';
import { productSettings } from '../../../scripts/services.ts';
import { SoftwareAuthenticator, type Quirk } from '../../../tests/support/software-authenticator.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { UNKNOWN_ID } from '../trail/store.ts';
import { askedForFactor } from './enrolled.ts';
import { inTable, PASSWORD, signUp, trailOf, type Signed } from './people.ts';
import { settingsOfStack } from './second-node.ts';

const ORIGIN = 'https://app.company.com';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'], env: { PUBLIC_URL: ORIGIN } });
});
afterAll(() => stack.stop());

type Holder = Signed & { device: SoftwareAuthenticator; factorId: string };
const invalid = { code: 'FACTOR_INVALID', status: 401 };

async function begin(person: Signed) {
  return stack.call(passkeyContracts.beginPasskey, { password: PASSWORD }, person);
}
async function withPasskey(device = new SoftwareAuthenticator(ORIGIN)): Promise<Holder> {
  const person = await signUp(stack);
  const { factorId, publicKey } = await begin(person);
  const credential = device.create(publicKey);
  await stack.call(passkeyContracts.addPasskey, { factorId, credential }, person);
  return { ...person, device, factorId };
}
const options = async () => (await stack.call(passkeyContracts.passkeySignInOptions, {})).publicKey;
const signIn = (credential: PasskeyAssertion) => stack.call(passkeyContracts.passkeySignIn, { credential });
const passkey = (credential: PasskeyAssertion): FactorProof => ({ method: 'passkey', credential });

it('a passkey signs in by itself, to the organisation that was used last', async () => {
  const ada = await withPasskey();
  const asked = await options();
  expect(asked).toMatchObject({
    rpId: 'app.company.com',
    userVerification: 'required',
    allowCredentials: [],
  });
  const session = await signIn(ada.device.get(asked));
  expect(session).toMatchObject({ user: ada.user, organization: ada.organization });
  const listed = await stack.call(factorContracts.factors, {}, ada);
  expect(listed).toMatchObject({ factors: [{ kind: 'passkey', id: ada.factorId }], recoveryCodesLeft: 10 });
  expect((await trailOf(stack, ada.organization.id)).at(-1)).toBe('auth.logged_in');
});

it.each<[string, Quirk]>([
  ['another site', { origin: 'https://app.company.com.evil.example' }],
  ['another port', { origin: `${ORIGIN}:8443` }],
  ['plain HTTP', { origin: 'http://app.company.com' }],
  ['another relying party', { rpId: 'evil.example' }],
  ['nobody who was verified', { verified: false }],
  ['another kind of ceremony', { type: 'webauthn.create' }],
])('a signature for %s is refused, and the trail tells of it', async (_what, quirk) => {
  const ada = await withPasskey();
  await expect(signIn(ada.device.get(await options(), quirk))).rejects.toMatchObject(invalid);
  expect((await trailOf(stack, ada.organization.id)).at(-1)).toBe('auth.factor_failed');
  await signIn(ada.device.get(await options()));
});

it('a challenge is answered once, of twenty at once over two nodes, and only while it lasts', async () => {
  const ada = await withPasskey();
  const second = await runNode(productSettings(settingsOfStack(stack)));
  onTestFinished(() => second.stop());
  const calls = [callFromBroker(stack.running.broker), callFromBroker(second.broker)] as const;
  const credential = ada.device.get(await options());
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      calls[i % 2 === 0 ? 0 : 1](passkeyContracts.passkeySignIn, { credential }).then(
        () => 'signed in',
        (error: unknown) => (error as { code: string }).code,
      ),
    ),
  );
  expect(outcomes.toSorted()).toEqual([...Array<string>(19).fill('FACTOR_INVALID'), 'signed in']);
  const late = await options();
  await inTable(stack, 'UPDATE passkey_challenges SET expires_at = now()');
  await expect(signIn(ada.device.get(late))).rejects.toMatchObject(invalid);
  const madeUp = { ...late, challenge: Buffer.alloc(48, 7).toString('base64url') };
  await expect(signIn(ada.device.get(madeUp))).rejects.toMatchObject(invalid);
});

it('a copy of a passkey is noticed by its count of signatures', async () => {
  const ada = await withPasskey(new SoftwareAuthenticator(ORIGIN, 5));
  await signIn(ada.device.get(await options()));
  const behind = ada.device.get(await options(), { counter: 5 });
  await expect(signIn(behind)).rejects.toMatchObject(invalid);
  await signIn(ada.device.get(await options()));
});

it('what was signed is not changed afterwards, and an unknown passkey is nobody', async () => {
  const ada = await withPasskey();
  const credential = ada.device.get(await options());
  const signature = Buffer.from(credential.response.signature, 'base64url');
  signature.writeUInt8(signature.readUInt8(signature.length - 1) ^ 1, signature.length - 1);
  const changed = { ...credential.response, signature: signature.toString('base64url') };
  await expect(signIn({ ...credential, response: changed })).rejects.toMatchObject(invalid);
  const stranger = new SoftwareAuthenticator(ORIGIN);
  const ofNobody = (await trailOf(stack, UNKNOWN_ID)).length;
  await expect(signIn(stranger.get(await options()))).rejects.toMatchObject(invalid);
  expect((await trailOf(stack, UNKNOWN_ID)).slice(ofNobody)).toEqual(['auth.factor_failed']);
});

it('a passkey is the second factor after a password, and another person’s is not', async () => {
  const [ada, eve] = [await withPasskey(), await withPasskey()];
  const asked = await askedForFactor(stack, ada);
  expect(asked.methods).toEqual(['passkey', 'recovery_code']);
  const { mfaToken, publicKey } = asked;
  if (!publicKey) throw new Error('the passkey is not asked anything');
  expect(publicKey.allowCredentials.map(({ id }) => id)).toEqual([ada.device.id]);
  const answer = (proof: FactorProof) => stack.call(factorContracts.answerChallenge, { mfaToken, proof });
  await expect(answer(passkey(eve.device.get(publicKey)))).rejects.toMatchObject(invalid);
  await expect(answer(passkey(ada.device.get(await options())))).rejects.toMatchObject(invalid);
  const credential = ada.device.get(publicKey);
  expect(await answer(passkey(credential))).toMatchObject({ user: ada.user });
  await expect(answer(passkey(credential))).rejects.toMatchObject({ code: 'MFA_CHALLENGE_INVALID' });
});

it('a step-up by passkey signs the hash of what is confirmed, and confirms nothing else', async () => {
  const ada = await withPasskey();
  const key = { name: 'nightly', role: 'viewer' } as const;
  const refused = await stack.call(machineContracts.createApiKey, key, ada).then(
    () => undefined,
    (error: unknown) => error as { public: { stepUp: { purpose: StepUpPurpose; hash: string } } },
  );
  const wanted = refused?.public.stepUp;
  if (!wanted) throw new Error('nothing had to be confirmed');
  const { publicKey } = await stack.call(passkeyContracts.stepUpOptions, wanted, ada);
  const stepUp = (asked: typeof wanted, credential: PasskeyAssertion) =>
    stack.call(stepUpContracts.stepUp, { ...asked, proof: passkey(credential) }, ada);
  const credential = ada.device.get(publicKey);
  const other = { ...wanted, hash: 'b'.repeat(64) };
  await expect(stepUp(other, credential)).rejects.toMatchObject(invalid);
  await expect(stepUp({ ...wanted, purpose: 'publish' }, credential)).rejects.toMatchObject(invalid);
  const { stepUpToken } = await stepUp(wanted, credential);
  await expect(stepUp(wanted, credential)).rejects.toMatchObject(invalid);
  const call = callFromBroker(stack.running.broker);
  const confirmed = { authorization: ada.authorization, stepUp: stepUpToken };
  expect((await call(machineContracts.createApiKey, key, confirmed)).apiKey.name).toBe('nightly');
});

it('a passkey is added with the password, for the challenge that its person was asked, and once', async () => {
  const [ada, eve] = [await signUp(stack), await signUp(stack)];
  const wrong = stack.call(passkeyContracts.beginPasskey, { password: 'not the right password' }, ada);
  await expect(wrong).rejects.toMatchObject({ code: 'CREDENTIALS_INVALID' });
  const device = new SoftwareAuthenticator(ORIGIN);
  const [mine, theirs] = [await begin(ada), await begin(eve)];
  const add = (person: Signed, factorId: string, credential: ReturnType<typeof device.create>) =>
    stack.call(passkeyContracts.addPasskey, { factorId, credential }, person);
  await expect(add(ada, mine.factorId, device.create(theirs.publicKey))).rejects.toMatchObject(invalid);
  await expect(add(eve, mine.factorId, device.create(mine.publicKey))).rejects.toMatchObject({
    code: 'RESOURCE_NOT_FOUND',
  });
  const unverified = device.create(mine.publicKey, { verified: false });
  await expect(add(ada, mine.factorId, unverified)).rejects.toMatchObject(invalid);
  const again = await begin(ada);
  const made = await add(ada, again.factorId, device.create(again.publicKey));
  expect(made.recoveryCodes).toHaveLength(10);
  await expect(add(eve, theirs.factorId, device.create(theirs.publicKey))).rejects.toMatchObject(invalid);
});

it('challenges are kept as hashes', async () => {
  const { challenge } = await options();
  const rows = await inTable<{ all: string }>(
    stack,
    `SELECT string_agg(c::text, ' ') AS all FROM passkey_challenges c`,
  );
  const bytes = Buffer.from(challenge, 'base64url').toString('hex');
  expect(rows[0]?.all).not.toContain(bytes);
  expect(rows[0]?.all).not.toContain(challenge);
});
