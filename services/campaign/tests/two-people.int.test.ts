import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { machineContracts } from '../../../contracts/auth/machines.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { passwordContracts } from '../../../contracts/auth/passwords.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { stepUpContracts } from '../../../contracts/auth/step-up.ts';
import type { ActionContract, ParamsOf } from '../../../contracts/action.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../../contracts/campaign/review.ts';
import { stopContracts } from '../../../contracts/campaign/stops.ts';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import type { StepUpPurpose } from '../../../contracts/step-up.ts';
import { callFromBroker, type Call } from '../../../mixins/call.ts';
import { codesUnused, enrol, totp, type Enrolled } from '../../auth/tests/enrolled.ts';
import { newMailedToken } from '../../auth/accounts/mailed-token.ts';
import { tokenHash } from '../../auth/opaque-token.ts';
import { colleagueOf, inTable, signed, signUp, type Signed } from '../../auth/tests/people.ts';
import { startCampaign, type CampaignStack } from './campaign-stack.ts';
import { complete, inputOf } from './fixtures.ts';
import { agreedTo } from '../../../tests/support/approval.ts';

let stack: CampaignStack;
let call: Call;
let ann: Enrolled;
let ben: Enrolled;
let cat: Enrolled;
let adAccounts: Record<string, string>;
beforeAll(async () => {
  // as in production, but for where the ad platforms are
  stack = await startCampaign(['auth'], { STEP_UP: 'required', APPROVER_MIN_AGE_HOURS: '24' });
  call = callFromBroker(stack.running.broker);
  const owner = await signUp(stack);
  ben = await enrol(stack, await colleagueOf(stack, owner, 'manager'));
  cat = await enrol(stack, await colleagueOf(stack, owner, 'manager'));
  ann = await enrol(stack, owner);
  await inTable(stack, `UPDATE memberships SET approver_since = approver_since - interval '25 hours'`);
  const begun = await confirmed(adAccountContracts.beginConnect, { platform: 'google-ads' }, ann);
  const consent = await fetch(begun.authorizeUrl, { redirect: 'manual' });
  const back = new URL(consent.headers.get('location') ?? '').searchParams;
  const answer = { code: back.get('code') ?? '', state: back.get('state') ?? '' };
  const { data } = await stack.call(adAccountContracts.completeConnect, answer, ann);
  adAccounts = { 'google-ads': data.find(({ currency }) => currency === 'USD')?.id ?? '' };
});
afterAll(() => stack.stop());

type Wanted = { purpose: StepUpPurpose; hash: string };
type Refused = { code: string; message: string; public: { stepUp?: Wanted } };
const refusal = (tried: Promise<unknown>): Promise<Refused> =>
  tried.then(
    () => ({ code: 'nothing was refused', message: '', public: {} }),
    (error: unknown) => error as Refused,
  );

/** A step-up for what an action asks its caller to confirm. */
async function stepUpFor<C extends ActionContract>(
  contract: C,
  params: ParamsOf<C>,
  person: Enrolled,
): Promise<string> {
  const { code, public: detail } = await refusal(stack.call(contract, params, person));
  expect(code).toBe('STEP_UP_REQUIRED');
  await codesUnused(stack, person);
  const asked = { ...(detail.stepUp as Wanted), proof: totp(person.app.code()) };
  return (await stack.call(stepUpContracts.stepUp, asked, person)).stepUpToken;
}

async function confirmed<C extends ActionContract>(contract: C, params: ParamsOf<C>, person: Enrolled) {
  const stepUp = await stepUpFor(contract, params, person);
  return call(contract, params, { authorization: person.authorization, stepUp });
}

const input = (name = 'Spring sale') => complete({ name, platforms: ['google-ads'], adAccounts });
/** A version that waits, as whoever approves it names it. */
async function inReview(author: Signed, submitter = author): Promise<{ id: string; hash: string }> {
  const { id } = await stack.call(contentContracts.create, { campaign: input() }, author);
  return agreedTo(await stack.call(reviewContracts.submit, { id }, submitter));
}

