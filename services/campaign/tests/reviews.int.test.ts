import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ActionContract } from '../../../contracts/action.ts';
import type { Campaign } from '../../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../../contracts/campaign/review.ts';
import { reviewsContracts, type ReviewAction } from '../../../contracts/campaign/reviews.ts';
import { stopContracts } from '../../../contracts/campaign/stops.ts';
import { publicContracts } from '../../../contracts/routes.ts';
import { startStack, type Person, type Stack } from '../../../tests/support/stack.ts';
import { CAUSES } from '../reviews/domain/causes.ts';
import { fakePlatforms, readDrift, type FakePlatforms } from './fake-platforms.ts';
import { fakedTeams, type FakedTeam } from './faked-team.ts';
import { inputOf } from './fixtures.ts';

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
const REFUSED_BY_STOP = new Set<string>(
  publicContracts.filter(({ errors }) => errors?.includes('STOPPED')).map(({ name }) => name),
);
const reviews = (person: Person, params: { limit?: number; cursor?: string } = {}) =>
  stack.call(reviewsContracts.reviews, params, person);
async function edit(id: string, people: Team, changes: object): Promise<void> {
  const campaign = await get(id, people);
  const { version } = campaign;
  const input = { ...inputOf(campaign), ...changes };
  await stack.call(contentContracts.update, { id, version, campaign: input }, people.owner);
  await approve(id, people);
}
/** A live campaign whose next change ends with this code on Google. */
async function stuck(code: string, people: Team): Promise<Campaign> {
  const { id } = await teams.live(people);
  await edit(id, people, { budget: { dailyMicros: 80_000_000, currency: 'USD' } });
  const error = { code, message: `what was said of ${code}` };
  fake.endings.set('update google-ads', { state: 'needs_review', error });
  expect(await publish(id, people)).toMatchObject({ status: 'needs_review', error: { code } });
  fake.endings.clear();
  const lower = { path: 'dailyMicros', applied: 25_010_000, found: 10_000_000 };
  fake.drift.set(id, [readDrift('google-ads', [lower])]);
  return get(id, people);
}

it.each(['organization', 'campaign', 'ad_account'] as const)(
  'under a stop of the %s nothing is offered as allowed that the stop refuses, and the thaw is the way',
  async (scope) => {
    const people = team();
    const { id } = await stuck('PLATFORM_MISMATCH', people);
    const offered = async () => (await reviews(people.owner)).data[0]?.actions ?? [];
    const publishing = (await offered()).find(({ name }) => name === 'campaign.publish');
    expect(publishing).toMatchObject({ allowed: true });
    const account = (await get(id, people)).publications[0]?.adAccountId ?? '';
    const scopeId = { organization: {}, campaign: { id }, ad_account: { id: account } }[scope];
    const stop = await stack.call(stopContracts.stop, { scope, ...scopeId }, people.owner);
    await expect(publish(id, people)).rejects.toMatchObject({ code: 'STOPPED' });
    // while the pause runs nothing waits for a person; what ended before it does again once it has ended
    const shown = await vi.waitFor(async () => {
      const now = await offered();
      expect(now.length).toBeGreaterThan(0);
      return now;
    }, 10_000);
    const refused = shown.filter(({ name }) => REFUSED_BY_STOP.has(name));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter(({ allowed }) => allowed)).toEqual([]);
    expect(shown.find(({ name }) => name === 'campaign.thaw')).toMatchObject({
      path: `/api/stop/${stop.id}/thaw`,
      allowed: true,
    });
  },
);

