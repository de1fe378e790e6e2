import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { campaignDriftContracts as drifts } from '../../../contracts/campaign/drift.ts';
import { historyContracts } from '../../../contracts/campaign/history.ts';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { fakePlatforms, readDrift, type FakePlatforms } from './fake-platforms.ts';
import { fakedTeams, type FakedTeam } from './faked-team.ts';
import { complete, inputOf } from './fixtures.ts';

let stack: Stack;
let fake: FakePlatforms;
let teams: ReturnType<typeof fakedTeams>;
beforeAll(async () => {
  stack = await startStack({ services: ['campaign'] });
  fake = await fakePlatforms(stack.running);
  teams = fakedTeams(stack, fake);
});
afterAll(() => stack.stop());
afterEach(() => fake.reset());

type Team = FakedTeam;
const team = () => teams.team();
const key = () => crypto.randomUUID();
const get = (id: string, people: Team) => teams.get(id, people);
const approve = (id: string, people: Team) => teams.approve(id, people);
const ended = (operation: Operation, people: Team) => teams.ended(operation, people);
const publish = (id: string, people: Team) => teams.publish(id, people);
const live = (people: Team) => teams.live(people);

const LOWER = { applied: 25_010_000, found: 10_000_000 };
const FOREIGN = {
  kind: 'foreign' as const,
  path: 'adGroups.0.keywords.-',
  found: { text: 'wages', matchType: 'broad' },
};
const STOPPED = { path: 'status', applied: 'active', found: 'paused', acceptable: false };

describe('campaign.drift', () => {
  it('shows by field what was applied, what is found and what is wanted, and the plan counts it', async () => {
    const people = team();
    const { id } = await live(people);
    fake.drift.set(id, [readDrift('google-ads', [LOWER, { ...FOREIGN, ignored: true }])]);
    const drift = await stack.call(drifts.drift, { id }, people.colleague);
    expect(drift).toMatchObject({ campaignId: id, version: 1, publishedVersion: 1 });
    expect(drift.platforms[0]?.differences).toMatchObject([
      { ...LOWER, wanted: 25_010_000, acceptable: true, ignored: false },
      { ...FOREIGN, wanted: null, acceptable: true, ignored: true },
    ]);
    const plan = await stack.call(publishingContracts.plan, { id }, people.owner);
    expect(plan.drift).toMatchObject([
      { platform: 'google-ads', state: 'read', differences: 1, ignored: 1, reason: null },
    ]);
    await expect(stack.call(drifts.drift, { id }, stack.person())).rejects.toMatchObject({
      code: 'CAMPAIGN_NOT_FOUND',
    });
  });

  it('says that nothing is known where a platform cannot be read, and never that nothing differs', async () => {
    const people = team();
    const { id } = await live(people);
    const error = { code: 'PLATFORM_UNAVAILABLE', message: 'Google Ads does not answer.' };
    const unknown = readDrift('google-ads', [], { state: 'unknown', readAt: null, error });
    fake.drift.set(id, [unknown]);
    const plan = await stack.call(publishingContracts.plan, { id }, people.owner);
    expect(plan.drift).toEqual([
      {
        platform: 'google-ads',
        state: 'unknown',
        readAt: null,
        reason: 'Google Ads does not answer.',
        differences: null,
        ignored: null,
      },
    ]);
    for (const contract of [drifts.acceptDrift, drifts.ignoreDrift])
      await expect(stack.call(contract, { id, ids: ['x'] }, people.owner)).rejects.toMatchObject({
        code: 'PLATFORM_UNAVAILABLE',
      });
  });
});