/** A machine with a key that a person made. */
async function machineOf(maker: Enrolled): Promise<{ authorization: string }> {
  const { key } = await confirmed(machineContracts.createApiKey, { name: 'agency', role: 'manager' }, maker);
  const gateway = { organizationId: null, action: 'auth.exchangeApiKey' };
  const asGateway = { authorization: stack.running.node.identity.authorizationFor('gateway', gateway) };
  const { accessToken } = await stack.call(machineContracts.exchangeApiKey, { key }, asGateway);
  return { authorization: `Bearer ${accessToken}` };
}

it('one person writes and submits, another one approves with a step-up, and publishing is confirmed too', async () => {
  const seen = await inReview(ann);
  await confirmed(reviewContracts.approve, seen, ben);
  const params = { id: seen.id, idempotencyKey: randomUUID() };
  const operation = await confirmed(publishingContracts.publish, params, ann);
  // repeated, it is answered and not done again: nothing is confirmed a second time
  expect(await stack.call(publishingContracts.publish, params, ann)).toMatchObject({ id: operation.id });
});

it('a step-up for one version publishes no other one', async () => {
  const seen = await inReview(ann);
  const { id } = seen;
  const stale = await stepUpFor(reviewContracts.approve, seen, cat);
  const campaign = await stack.call(contentContracts.get, { id }, ann);
  const raised = { ...inputOf(campaign), budget: { dailyMicros: 90_000_000, currency: 'USD' } };
  const { version } = campaign;
  await stack.call(contentContracts.update, { id, campaign: raised, version }, ann);
  const next = agreedTo(await stack.call(reviewContracts.submit, { id }, ann));
  const asked = call(reviewContracts.approve, next, { authorization: cat.authorization, stepUp: stale });
  expect((await refusal(asked)).code).toBe('STEP_UP_INVALID');
});

it('nobody approves what they submitted, nor a change that they wrote and another one submitted', async () => {
  const seen = await inReview(ben, ann);
  const approvedBy = (person: Signed) => refusal(stack.call(reviewContracts.approve, seen, person));
  expect((await approvedBy(ann)).code).toBe('APPROVAL_OWN_SUBMISSION');
  expect(await approvedBy(ben)).toMatchObject({
    code: 'APPROVER_NOT_ELIGIBLE',
    message: 'You wrote a change that nobody has approved yet.',
  });
  await confirmed(reviewContracts.approve, seen, cat);
});

it('who holds a key that somebody else made is one person with it: a person submits before another one approves', async () => {
  const machine = await machineOf(ann);
  const { id } = await stack.call(contentContracts.create, { campaign: input() }, machine);
  const submit = async (by: { authorization: string }) =>
    agreedTo(await stack.call(reviewContracts.submit, { id }, by));
  const seen = await submit(machine);
  expect(await refusal(stack.call(reviewContracts.approve, seen, ben))).toMatchObject({
    code: 'APPROVER_NOT_ELIGIBLE',
    message: 'A machine submitted this version: a person submits it, and then another one approves it.',
  });
  expect((await refusal(submit(machine))).code).toBe('CAMPAIGN_STATE_CONFLICT');
  await submit(ben);
  expect((await refusal(submit(cat))).code).toBe('CAMPAIGN_STATE_CONFLICT');
  expect((await refusal(stack.call(reviewContracts.approve, seen, ben))).code).toBe(
    'APPROVAL_OWN_SUBMISSION',
  );
  expect((await refusal(stack.call(reviewContracts.approve, seen, ann))).code).toBe('APPROVER_NOT_ELIGIBLE');
  await confirmed(reviewContracts.approve, seen, cat);
  await confirmed(publishingContracts.publish, { id, idempotencyKey: randomUUID() }, ben);
});

it('what a machine submitted after a person did, and was refused, is a machine’s again', async () => {
  const seen = await inReview(ann);
  await stack.call(reviewContracts.reject, { id: seen.id, note: 'no' }, cat);
  await stack.call(reviewContracts.submit, { id: seen.id }, await machineOf(ann));
  const { message } = await refusal(stack.call(reviewContracts.approve, seen, ben));
  expect(message).toMatch(/^A machine submitted/);
});