it('what was changed on a platform is offered to be accepted, left alone or put back only where a difference allows it', async () => {
  const people = team();
  const { id } = await teams.live(people);
  await edit(id, people, { budget: { dailyMicros: 80_000_000, currency: 'USD' } });
  const error = { code: 'DRIFT', message: 'Somebody stopped an ad.' };
  const offered = async () =>
    (await reviews(people.owner)).data
      .find((entry) => entry.campaignId === id)
      ?.actions.flatMap(({ name }) => /campaign\.(\w+)Drift$/.exec(name)?.[1] ?? [])
      .sort();
  for (const [driftWays, ways] of [
    [
      ['ignore', 'putBack'],
      ['ignore', 'putBack'],
    ],
    [['accept'], ['accept']],
    [undefined, ['accept']], // a step that kept nothing of it changes nothing of what is known
  ] as const) {
    const told = driftWays === undefined ? {} : { driftWays: [...driftWays] };
    fake.endings.set('update google-ads', { state: 'needs_review', error, ...told });
    await publish(id, people);
    expect(await offered()).toEqual(ways);
  }
  fake.endings.clear();
  expect((await publish(id, people)).status).toBe('succeeded');
  expect(await offered()).toBeUndefined();
});

/** Follows a way out to its end, as somebody would who reads what it says. */
const FOLLOW: Readonly<Record<string, (campaign: Campaign, people: Team) => Promise<unknown>>> = {
  'campaign.publish': ({ id }, people) => publish(id, people),
  'campaign.pause': async ({ id }, people) =>
    ended(await stack.call(publishingContracts.pause, { id }, people.owner), people),
  'campaign.drift': ({ id }, people) => callNamed('campaign.drift', { id }, people),
  'campaign.acceptDrift': async ({ id }, people) => {
    await callNamed('campaign.acceptDrift', { id, ids: ['difference-google-ads-0'] }, people);
    await approve(id, people);
    await publish(id, people);
  },
  'campaign.ignoreDrift': async ({ id }, people) => {
    await callNamed('campaign.ignoreDrift', { id, ids: ['difference-google-ads-0'] }, people);
    await publish(id, people);
  },
  'campaign.putBackDrift': async ({ id }, people) => {
    const params = { id, ids: ['difference-google-ads-0'], idempotencyKey: key() };
    await ended((await callNamed('campaign.putBackDrift', params, people)) as Operation, people);
  },
  'campaign.policy': ({ id }, people) => callNamed('campaign.policy', { id }, people),
  'campaign.exemptPolicy': async ({ id }, people) => {
    await callNamed('campaign.exemptPolicy', { id, ids: ['a refusal'] }, people);
    await publish(id, people);
  },
  'campaign.dropRefused': async ({ id }, people) => {
    await callNamed('campaign.dropRefused', { id, ids: ['a refusal'] }, people);
    await publish(id, people);
  },
  'platforms.beginConnect': async ({ id }, people) => {
    await callNamed('platforms.beginConnect', { platform: 'google-ads' }, people);
    await publish(id, people);
  },
  'campaign.archive': async ({ id, version }, people) => {
    const begun = await stack.call(contentContracts.archive, { id, version }, people.owner);
    if ('kind' in begun) await ended(begun, people);
  },
  'campaign.leave': async ({ id }, people) => {
    for (const account of Object.values(fake.adAccounts)) fake.shut.add(account);
    await callNamed('campaign.leave', { id }, people);
  },
  'campaign.retry': async ({ id }, people) => {
    const [entry] = (await reviews(people.owner)).data;
    const params = { id: entry?.evidence.operationId ?? '', idempotencyKey: key() };
    expect(entry?.campaignId).toBe(id);
    await ended(await stack.call(publishingContracts.retry, params, people.owner), people);
  },
  'campaign.update': async ({ id }, people) => {
    const budget = { dailyMicros: 40_000_000, currency: 'USD' };
    const adAccounts = { 'linkedin-ads': fake.adAccounts['linkedin-ads'] };
    await edit(id, people, { platforms: ['linkedin-ads'], adAccounts, budget });
    await publish(id, people);
  },
};
/** What only shows more: nothing is over by it. */
const LOOKS = ['campaign.drift', 'campaign.policy'];