describe('accepting a difference', () => {
  it('makes a draft of it that is reviewed like any other edit, and publishes nothing', async () => {
    const people = team();
    const { id } = await live(people);
    fake.drift.set(id, [readDrift('google-ads', [LOWER, FOREIGN])]);
    const before = fake.submitted.length;
    const ids = ['difference-google-ads-0', 'difference-google-ads-1'];
    const draft = await stack.call(drifts.acceptDrift, { id, ids }, people.owner);
    expect(draft).toMatchObject({ version: 2, publishedVersion: 1, status: 'active', review: null });
    expect(draft.budget.split).toContainEqual({ platform: 'google-ads', dailyMicros: 10_000_000 });
    expect(draft.budget.dailyMicros).toBe(draft.budget.split.reduce((sum, s) => sum + s.dailyMicros, 0));
    expect(draft.structure?.adGroups[0]?.keywords).toContainEqual(FOREIGN.found);
    expect(fake.submitted).toHaveLength(before);
    // what somebody added is ours from now on, as far as a version wants it
    const taken = { campaignId: id, platform: 'google-ads', ids: ['difference-google-ads-1'] };
    expect(fake.accepted).toEqual([{ ...taken, by: people.owner.userId }]);
    // the same again is in the draft already
    expect(await stack.call(drifts.acceptDrift, { id, ids }, people.owner)).toEqual(draft);
    const { data } = await stack.call(historyContracts.history, { id }, people.owner);
    expect(data[0]).toMatchObject({ action: 'campaign.drift_accepted', version: 2 });
  });

  it('is refused for what no version can hold, and for what is not there any more', async () => {
    const people = team();
    const { id } = await live(people);
    fake.drift.set(id, [readDrift('google-ads', [STOPPED])]);
    const accept = (ids: string[]) => stack.call(drifts.acceptDrift, { id, ids }, people.owner);
    await expect(accept(['difference-google-ads-0'])).rejects.toMatchObject({
      code: 'CAMPAIGN_STATE_CONFLICT',
    });
    await expect(accept(['another'])).rejects.toMatchObject({ code: 'DRIFT_CHANGED' });
    expect((await get(id, people)).version).toBe(1);
  });
});

it('a difference that is ignored is told to platforms with the person who decided it', async () => {
  const people = team();
  const { id } = await live(people);
  fake.drift.set(id, [readDrift('google-ads', [FOREIGN]), readDrift('linkedin-ads', [STOPPED])]);
  const ids = ['difference-google-ads-0', 'difference-linkedin-ads-0'];
  await stack.call(drifts.ignoreDrift, { id, ids }, people.owner);
  const decided = { campaignId: id, by: people.owner.userId };
  expect(fake.ignored).toEqual([
    { ...decided, platform: 'google-ads', ids: ['difference-google-ads-0'] },
    { ...decided, platform: 'linkedin-ads', ids: ['difference-linkedin-ads-0'] },
  ]);
  const { data } = await stack.call(historyContracts.history, { id }, people.owner);
  expect(data[0]).toMatchObject({
    action: 'campaign.drift_ignored',
    actor: { kind: 'user', id: people.owner.userId },
  });
});

describe('putting back', () => {
  const putBack = (id: string, ids: string[], people: Team, idempotencyKey: string = key()) =>
    stack.call(drifts.putBackDrift, { id, ids, idempotencyKey }, people.owner);

  it('is an update to the published version that may write over those differences alone', async () => {
    const people = team();
    const first = await live(people);
    const { id } = first;
    const edited = { ...inputOf(first), name: 'Another name' };
    await stack.call(contentContracts.update, { id, version: 1, campaign: edited }, people.owner);
    fake.drift.set(id, [readDrift('google-ads', [STOPPED, LOWER])]);
    const operation = await putBack(id, ['difference-google-ads-0'], people, 'once');
    expect(await putBack(id, ['difference-google-ads-0'], people, 'once')).toEqual(operation);
    await expect(putBack(id, ['difference-google-ads-1'], people, 'once')).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await ended(operation, people)).toMatchObject({ kind: 'update', status: 'succeeded' });
    const submitted = fake.submitted.filter(({ operationId }) => operationId === operation.id);
    expect(submitted).toMatchObject([
      {
        kind: 'update',
        overwrite: ['difference-google-ads-0'],
        targets: [{ platform: 'google-ads', desired: { version: 1, name: first.name } }],
      },
    ]);
    expect(await get(id, people)).toMatchObject({ status: 'active', version: 2, publishedVersion: 1 });
  });

  it('of a stop or of money needs the approval of the published version', async () => {
    const people = team();
    const { id } = await live(people);
    fake.drift.set(id, [
      readDrift('google-ads', [
        STOPPED,
        LOWER,
        { path: 'dailyMicros', applied: 25_010_000, found: 90_000_000 },
      ]),
    ]);
    // a trail without the approval, as no application can make it
    const admin = stack.databases.adminUrl('campaign');
    await asAdministrator(
      admin,
      `DELETE FROM audit_events WHERE subject_id = $1 AND action = 'campaign.approved'`,
      [id],
    );
    for (const raising of ['difference-google-ads-0', 'difference-google-ads-1'])
      await expect(putBack(id, [raising], people)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
    const lowering = await putBack(id, ['difference-google-ads-2'], people);
    expect(await ended(lowering, people)).toMatchObject({ status: 'succeeded' });
    const pause = await stack.call(publishingContracts.pause, { id }, people.owner);
    await ended(pause, people);
    await expect(
      stack.call(publishingContracts.resume, { id, idempotencyKey: key() }, people.owner),
    ).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
  });

  it('follows an update that met somebody else’s change, which wrote nothing', async () => {
    const people = team();
    const first = await live(people);
    const { id } = first;
    const budget = { dailyMicros: 80_000_000, currency: 'USD' };
    await stack.call(
      contentContracts.update,
      { id, version: 1, campaign: { ...inputOf(first), budget } },
      people.owner,
    );
    await approve(id, people);
    const error = { code: 'DRIFT', message: 'The campaign is paused on the platform.' };
    fake.endings.set('update google-ads', { state: 'needs_review', error });
    expect(await publish(id, people)).toMatchObject({ status: 'needs_review', error: { code: 'DRIFT' } });
    const [google] = (await get(id, people)).publications;
    expect(google).toMatchObject({ platform: 'google-ads', status: 'active', version: 1, error });
    fake.endings.clear();
    fake.drift.set(id, [readDrift('google-ads', [STOPPED])]);
    await ended(await putBack(id, ['difference-google-ads-0'], people), people);
    expect(await publish(id, people)).toMatchObject({ status: 'succeeded' });
    expect(await get(id, people)).toMatchObject({ status: 'active', publishedVersion: 2 });
  });
});