it('who wrote a version that was approved may approve the next one, which somebody else wrote', async () => {
  const seen = await inReview(ben, ann);
  const { id } = seen;
  await confirmed(reviewContracts.approve, seen, cat);
  const campaign = await stack.call(contentContracts.get, { id }, ann);
  const renamed = { ...inputOf(campaign), name: 'Summer sale' };
  await stack.call(contentContracts.update, { id, campaign: renamed, version: campaign.version }, ann);
  const next = agreedTo(await stack.call(reviewContracts.submit, { id }, ann));
  await confirmed(reviewContracts.approve, next, ben);
});

it('who has no factor, or joined today, is not the second person, of an approval nor of a thaw', async () => {
  const seen = await inReview(ann);
  const eve = await colleagueOf(stack, ann, 'manager');
  const tried = () => refusal(stack.call(reviewContracts.approve, seen, eve));
  expect(await tried()).toMatchObject({
    code: 'APPROVER_NOT_ELIGIBLE',
    message: expect.stringMatching('no second factor') as string,
  });
  const stop = await stack.call(stopContracts.stop, { scope: 'campaign', id: seen.id }, ann);
  const thaw = () =>
    refusal(stack.call(stopContracts.thaw, { id: stop.id, idempotencyKey: randomUUID() }, eve));
  expect((await thaw()).code).toBe('APPROVER_NOT_ELIGIBLE');
  await enrol(stack, eve);
  for (const ask of [tried, thaw])
    expect(await ask()).toMatchObject({
      code: 'APPROVER_NOT_ELIGIBLE',
      message: expect.stringMatching('less than 24 hours') as string,
    });
});

it('who was a viewer for long and became a manager just now is not the second person', async () => {
  const dan = await enrol(stack, await colleagueOf(stack, ann, 'viewer'));
  await inTable(stack, `UPDATE memberships SET joined_at = now() - interval '9 days' WHERE user_id = $1`, [
    dan.user.id,
  ]);
  await confirmed(memberContracts.changeRole, { userId: dan.user.id, role: 'manager' }, ann);
  const seen = await inReview(ann);
  expect(await refusal(stack.call(reviewContracts.approve, seen, dan))).toMatchObject({
    code: 'APPROVER_NOT_ELIGIBLE',
    message: expect.stringMatching('less than 24 hours') as string,
  });
  await inTable(
    stack,
    `UPDATE memberships SET approver_since = now() - interval '25 hours' WHERE user_id = $1`,
    [dan.user.id],
  );
  await confirmed(reviewContracts.approve, seen, dan);
});

it('one person alone approves, with a step-up, where the organisation has said so', async () => {
  const seen = await inReview(ben);
  const alone = { approvalPolicy: 'self_with_step_up' } as const;
  await confirmed(accountContracts.changeOrganization, alone, ann);
  await confirmed(reviewContracts.approve, seen, ben);
  await confirmed(accountContracts.changeOrganization, { approvalPolicy: 'two_people' }, ann);
});

it('an approval does not outlive the right of whoever gave it, nor the policy by which it was given', async () => {
  const dan = await enrol(stack, await colleagueOf(stack, ann, 'manager'));
  await inTable(stack, `UPDATE memberships SET approver_since = now() - interval '25 hours'`);
  const publish = (id: string) =>
    refusal(stack.call(publishingContracts.publish, { id, idempotencyKey: randomUUID() }, ann));
  const [byDan, alone] = [await inReview(ann), await inReview(ben)];
  await confirmed(reviewContracts.approve, byDan, dan);
  expect((await publish(byDan.id)).code).toBe('STEP_UP_REQUIRED');
  const policy = (approvalPolicy: 'self_with_step_up' | 'two_people') =>
    confirmed(accountContracts.changeOrganization, { approvalPolicy }, ann);
  await policy('self_with_step_up');
  await confirmed(reviewContracts.approve, alone, ben);
  expect((await publish(alone.id)).code).toBe('STEP_UP_REQUIRED');
  await policy('two_people');
  await stack.call(memberContracts.changeRole, { userId: dan.user.id, role: 'analyst' }, ann);
  expect((await publish(byDan.id)).code).toBe('APPROVAL_LAPSED');
  await stack.call(memberContracts.removeMember, { userId: dan.user.id }, ann);
  expect((await publish(byDan.id)).code).toBe('APPROVAL_LAPSED');
  expect((await publish(alone.id)).code).toBe('APPROVAL_LAPSED');
  // what to do: the same content as a new version, which somebody approves by what is asked for today
  const { id } = byDan;
  const campaign = await stack.call(contentContracts.get, { id }, ann);
  await stack.call(
    contentContracts.update,
    { id, campaign: inputOf(campaign), version: campaign.version },
    ann,
  );
  const anew = agreedTo(await stack.call(reviewContracts.submit, { id }, ann));
  await confirmed(reviewContracts.approve, anew, cat);
  await confirmed(publishingContracts.publish, { id, idempotencyKey: randomUUID() }, ann);
});

