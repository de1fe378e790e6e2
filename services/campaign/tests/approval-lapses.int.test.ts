import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { campaignDriftContracts as drifts } from '../../../contracts/campaign/drift.ts';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { reviewsContracts } from '../../../contracts/campaign/reviews.ts';
import type { ApproverStanding } from '../../../contracts/auth/standing.ts';
import { sha256 } from '../../../lib/canonical-json.ts';
import { AppError } from '../../../lib/errors.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import {
  GOOGLE_DAY_LIMIT,
  startMeddledPlatforms,
  type MeddledPlatforms,
} from '../../../tests/support/meddling-proxy.ts';
import { FIT } from '../../../tests/support/stack.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';
import { inputOf } from './fixtures.ts';

let stack: CampaignStack;
let meddled: MeddledPlatforms;
/** What auth says of whoever approved; null: they were removed, or demoted. */
let standing: (userId: string) => ApproverStanding | null = () => FIT;
const confirmed: string[] = [];
beforeAll(async () => {
  meddled = await startMeddledPlatforms();
  stack = await startCampaign([], meddled.env, {
    standing: (userId) => standing(userId),
    onConfirm: ({ hash }) => confirmed.push(hash),
  });
  meddled.lead(stack);
});
afterAll(async () => {
  await stack.stop();
  await meddled.close();
});
afterEach(async () => {
  standing = () => FIT;
  await meddled.reset();
});

const GOOGLE = { platforms: ['google-ads' as const] };
const keyed = (id: string) => ({ id, idempotencyKey: crypto.randomUUID() });
const resume = (id: string, { owner }: Team, hash?: string) =>
  stack.call(publishingContracts.resume, { ...keyed(id), ...(hash === undefined ? {} : { hash }) }, owner);
const publish = (id: string, { owner }: Team) => stack.call(publishingContracts.publish, keyed(id), owner);
const retry = ({ id }: Operation, { owner }: Team) => stack.call(publishingContracts.retry, keyed(id), owner);
const pause = async (id: string, team: Team) =>
  stack.ended(await stack.call(publishingContracts.pause, { id }, team.owner), team);
const plan = (id: string, { owner }: Team) => stack.call(publishingContracts.plan, { id }, owner);
const operation = ({ id }: Operation, { owner }: Team) =>
  stack.call(publishingContracts.operation, { id }, owner);
const removed = ({ colleague }: Team) => {
  standing = (userId) => (userId === colleague.userId ? null : FIT);
};
/** What Google holds of the newest campaign. */
const onGoogle = () => stack.google.objects.all().findLast(({ kind }) => kind === 'campaign');
/** Somebody changes it at Google itself. */
async function changedOnGoogle(kind: string, fields: object): Promise<void> {
  const object = stack.google.objects.all().findLast((one) => one.kind === kind);
  if (!object) throw new Error('Google holds nothing');
  const { account, id } = object;
  const change = { op: 'update' as const, kind, account, id, fields: { ...object.fields, ...fields } };
  await stack.google.objects.commit('someone@example.com', [change], 'person');
}
async function putBack(id: string, team: Team): Promise<Operation> {
  const { platforms } = await stack.call(drifts.drift, { id }, team.owner);
  const ids = platforms.flatMap(({ differences }) => differences.map((one) => one.id));
  return stack.call(drifts.putBackDrift, { ...keyed(id), ids }, team.owner);
}
async function draftOf(id: string, team: Team, dailyMicros: number): Promise<void> {
  const campaign = await stack.get(id, team);
  const changed = { ...inputOf(campaign), budget: { dailyMicros, currency: 'USD' } };
  await stack.call(contentContracts.update, { id, campaign: changed, version: campaign.version }, team.owner);
}

const LAPSED = { code: 'APPROVAL_LAPSED', status: 409 };

it('a resume confirms what will serve: the published version and its money, whatever the draft says by now', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team, GOOGLE);
  await pause(id, team);
  const before = await plan(id, team);
  expect(before.resume).toEqual({ version: 1, hash: before.hash, worstCase: before.worstCase });
  await draftOf(id, team, 1_000_000);
  const { resume: served, ...draft } = await plan(id, team);
  expect(draft.hash).not.toBe(before.hash);
  expect(draft.worstCase.dailyMicros).toBeLessThan(Number(before.worstCase.dailyMicros));
  expect(served).toEqual(before.resume); // it is not the cheap draft that would serve
  await expect(resume(id, team, draft.hash)).rejects.toMatchObject({ code: 'APPROVAL_VERSION_STALE' });
  confirmed.length = 0;
  const resumed = await resume(id, team, served?.hash);
  const { organizationId: organization } = team.owner;
  const subject = { campaignId: id, ...served };
  const params = { id, hash: served?.hash };
  expect(confirmed).toEqual([sha256({ action: 'campaign.resume', organization, params, subject })]);
  expect(await stack.ended(resumed, team)).toMatchObject({ status: 'succeeded' });
});

