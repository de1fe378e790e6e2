import { afterAll, beforeAll, expect, it } from 'vitest';
import { factorContracts } from '../../../contracts/auth/factors.ts';
import { factorLossContracts } from '../../../contracts/auth/factor-loss.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { parseSettings } from '../../../lib/settings.ts';
import { decideFactorLoss, decisionOf } from '../../../scripts/factor-loss.ts';
import { stepUpContracts } from '../../../contracts/auth/step-up.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { authSettings } from '../settings.ts';
import { askedForFactor, enrol, enrolled, recoveryCode, totp, type Enrolled } from './enrolled.ts';
import {
  colleagueOf,
  invitationFor,
  inTable,
  PASSWORD,
  signed,
  signUp,
  trailOf,
  type Signed,
} from './people.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
});
afterAll(() => stack.stop());

const report = async (person: Signed) => {
  const { mfaToken } = await askedForFactor(stack, person);
  return stack.call(factorLossContracts.reportFactorLoss, { mfaToken });
};
/** As if it had been reported longer ago. */
const hoursLater = (person: Signed, hours: number) =>
  inTable(stack, `UPDATE factor_losses SET due_at = due_at - make_interval(hours => $2) WHERE user_id = $1`, [
    person.user.id,
    hours,
  ]);
const told = async (email: string) => {
  const sql = `SELECT id FROM mails WHERE recipient = $1 AND subject LIKE 'Somebody says to have lost%'`;
  return (await inTable(stack, sql, [email])).length;
};
async function team(): Promise<{ owner: Signed; ben: Enrolled }> {
  const owner = await signUp(stack);
  return { owner, ben: await enrol(stack, await colleagueOf(stack, owner, 'manager')) };
}
const decide = (actor: Signed, person: Signed, decision: 'cancel' | 'confirm') =>
  stack.call(factorLossContracts.decideFactorLoss, { userId: person.user.id, decision }, actor);