describe('a campaign that was removed on a platform itself', () => {
  const gone = (id: string) =>
    fake.drift.set(id, [readDrift('google-ads', [], { state: 'gone' }), readDrift('linkedin-ads', [])]);

  it('is said to be gone, and is made anew in the approved ad account', async () => {
    const people = team();
    const { id } = await live(people);
    gone(id);
    const drift = await stack.call(drifts.drift, { id }, people.owner);
    expect(drift.platforms[0]).toMatchObject({ platform: 'google-ads', state: 'gone' });
    const after = await get(id, people);
    expect(after).toMatchObject({ status: 'active' });
    expect(after.publications[0]).toMatchObject({
      status: 'removed',
      error: { code: 'PLATFORM_OBJECT_GONE' },
    });
    fake.submitted.length = 0;
    expect(await publish(id, people)).toMatchObject({ status: 'succeeded' });
    expect(
      fake.submitted.map(({ kind, targets }) => [kind, targets.map(({ platform }) => platform)]),
    ).toEqual([
      ['remove', ['google-ads']],
      ['publish', ['google-ads']],
      ['resume', ['google-ads']],
    ]);
    const [google] = (await get(id, people)).publications;
    expect(google).toMatchObject({
      status: 'active',
      adAccountId: fake.adAccounts['google-ads'],
      error: null,
    });
  });

  it('asks a person to decide when nothing is left of it, and is said so by a resume too', async () => {
    const people = team();
    const { id } = await live(people);
    fake.drift.set(id, [
      readDrift('google-ads', [], { state: 'gone' }),
      readDrift('linkedin-ads', [], { state: 'gone' }),
    ]);
    await stack.call(drifts.drift, { id }, people.owner);
    expect(await get(id, people)).toMatchObject({ status: 'needs_review' });
    await expect(
      stack.call(publishingContracts.resume, { id, idempotencyKey: key() }, people.owner),
    ).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
    expect(await publish(id, people)).toMatchObject({ status: 'succeeded' });
    expect(await get(id, people)).toMatchObject({ status: 'active' });
  });
});

it('what may exist although no id of it is known stays in its ad account, whatever an edit says', async () => {
  const people = team();
  const campaign = complete({ adAccounts: fake.adAccounts });
  const created = await stack.call(contentContracts.create, { campaign }, people.owner);
  const { id } = created;
  await approve(id, people);
  const error = { code: 'ATTEMPTS_EXHAUSTED', message: 'The step did not come to an end.' };
  fake.endings.set('publish google-ads', { state: 'needs_review', error });
  expect(await publish(id, people)).toMatchObject({ status: 'needs_review' });
  const google = (await get(id, people)).publications.find((p) => p.platform === 'google-ads');
  expect(google).toMatchObject({ status: 'needs_review', externalId: null });
  const adAccounts = { ...fake.adAccounts, 'google-ads': fake.others['google-ads'] };
  await expect(
    stack.call(
      contentContracts.update,
      { id, version: 1, campaign: { ...inputOf(created), adAccounts } },
      people.owner,
    ),
  ).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
});