function callNamed(name: string, params: object, { owner }: Team): Promise<unknown> {
  const contract: ActionContract | undefined = publicContracts.find((one) => one.name === name);
  if (!contract) throw new Error(`${name} is no operation of the API`);
  return stack.call(contract, params, owner);
}

const CODES = [...Object.keys(CAUSES), 'A_CODE_OF_THE_PLATFORM'];

describe('every cause of a review', () => {
  it.each(CODES)('%s is shown with what was said, and each way out leads out of it', async (code) => {
    const people = team();
    const first = await stuck(code, people);
    const [entry, ...others] = (await reviews(people.owner)).data;
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      campaignId: first.id,
      platform: 'google-ads',
      cause: { code, message: expect.stringMatching(/^[A-Z].*\.$/) as string },
      evidence: { said: `what was said of ${code}`, operationId: expect.any(String) as string },
      mayServe: true, // at least LinkedIn does
    });
    const actions: ReviewAction[] = entry?.actions ?? [];
    expect(actions[0]?.name).toBe('campaign.pause');
    expect(actions.every(({ allowed }) => allowed)).toBe(true);
    expect(actions.filter(({ name }) => !LOOKS.includes(name)).length).toBeGreaterThan(0);
    for (const { name } of actions) {
      fake.reset();
      const again = team();
      const campaign = await stuck(code, again);
      const follow = FOLLOW[name];
      if (!follow) throw new Error(`nobody has tried ${name}`);
      await follow(campaign, again);
      const left = (await reviews(again.owner)).data;
      // a pause stops what serves; what was changed or removed on the platform is still to be decided on
      const stays = LOOKS.includes(name) || (name === 'campaign.pause' && !ANSWERED_BY_PAUSE.includes(code));
      const codes = left.map(({ cause }) => cause.code);
      expect([code, name, codes.includes(code)]).toEqual([code, name, stays]);
      // the other platform has the new version by then, which is told as soon as nothing else says why
      expect(codes.filter((other) => other !== code && other !== 'UPDATE_HALF_DONE')).toEqual([]);
    }
  });
});

describe('what is half done', () => {
  /** Shows what waits, follows the way out of that name, and shows that nothing waits any more. */
  async function leadsOut(name: string, { id }: Campaign, people: Team): Promise<void> {
    const { actions } = (await reviews(people.owner)).data[0]!;
    expect(actions.map((action) => action.name)).toContain(name);
    fake.endings.clear();
    await FOLLOW[name]?.(await get(id, people), people);
    expect((await reviews(people.owner)).data).toEqual([]);
  }
  const waiting = async (people: Team) =>
    (await reviews(people.owner)).data.map(({ platform, cause }) => [platform, cause.code]);
  const no = { code: 'POLICY_FINDING', message: 'Google Ads: no' };

  it.each(['campaign.publish', 'campaign.archive'])(
    'a publication that one platform refused waits, with what the other one holds, until %s',
    async (way) => {
      const people = team();
      fake.endings.set('publish google-ads', { state: 'failed', error: no });
      const campaign = await teams.live(people);
      expect(campaign.status).toBe('failed');
      expect(await waiting(people)).toEqual([
        ['google-ads', 'POLICY_FINDING'],
        ['linkedin-ads', 'LEFT_ON_PLATFORM'],
      ]);
      await leadsOut(way, campaign, people);
      expect((await get(campaign.id, people)).status).toBe(
        way === 'campaign.publish' ? 'active' : 'archived',
      );
    },
  );

  it.each(['campaign.publish', 'campaign.pause'])(
    'a resume of which one half came to serve waits until %s',
    async (way) => {
      const people = team();
      const { id } = await teams.live(people);
      await ended(await stack.call(publishingContracts.pause, { id }, people.owner), people);
      fake.endings.set('resume linkedin-ads', { state: 'failed', error: no });
      const asked = { id, idempotencyKey: key() };
      await ended(await stack.call(publishingContracts.resume, asked, people.owner), people);
      expect(await waiting(people)).toContainEqual(['linkedin-ads', 'POLICY_FINDING']);
      if (way === 'campaign.publish') return leadsOut(way, await get(id, people), people);
      fake.endings.clear();
      await FOLLOW[way]?.(await get(id, people), people);
      expect((await get(id, people)).status).toBe('paused');
    },
  );

  it('an update of which one half is done waits, also after a pause, until it is published again', async () => {
    const people = team();
    const { id } = await stuck('FIELD_REFUSED', people);
    expect(await waiting(people)).toEqual([['google-ads', 'FIELD_REFUSED']]);
    await FOLLOW['campaign.pause']?.(await get(id, people), people);
    expect(await waiting(people)).toEqual([['google-ads', 'FIELD_REFUSED']]);
    await leadsOut('campaign.publish', await get(id, people), people);
  });

  it('a stop that is not proved waits while it goes on, and names the platform', async () => {
    const people = team();
    const { id } = await teams.live(people);
    fake.endings.set('pause linkedin-ads', { state: 'running', error: { code: 'HTTP_503', message: 'no' } });
    const pausing = await stack.call(publishingContracts.pause, { id }, people.owner);
    await vi.waitFor(
      async () => expect(await waiting(people)).toEqual([['linkedin-ads', 'PAUSE_UNPROVED']]),
      {
        timeout: 5_000,
      },
    );
    const [entry] = (await reviews(people.owner)).data;
    expect(entry?.actions.map(({ name }) => name)).toEqual([
      'campaign.pause',
      'campaign.retry',
      'platforms.beginConnect',
      'campaign.drift',
      'campaign.leave',
    ]);
    fake.endings.clear();
    expect(await ended(pausing, people)).toMatchObject({ status: 'succeeded' });
    expect(await waiting(people)).toEqual([]);
  });
});
/**
 * A pause makes every cause harmless; it answers those alone that say no more than that something may serve, or that nobody was let
 * in, which a pause that is proved contradicts.
 */
