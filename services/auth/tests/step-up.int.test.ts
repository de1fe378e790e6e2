import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { factorContracts, type FactorProof } from '../../../contracts/auth/factors.ts';
import { machineContracts } from '../../../contracts/auth/machines.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { stepUpContracts } from '../../../contracts/auth/step-up.ts';
import type { ActionContract, ParamsOf } from '../../../contracts/action.ts';
import { movesMoney, ROLES } from '../../../contracts/permissions.ts';
import type { StepUpPurpose } from '../../../contracts/step-up.ts';
import { callFromBroker, type Call } from '../../../mixins/call.ts';
import { runNode } from '../../../scripts/run-node.ts';
import { productSettings } from '../../../scripts/services.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { codesUnused, enrol, enrolled, recoveryCode, totp, type Enrolled } from './enrolled.ts';
import { colleagueOf, inTable, PASSWORD, signUp, trailOf, type Signed } from './people.ts';
import { settingsOfStack } from './second-node.ts';

let stack: Stack;
let call: Call;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'], env: { STEP_UP: 'required' } });
  call = callFromBroker(stack.running.broker);
});
afterAll(() => stack.stop());

type Wanted = { purpose: StepUpPurpose; hash: string };
type Refused = { code: string; public: { stepUp?: Wanted } };
const KEY = { name: 'nightly', role: 'viewer' } as const;

/** What has to be confirmed for an action. */
async function wantedFor<C extends ActionContract>(
  contract: C,
  params: ParamsOf<C>,
  as: Signed,
): Promise<Wanted> {
  const refused = await stack.call(contract, params, as).then(
    () => undefined,
    (error: unknown) => error as Refused,
  );
  expect(refused?.code).toBe('STEP_UP_REQUIRED');
  return refused?.public.stepUp as Wanted;
}

/** A step-up by a code of the person's app. */
async function stepUp(person: Enrolled, wanted: Wanted, proof?: FactorProof): Promise<string> {
  await codesUnused(stack, person);
  const asked = { ...wanted, proof: proof ?? totp(person.app.code()) };
  return (await stack.call(stepUpContracts.stepUp, asked, person)).stepUpToken;
}

const makeKey = (person: Signed, token?: string, params = KEY) =>
  call(machineContracts.createApiKey, params, {
    authorization: person.authorization,
    ...(token === undefined ? {} : { stepUp: token }),
  });
const invalid = { code: 'STEP_UP_INVALID' };

it('what a contract has confirmed is done with a step-up, and without one not', async () => {
  const ada = await enrolled(stack);
  const wanted = await wantedFor(machineContracts.createApiKey, KEY, ada);
  expect(wanted).toEqual({ purpose: 'api_keys', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  expect((await makeKey(ada, await stepUp(ada, wanted))).apiKey.name).toBe('nightly');
  expect(await trailOf(stack, ada.organization.id)).toEqual(
    expect.arrayContaining(['auth.stepped_up', 'auth.api_key_created']),
  );
});

it('who has no factor is told to add one, where everybody confirms', async () => {
  const ada = await signUp(stack);
  await expect(makeKey(ada)).rejects.toMatchObject({ code: 'FACTOR_REQUIRED', status: 403 });
  const asked = { purpose: 'api_keys', hash: 'a'.repeat(64), proof: totp('000000') } as const;
  await expect(stack.call(stepUpContracts.stepUp, asked, ada)).rejects.toMatchObject({
    code: 'FACTOR_REQUIRED',
  });
});

it('a step-up counts once, of twenty who bring it at once to two nodes', async () => {
  const ada = await enrolled(stack);
  const second = await runNode(productSettings(settingsOfStack(stack)));
  onTestFinished(() => second.stop());
  await second.node.identity.pollNow();
  const token = await stepUp(ada, await wantedFor(machineContracts.createApiKey, KEY, ada));
  const calls = [call, callFromBroker(second.broker)];
  const options = { authorization: ada.authorization, stepUp: token };
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      (calls[i % 2] as Call)(machineContracts.createApiKey, KEY, options).then(
        () => 'made',
        (error: unknown) => (error as Refused).code,
      ),
    ),
  );
  expect(outcomes.toSorted()).toEqual([...Array<string>(19).fill('STEP_UP_INVALID'), 'made']);
  const page = await stack.call(machineContracts.apiKeys, {}, ada);
  expect(page.data).toHaveLength(1);
});

it('a step-up for other parameters, another purpose, session, person or token kind is refused', async () => {
  const [ada, eve] = [await enrolled(stack), await enrolled(stack)];
  const wanted = await wantedFor(machineContracts.createApiKey, KEY, ada);
  const other = await wantedFor(machineContracts.createApiKey, { ...KEY, name: 'another' }, ada);
  await expect(makeKey(ada, await stepUp(ada, other))).rejects.toMatchObject(invalid);
  await expect(makeKey(ada, await stepUp(ada, { ...wanted, purpose: 'publish' }))).rejects.toMatchObject(
    invalid,
  );
  await expect(makeKey(ada, await stepUp(eve, wanted))).rejects.toMatchObject(invalid);
  const elsewhere = await secondSession(ada);
  await expect(makeKey(ada, await stepUp(elsewhere, wanted))).rejects.toMatchObject(invalid);
  await expect(makeKey(ada, ada.accessToken)).rejects.toMatchObject(invalid);
  const token = await stepUp(ada, wanted);
  await expect(
    stack.call(accountContracts.me, {}, { authorization: `Bearer ${token}` }),
  ).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  await makeKey(ada, token);
});