it('lost factors are gone after 72 hours and not before, with every session; then the password signs in', async () => {
  const { ben } = await team();
  const first = await report(ben);
  expect(first).toMatchObject({ state: 'waiting', needsConfirmation: false });
  expect(Date.parse(first.dueAt) - Date.now()).toBeGreaterThan(71.9 * 3_600_000);
  await hoursLater(ben, 71);
  expect(await report(ben)).toMatchObject({ state: 'waiting' });
  await hoursLater(ben, 1);
  expect(await report(ben)).toMatchObject({ state: 'done' });
  await expect(stack.call(accountContracts.me, {}, ben)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  const signedIn = await stack.call(sessionContracts.login, { email: ben.user.email, password: PASSWORD });
  expect(signedIn).toHaveProperty('accessToken');
  expect(await trailOf(stack, ben.organization.id)).toEqual(
    expect.arrayContaining(['auth.factor_loss_reported', 'auth.factors_lost']),
  );
});

it('the person and every owner are told at once, and again each day while it waits', async () => {
  const { owner, ben } = await team();
  await report(ben);
  await report(ben);
  const reach = { timeout: 15_000, interval: 100 };
  await expect.poll(() => told(ben.user.email), reach).toBe(1);
  await expect.poll(() => told(owner.user.email), reach).toBe(1);
  const tomorrow = `UPDATE pgboss.job SET start_after = now() WHERE name = 'auth.factorLoss' AND state = 'created'`;
  await expect
    .poll(async () => (await inTable(stack, tomorrow), told(ben.user.email)), reach)
    .toBeGreaterThan(1);
});

it('a living session stops it, and so does an owner, and so does a factor that is proved', async () => {
  const { owner, ben } = await team();
  await report(ben);
  await stack.call(factorLossContracts.cancelFactorLoss, {}, ben);
  await report(ben);
  await decide(owner, ben, 'cancel');
  await report(ben);
  const { mfaToken } = await askedForFactor(stack, ben);
  await stack.call(factorContracts.answerChallenge, { mfaToken, proof: totp(ben.app.code()) });
  await hoursLater(ben, 72);
  expect(await report(ben)).toMatchObject({ state: 'waiting' });
  expect((await stack.call(factorContracts.factors, {}, ben)).factors).toHaveLength(1);
});

it.each(['a code of the app', 'a recovery code'])(
  'who confirms something with %s has not lost it: the report ends',
  async (kind) => {
    const { ben } = await team();
    await report(ben);
    await hoursLater(ben, 72);
    await inTable(stack, 'UPDATE factors SET last_step = 0 WHERE user_id = $1', [ben.user.id]);
    const proof = kind === 'a recovery code' ? recoveryCode(ben.recoveryCodes[0]) : totp(ben.app.code());
    await stack.call(stepUpContracts.stepUp, { purpose: 'roles', hash: 'a'.repeat(64), proof }, ben);
    expect(await report(ben)).toMatchObject({ state: 'waiting' });
    expect(await trailOf(stack, ben.organization.id)).toContain('auth.factor_loss_cancelled');
  },
);

it('a report that nobody came back for within a week takes nothing away: the wait begins again', async () => {
  const { ben } = await team();
  await report(ben);
  await hoursLater(ben, 72 + 7 * 24);
  const again = await report(ben);
  expect(again).toMatchObject({ state: 'waiting' });
  expect(Date.parse(again.dueAt) - Date.now()).toBeGreaterThan(71.9 * 3_600_000);
});

it('those of an only owner need the word of somebody else who administers, and not their own', async () => {
  const ada = await enrolled(stack);
  const admin = await colleagueOf(stack, ada, 'manager');
  await inTable(stack, `UPDATE memberships SET role = 'admin' WHERE user_id = $1`, [admin.user.id]);
  const credentials = { email: admin.user.email, password: PASSWORD };
  const again = await stack.call(sessionContracts.login, credentials);
  if (!('accessToken' in again)) throw new Error('the administrator has no factor');
  const signedAdmin = { ...admin, authorization: `Bearer ${again.accessToken}` };
  expect(await report(ada)).toMatchObject({ state: 'waiting', needsConfirmation: true });
  await hoursLater(ada, 72);
  expect(await report(ada)).toMatchObject({ state: 'waiting', needsConfirmation: true });
  await expect(decide(ada, ada, 'confirm')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  await decide(signedAdmin, ada, 'confirm');
  expect(await report(ada)).toMatchObject({ state: 'done', needsConfirmation: false });
});

it('the word of another organisation, which the person joins with a password alone, counts nothing for their own', async () => {
  const ada = await enrolled(stack);
  const eve = await signUp(stack);
  await stack.call(memberContracts.invite, { email: ada.user.email, role: 'viewer' }, eve);
  const token = await invitationFor(stack, ada.user.email);
  const accepted = await stack.call(memberContracts.acceptInvitation, { token, password: PASSWORD });
  expect(accepted).toMatchObject({ mfaRequired: true });
  await report(ada);
  // who has proved no factor has joined nothing
  await expect(decide(eve, ada, 'confirm')).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  await inTable(
    stack,
    `INSERT INTO memberships (organization_id, user_id, role, joined_at, last_used_at) VALUES ($1, $2, 'viewer', now(), now())`,
    [eve.organization.id, ada.user.id],
  );
  await expect(decide(eve, ada, 'confirm')).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  await hoursLater(ada, 72);
  expect(await report(ada)).toMatchObject({ state: 'waiting', needsConfirmation: true });
  expect(await trailOf(stack, ada.organization.id)).toContain('auth.factor_loss_reported');
});

it('nobody reports it without the password, and nobody of another organisation decides about it', async () => {
  const { ben } = await team();
  await report(ben);
  const stranger = await signUp(stack);
  await expect(decide(stranger, ben, 'cancel')).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  const unknown = stack.call(factorLossContracts.reportFactorLoss, { mfaToken: 'mfa_unknown' });
  await expect(unknown).rejects.toMatchObject({ code: 'MFA_CHALLENGE_INVALID' });
});

it('where nobody in the organisation can vouch an operator does, after the same 72 hours, and the trail says who and why', async () => {
  const only = await enrol(stack, await signUp(stack));
  const settings = parseSettings(stack.variables, { auth: authSettings }).auth;
  const word = (decision: string) =>
    decideFactorLoss(
      settings,
      decisionOf([
        '--email',
        only.user.email,
        '--decision',
        decision,
        '--operator',
        'Grace',
        '--reason',
        'called back',
      ]),
    );
  await expect(word('confirm')).rejects.toThrow('Nothing of this person is reported');
  await report(only);
  await hoursLater(only, 73);
  expect(await report(only)).toMatchObject({ state: 'waiting', needsConfirmation: true });
  expect(await word('confirm')).toBe(1);
  expect(await report(only)).toMatchObject({ state: 'done' });
  const [event] = await inTable<{ actor_id: string; detail: { reason: string } }>(
    stack,
    `SELECT actor_id, detail FROM audit_events WHERE organization_id = $1 AND action = 'auth.factor_loss_confirmed'`,
    [only.organization.id],
  );
  expect(event).toMatchObject({ actor_id: 'operator', detail: { reason: 'called back' } });
});

it('an operator stops a report of a thief, and a word without a name or a reason is refused', async () => {
  const only = await enrol(stack, await signUp(stack));
  await report(only);
  expect(() => decisionOf(['--email', only.user.email, '--decision', 'confirm'])).toThrow('--operator');
  const settings = parseSettings(stack.variables, { auth: authSettings }).auth;
  const cancel = {
    email: only.user.email,
    decision: 'cancel',
    operator: 'Grace',
    reason: 'a thief',
  } as const;
  expect(await decideFactorLoss(settings, cancel)).toBe(1);
  await expect(decideFactorLoss(settings, cancel)).rejects.toThrow('Nothing of this person is reported');
  await expect(decideFactorLoss(settings, { ...cancel, email: 'nobody@example.test' })).rejects.toThrow(
    'No proved account',
  );
});

it('a token that reported a loss, or was there before the factors went, reports nothing once they are gone', async () => {
  const { ben } = await team();
  const [first, unused] = [await askedForFactor(stack, ben), await askedForFactor(stack, ben)];
  const reported = ({ mfaToken }: { mfaToken: string }) =>
    stack.call(factorLossContracts.reportFactorLoss, { mfaToken });
  await reported(first);
  await hoursLater(ben, 72);
  expect(await reported(first)).toMatchObject({ state: 'done' });
  const reports = () => inTable(stack, 'SELECT 1 FROM factor_losses WHERE user_id = $1', [ben.user.id]);
  expect(await reports()).toHaveLength(1);
  const again = signed(
    await stack.call(sessionContracts.login, { email: ben.user.email, password: PASSWORD }),
  );
  for (const token of [first, unused])
    await expect(reported(token)).rejects.toMatchObject({ code: 'MFA_CHALLENGE_INVALID' });
  await enrol(stack, again);
  // nor against the factor that was added since
  for (const token of [first, unused])
    await expect(reported(token)).rejects.toMatchObject({ code: 'MFA_CHALLENGE_INVALID' });
  expect(await reports()).toHaveLength(1);
});