const ANSWERED_BY_PAUSE = ['PAUSE_UNPROVED', 'FOUND_SERVING', 'FOUND_ENABLED', 'AD_ACCOUNT_CLOSED'];

it('offers what leads to an approval where the current version has none', async () => {
  const people = team();
  const { id, version } = await stuck('PLATFORM_MISMATCH', people);
  const names = async () =>
    (await reviews(people.owner)).data.flatMap(({ actions }) => actions.map(({ name }) => name));
  const campaign = { ...inputOf(await get(id, people)), name: 'Another' };
  await stack.call(contentContracts.update, { id, version, campaign }, people.owner);
  expect(await names()).toEqual(['campaign.pause', 'campaign.drift', 'campaign.submit']);
  await stack.call(reviewContracts.submit, { id }, people.owner);
  expect(await names()).toEqual(['campaign.pause', 'campaign.drift', 'campaign.approve']);
});

it('tells everybody what they may do, and nobody of another organisation anything', async () => {
  const people = team();
  await stuck('DRIFT', people);
  const viewer = stack.person('viewer', people.owner.organizationId);
  const [entry] = (await reviews(viewer)).data;
  const allowed = entry?.actions.filter((action) => action.allowed).map(({ name }) => name);
  expect(allowed).toEqual(['campaign.drift']);
  const raising = entry?.actions.filter(({ stepUp }) => stepUp !== 'none').map(({ name }) => name);
  expect(raising).toEqual(['campaign.putBackDrift', 'campaign.publish']);
  expect((await reviews(stack.person('owner'))).data).toEqual([]);
});

it('is read by pages, each entry once', async () => {
  const people = team();
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1) ids.push((await stuck('DRIFT', people)).id);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof reviews>> = await reviews(people.owner, {
      limit: 1,
      ...(cursor ? { cursor } : {}),
    });
    seen.push(...page.data.map(({ campaignId }) => campaignId));
    cursor = page.page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(ids.toReversed());
  await expect(reviews(people.owner, { cursor: 'x' })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
});