it('a step-up ends with the role in which it was made, and does not live again when its person gets the role back', async () => {
  const ada = await signUp(stack);
  const admin = await enrol(stack, await colleagueOf(stack, ada, 'admin'));
  const owner = await enrol(stack, ada);
  const token = await stepUp(admin, await wantedFor(machineContracts.createApiKey, KEY, admin));
  for (const role of ['manager', 'admin'] as const) {
    const params = { userId: admin.user.id, role };
    const confirmed = await stepUp(owner, await wantedFor(memberContracts.changeRole, params, owner));
    await call(memberContracts.changeRole, params, {
      authorization: owner.authorization,
      stepUp: confirmed,
    });
  }
  await expect(makeKey(admin, token)).rejects.toMatchObject(invalid);
  const anew = await stepUp(admin, await wantedFor(machineContracts.createApiKey, KEY, admin));
  expect((await makeKey(admin, anew)).apiKey.name).toBe('nightly');
});

async function secondSession(person: Enrolled): Promise<Enrolled> {
  const credentials = { email: person.user.email, password: PASSWORD };
  const asked = await stack.call(sessionContracts.login, credentials);
  if (!('mfaToken' in asked)) throw new Error('no second factor was asked for');
  await codesUnused(stack, person);
  const answer = { mfaToken: asked.mfaToken, proof: totp(person.app.code()) };
  const session = await stack.call(factorContracts.answerChallenge, answer);
  return { ...person, ...session, authorization: `Bearer ${session.accessToken}` };
}

it('one code steps up once, of thirty at once', async () => {
  const ada = await enrolled(stack);
  const wanted = await wantedFor(machineContracts.createApiKey, KEY, ada);
  const asked = { ...wanted, proof: totp(ada.app.code()) };
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, () =>
      stack.call(stepUpContracts.stepUp, asked, ada).then(
        () => 'given',
        (error: unknown) => (error as Refused).code,
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'given')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'FACTOR_INVALID')).toHaveLength(29);
});

it('removing a factor needs a factor, ends every other session and is told by mail', async () => {
  const ada = await enrolled(stack);
  const elsewhere = await secondSession(ada);
  const asked = { factorId: ada.factorId };
  const missing = { factorId: randomUUID() };
  await expect(stack.call(factorContracts.removeFactor, missing, ada)).rejects.toMatchObject({
    code: 'RESOURCE_NOT_FOUND',
  });
  const wanted = await wantedFor(factorContracts.removeFactor, asked, ada);
  const token = await stepUp(ada, wanted, recoveryCode(ada.recoveryCodes[1]));
  await call(factorContracts.removeFactor, asked, { authorization: ada.authorization, stepUp: token });
  await expect(stack.call(accountContracts.me, {}, elsewhere)).rejects.toMatchObject({
    code: 'TOKEN_INVALID',
  });
  expect((await stack.call(factorContracts.factors, {}, ada)).factors).toEqual([]);
  const mails = await inTable<{ subject: string }>(stack, 'SELECT subject FROM mails WHERE recipient = $1', [
    ada.user.email,
  ]);
  expect(mails.map(({ subject }) => subject)).toContain('A second factor was removed');
});

it('new recovery codes need a factor, and end the old ones', async () => {
  const ada = await enrolled(stack);
  const wanted = await wantedFor(factorContracts.makeRecoveryCodes, {}, ada);
  const options = { authorization: ada.authorization, stepUp: await stepUp(ada, wanted) };
  const { recoveryCodes } = await call(factorContracts.makeRecoveryCodes, {}, options);
  expect(recoveryCodes).toHaveLength(10);
  const again = await wantedFor(factorContracts.makeRecoveryCodes, {}, ada);
  for (const old of ada.recoveryCodes.slice(0, 2))
    await expect(stepUp(ada, again, recoveryCode(old))).rejects.toMatchObject({ code: 'FACTOR_INVALID' });
  await stepUp(ada, again, recoveryCode(recoveryCodes[0]));
});

it('a second factor is not added with the password alone once there is a first', async () => {
  const ada = await enrolled(stack);
  await expect(enrol(stack, ada)).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' });
});

it('an invitation and a change of a role are confirmed for every role that takes part in spending, and else not', async () => {
  const ada = await enrolled(stack);
  const ben = await colleagueOf(stack, ada, 'viewer');
  const email = `grace.${randomUUID()}@example.com`;
  for (const role of ROLES) {
    const change = { userId: ben.user.id, role };
    if (movesMoney(role)) {
      const [invited, changed] = [
        await wantedFor(memberContracts.invite, { email, role }, ada),
        await wantedFor(memberContracts.changeRole, change, ada),
      ];
      expect([invited.purpose, changed.purpose]).toEqual(['roles', 'roles']);
    } else {
      await stack.call(memberContracts.invite, { email, role }, ada);
      await stack.call(memberContracts.changeRole, change, ada);
    }
  }
  const own = { userId: ada.user.id, role: 'viewer' } as const;
  expect(await wantedFor(memberContracts.changeRole, own, ada)).toMatchObject({ purpose: 'roles' });
});

it('who may approve is changed by owners with a step-up, and written to the trail', async () => {
  const ada = await enrolled(stack);
  const policy = { approvalPolicy: 'self_with_step_up' } as const;
  const wanted = await wantedFor(accountContracts.changeOrganization, policy, ada);
  const options = { authorization: ada.authorization, stepUp: await stepUp(ada, wanted) };
  const changed = await call(accountContracts.changeOrganization, policy, options);
  expect(changed).toMatchObject({ id: ada.organization.id, ...policy });
  expect((await trailOf(stack, ada.organization.id)).at(-1)).toBe('auth.approval_policy_changed');
});