it('a draft that nobody published has nothing that a resume could let serve', async () => {
  const team = await stack.team();
  const { id } = await stack.approved(team, GOOGLE);
  expect((await plan(id, team)).resume).toBeNull();
  await expect(resume(id, team)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
});

it('what was approved by somebody who was removed is not resumed, nor is its resume tried again; it is paused all the same', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team, GOOGLE);
  await pause(id, team);
  const resumed = await stack.ended(await resume(id, team), team);
  removed(team);
  await pause(id, team);
  await expect(resume(id, team)).rejects.toMatchObject(LAPSED);
  await draftOf(id, team, 1_000_000); // the draft's own review says nothing of what is published
  await expect(resume(id, team)).rejects.toMatchObject(LAPSED);
  const { databases } = stack;

  const fail = `UPDATE operations SET status = 'failed' WHERE id = $1`;
  await asAdministrator(databases.adminUrl('campaign'), fail, [resumed.id]);
  await expect(retry(resumed, team)).rejects.toMatchObject(LAPSED);
});

it('nobody puts back what raises without an approval that holds, and anybody what lowers', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team, GOOGLE);
  removed(team);
  await changedOnGoogle('campaign', { status: 'PAUSED' });
  await expect(putBack(id, team)).rejects.toMatchObject(LAPSED);
  expect(onGoogle()?.fields['status']).toBe('PAUSED');
  await changedOnGoogle('campaign', { status: 'ENABLED' });
  await changedOnGoogle('campaignBudget', { amountMicros: '90000000000' });
  const lowered = await stack.ended(await putBack(id, team), team);
  expect(lowered).toMatchObject({ status: 'succeeded', error: null });
});

it('while auth cannot be asked nothing begins that was not begun, and it goes on by itself afterwards', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team, GOOGLE);
  await pause(id, team);
  let asked = 0;
  standing = () => {
    asked += 1;
    // the request itself asks; the job, later, is not answered
    if (asked > 2) throw new AppError('DEPENDENCY_UNAVAILABLE');
    return FIT;
  };
  const waiting = await resume(id, team);
  await vi.waitFor(
    async () =>
      expect((await operation(waiting, team)).progress.step).toMatch(/whether the approval still holds$/),
    { timeout: 10_000, interval: 100 },
  );
  expect(onGoogle()?.fields['status']).toBe('PAUSED');
  standing = () => FIT;
  expect(await stack.ended(waiting, team)).toMatchObject({ status: 'succeeded' });
  expect(onGoogle()?.fields['status']).toBe('ENABLED');
}, 30_000);

it('a publish that waits is not hurried once its approval has lapsed, ends in a review that says how to go on, and serves nothing', async () => {
  const team = await stack.team();
  const { id } = await stack.approved(team, GOOGLE);
  const { 'google-ads': google } = meddled.proxies;
  google.meddle = () => GOOGLE_DAY_LIMIT;
  const waitsForLimit = (one: Operation) =>
    vi.waitFor(async () => expect((await operation(one, team)).progress.step).toMatch(/slow down|limit/i), {
      timeout: 10_000,
      interval: 50,
    });
  const waiting = await publish(id, team);
  await waitsForLimit(waiting);
  removed(team);
  await expect(retry(waiting, team)).rejects.toMatchObject(LAPSED);
  google.meddle = () => null; // and the platform would take it by now
  expect(await stack.ended(waiting, team)).toMatchObject({
    status: 'needs_review',
    error: { code: 'APPROVAL_LAPSED' },
  });
  expect(onGoogle()?.fields['status']).not.toBe('ENABLED');
  const { data } = await stack.call(reviewsContracts.reviews, {}, team.owner);
  expect(data).toMatchObject([{ campaignId: id, cause: { code: 'APPROVAL_LAPSED' } }]);
  const ways = () => data.flatMap(({ actions }) => actions.map(({ name }) => name));
  expect(ways()).toContain('campaign.update');
  expect(ways()).not.toContain('campaign.publish'); // which the approval that lapsed allows no more
  // the way out: the same as a new version, which somebody approves by what is asked for today
  standing = () => FIT;
  await draftOf(id, team, 40_000_000);
  await stack.approve(id, team);
  const again = await publish(id, team);
  await waitsForLimit(again);
  await retry(again, team); // the limit of the account is believed until somebody has it tried
  expect(await stack.ended(again, team)).toMatchObject({ status: 'succeeded' });
  expect(onGoogle()?.fields['status']).toBe('ENABLED');
}, 60_000);