it('a factor that a mailbox alone could have added approves, publishes and thaws nothing before it is old enough', async () => {
  const dan = await colleagueOf(stack, ann, 'manager');
  await inTable(stack, `UPDATE memberships SET approver_since = now() - interval '25 hours'`);
  const token = newMailedToken();
  await stack.call(passwordContracts.forgotPassword, { email: dan.user.email });
  const put = `UPDATE mailed_tokens SET token_hash = $2 WHERE user_id = $1 AND purpose = 'reset_password'`;
  await inTable(stack, put, [dan.user.id, tokenHash(token)]);
  const password = 'a thief reads her mails';
  await stack.call(passwordContracts.resetPassword, { token, password });
  const signedIn = await stack.call(sessionContracts.login, { email: dan.user.email, password });
  const thief = await enrol(stack, signed(signedIn), password);
  const [seen, approved] = [await inReview(ann), await inReview(ann)];
  await confirmed(reviewContracts.approve, approved, cat);
  const stop = await stack.call(stopContracts.stop, { scope: 'campaign', id: seen.id }, ann);
  const key = () => ({ idempotencyKey: randomUUID() });
  const refusals = async () => [
    await refusal(stack.call(reviewContracts.approve, seen, thief)),
    await refusal(stack.call(publishingContracts.publish, { id: approved.id, ...key() }, thief)),
    await refusal(stack.call(stopContracts.thaw, { id: stop.id, ...key() }, thief)),
  ];
  const young = { code: 'APPROVER_NOT_ELIGIBLE', message: expect.stringMatching('second factor') as string };
  expect(await refusals()).toMatchObject([young, young, young]);
  const told = await inTable(
    stack,
    `SELECT 1 FROM mails WHERE recipient = $1 AND subject LIKE 'A member of % has a new second factor'`,
    [ann.user.email],
  );
  expect(told).toHaveLength(1);
  await inTable(stack, `UPDATE factors SET waits_since = waits_since - interval '25 hours'`);
  expect((await refusals()).map(({ code }) => code)).toEqual(Array(3).fill('STEP_UP_REQUIRED'));
});

it('the request for a thaw of somebody who is removed counts as none of two', async () => {
  const dan = await enrol(stack, await colleagueOf(stack, ann, 'manager'));
  await inTable(stack, `UPDATE memberships SET approver_since = now() - interval '25 hours'`);
  const { id: campaignId } = await inReview(ann);
  const { id } = await stack.call(stopContracts.stop, { scope: 'campaign', id: campaignId }, ann);
  const thaw = (person: Enrolled) =>
    confirmed(stopContracts.thaw, { id, idempotencyKey: randomUUID() }, person);
  await thaw(dan);
  await stack.call(memberContracts.removeMember, { userId: dan.user.id }, ann);
  expect(await thaw(ben)).toMatchObject({ thawRequestedBy: ben.user.id, thawedBy: null });
  expect(await thaw(cat)).toMatchObject({ thawRequestedBy: ben.user.id, thawedBy: cat.user.id });
});

it('while auth does not answer, nobody approves', async () => {
  const alone = await startCampaign();
  try {
    const team = await alone.team();
    const submitted = await alone.inReview(team);
    const { id } = submitted;
    const { broker } = alone.running;
    await broker.destroyService('auth');
    const tried = alone.call(reviewContracts.approve, agreedTo(submitted), team.colleague);
    await expect(tried).rejects.toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE', status: 503 });
    expect(await alone.get(id, team)).toMatchObject({ status: 'in_review' });
  } finally {
    await alone.stop();
  }
});
