import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fieldWords } from '../../../rules/field-words.ts';
import type { Platform } from '../../../contracts/values.ts';
import { handsOn, KINDS } from './by-hand.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { editByHand, run, serving, somebody, submit, type PublishedCampaign } from './published-campaign.ts';

let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms();
});
afterAll(() => stack.stop());
afterEach(async () => {
  for (const vendor of [stack.google, stack.linkedIn]) await vendor.objects.reset();
});

type Fields = Record<string, unknown>;
const { vendorOf, writes, driftOf, ignore, updateWith, setBudget, setStatus } = handsOn(() => stack);
const differencesOf = async (published: PublishedCampaign) => (await driftOf(published)).differences;

/** A campaign that was published, served, and is paused. */
async function paused(platform: Platform): Promise<PublishedCampaign> {
  const published = await somebody(stack, platform);
  for (const kind of ['publish', 'resume', 'pause'] as const)
    expect((await run(stack, published, kind))[0]).toMatchObject({ state: 'done' });
  return published;
}

/** Puts an object away, or beside a first one another one that differs. */
async function commit(platform: Platform, kind: string, change: (fields: Fields) => Fields | null) {
  const { objects } = vendorOf(platform);
  const own = objects.all().find((object) => object.kind === kind && change(object.fields) !== null)!;
  await objects.commit('by hand', [
    {
      op: 'create',
      kind,
      id: `${own.id.split('~')[0]}~777`,
      account: own.account,
      fields: change(own.fields)!,
    },
  ]);
}

const WIDENED = {
  'google-ads': { path: 'settings.aiMax', set: { aiMaxSetting: { enableAiMax: true } } },
  'linkedin-ads': {
    path: 'adGroups.0.settings.audienceExpansion',
    set: { audienceExpansionEnabled: true },
  },
} as const;

describe.each(['google-ads', 'linkedin-ads'] as const)('a resume reads first: %s', (platform) => {
  it('lets nothing serve with more money than was approved, whatever is ignored, and says so', async () => {
    const published = await paused(platform);
    await setBudget(platform, 900);
    const before = writes(platform);
    const [ended] = await run(stack, published, 'resume');
    expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
    expect(ended?.error?.message).toMatch(/the daily budget is 900\.00/);
    await ignore(published, platform, await differencesOf(published));
    expect((await run(stack, published, 'resume'))[0]).toMatchObject({ error: { code: 'DRIFT' } });
    expect(writes(platform)).toBe(before);
    expect(serving(stack)).toEqual([]);
  });

  it('lets nothing serve that somebody widened there, until that is put back', async () => {
    const published = await paused(platform);
    const { path, set } = WIDENED[platform];
    await editByHand(vendorOf(platform), 'campaign', () => set);
    const before = writes(platform);
    const [ended] = await run(stack, published, 'resume');
    expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
    expect(ended?.error?.message).toContain(`${fieldWords(path)} is true, and false was applied`);
    expect(writes(platform)).toBe(before);
    expect(serving(stack)).toEqual([]);
    const differences = await differencesOf(published);
    expect(differences).toMatchObject([{ path, found: true, acceptable: false }]);
    expect(await updateWith(published, differences)).toMatchObject({ state: 'done', error: null });
    expect((await run(stack, published, 'resume'))[0]).toMatchObject({ state: 'done', error: null });
    expect(await differencesOf(published)).toEqual([]);
    expect(serving(stack).length).toBeGreaterThan(0);
  });

  it('lets it serve with less, and says what it left lower', async () => {
    const published = await paused(platform);
    await setBudget(platform, 12);
    const [ended] = await run(stack, published, 'resume');
    expect(ended).toMatchObject({ state: 'done', error: null });
    expect(ended?.leftAsFound).toMatchObject({
      differences: [{ kind: 'changed', field: 'the daily budget', found: 12_000_000 }],
      more: 0,
    });
    expect(serving(stack).length).toBeGreaterThan(0);
    const ids = (await differencesOf(published)).map(({ id }) => id);
    expect(ended?.leftAsFound?.differences.map(({ id }) => id)).toEqual(ids);
  });

  it('leaves a stop alone that people have decided to leave alone, also after a pause', async () => {
    const published = await somebody(stack, platform);
    for (const kind of ['publish', 'resume'] as const) await run(stack, published, kind);
    await setStatus(platform, 'group', 'PAUSED');
    await ignore(published, platform, await differencesOf(published));
    const shown = serving(stack).length;
    const [stopped] = await run(stack, published, 'pause');
    expect(stopped).toMatchObject({ state: 'done', leftAsFound: null }); // a pause reads whether it stopped, and no more
    const [ended] = await run(stack, published, 'resume');
    expect(ended).toMatchObject({ state: 'done' });
    expect(ended?.leftAsFound?.differences).toEqual([
      expect.objectContaining({ objectKind: 'ad-group', field: 'the status', found: 'paused' }),
    ]);
    expect(serving(stack)).toHaveLength(shown);
  });

  it('an update of a campaign that somebody let serve there writes nothing, and says that it serves', async () => {
    const published = await paused(platform);
    await setStatus(platform, 'campaign', KINDS[platform].serves);
    const before = writes(platform);
    const dearer = { ...published, desired: { ...published.desired, version: 2, dailyMicros: 140_000_000 } };
    expect((await run(stack, dearer, 'update'))[0]).toMatchObject({
      state: 'needs_review',
      error: { code: 'FOUND_ENABLED' },
    });
    expect(writes(platform)).toBe(before);
    expect((await run(stack, published, 'pause'))[0]).toMatchObject({ state: 'done' });
    expect((await run(stack, dearer, 'update'))[0]).toMatchObject({ state: 'done', error: null });
  });

  it('a start that somebody made there is put back by a pause', async () => {
    const published = await paused(platform);
    await setStatus(platform, 'campaign', KINDS[platform].serves);
    const [start] = await differencesOf(published);
    expect(start).toMatchObject({ applied: 'paused', found: 'active' });
    expect(await updateWith(published, [start!])).toMatchObject({ state: 'done', error: null });
    expect(serving(stack)).toEqual([]);
  });

  it('a campaign that serves there with more money than was approved is told to serve', async () => {
    const published = await paused(platform);
    await setBudget(platform, 900);
    await setStatus(platform, 'campaign', KINDS[platform].serves);
    const [ended] = await run(stack, published, 'resume');
    expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'FOUND_ENABLED' } });
    expect(ended?.error?.message).toMatch(/the daily budget is 900\.00/);
  });

  it('a campaign that this very resume let serve, whose answer was lost, is not called paused because of what was changed since', async () => {
    const published = await paused(platform);
    const { faults } = vendorOf(platform);
    faults.arm({
      kind: 'drop-after-commit',
      times: 9,
      match: { bodyIncludes: `"${KINDS[platform].serves}"` },
    });
    const operationId = await submit(stack, published, 'resume');
    await vi.waitFor(() => expect(serving(stack)).not.toEqual([]), { timeout: 5_000, interval: 2 });
    await setBudget(platform, 900);
    faults.clear();
    const [ended] = await stack.settled(operationId, 'resume', published.person.organizationId);
    expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'FOUND_ENABLED' } });
    expect(serving(stack)).not.toEqual([]);
  });
});

describe('what a resume on Google lets serve', () => {
  it.each([
    ['no keyword that somebody added', 'adGroupCriterion', { negative: false, text: 'anything at all' }],
    ['a negative keyword that somebody added', 'adGroupCriterion', { negative: true, text: 'salary job' }],
  ])('%s', async (_name, kind, { negative, text }) => {
    const published = await paused('google-ads');
    await commit('google-ads', kind, (fields) =>
      fields['keyword'] === undefined
        ? null
        : {
            ...fields,
            resourceName: String(fields['resourceName']).replace(/~\d+$/, '~777'),
            criterionId: '777',
            negative,
            keyword: { text, matchType: 'BROAD' },
          },
    );
    const [ended] = await run(stack, published, 'resume');
    if (negative) expect(ended).toMatchObject({ state: 'done' });
    else {
      expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
      await ignore(published, 'google-ads', await differencesOf(published));
      expect((await run(stack, published, 'resume'))[0]).toMatchObject({ state: 'done' });
    }
  });

  it('nothing without its locations, nor without a negative keyword', async () => {
    for (const what of ['location', 'negative'] as const) {
      const published = await paused('google-ads');
      const [kind, has] =
        what === 'location'
          ? (['campaignCriterion', (fields: Fields) => fields['location'] !== undefined] as const)
          : (['adGroupCriterion', (fields: Fields) => fields['negative'] === true] as const);
      const gone = stack.google.objects.all().filter((object) => object.kind === kind && has(object.fields));
      expect(gone.length).toBeGreaterThan(0);
      for (const { id, account } of gone)
        await stack.google.objects.commit('by hand', [
          { op: 'update', kind, id, account, fields: { status: 'REMOVED' } },
        ]);
      expect((await run(stack, published, 'resume'))[0]).toMatchObject({
        state: 'needs_review',
        error: { code: 'DRIFT' },
      });
      await stack.google.objects.reset();
    }
  });

  /** Turns what is targeted into what is excluded, as it stands in Google's pages: the same id with the other sign. */
  async function exclude(has: (fields: Fields) => boolean): Promise<void> {
    const { objects } = stack.google;
    for (const { kind, id, account, fields } of objects.all())
      if (kind === 'campaignCriterion' && has(fields))
        await objects.commit('by hand', [
          { op: 'update', kind, id, account, fields: { ...fields, negative: true } },
        ]);
  }

  it('nothing where a targeted location was excluded, which is never taken for the targeted one', async () => {
    const published = await paused('google-ads');
    await exclude(({ location }) => location !== undefined);
    const found = await differencesOf(published);
    const kindsOf = (kind: string) => found.filter((one) => one.kind === kind);
    expect(kindsOf('missing').map(({ objectKind }) => objectKind)).toContain('location');
    expect(new Set(kindsOf('foreign').map(({ objectKind }) => objectKind))).toEqual(
      new Set(['excluded-location']),
    );
    expect(kindsOf('foreign').every(({ acceptable }) => !acceptable)).toBe(true);
    await ignore(published, 'google-ads', found);
    expect((await run(stack, published, 'resume'))[0]).toMatchObject({ error: { code: 'DRIFT' } });
    // an update leaves it as it is, and does not call it its own
    const dearer = { ...published, desired: { ...published.desired, version: 2, dailyMicros: 60_000_000 } };
    expect((await run(stack, dearer, 'update'))[0]?.state).toBe('done');
    expect((await differencesOf(dearer)).map(({ objectKind }) => objectKind)).toEqual(
      found.map(({ objectKind }) => objectKind),
    );
    expect((await run(stack, dearer, 'resume'))[0]).toMatchObject({ error: { code: 'DRIFT' } });
    expect(serving(stack)).toEqual([]);
  });

  it('again what was approved, once a targeted location that somebody excluded is put back', async () => {
    const published = await paused('google-ads');
    await exclude(({ location }) => location !== undefined);
    expect(await updateWith(published, await differencesOf(published))).toMatchObject({
      state: 'done',
      error: null,
    });
    expect(await differencesOf(published)).toEqual([]);
    expect((await run(stack, published, 'resume'))[0]).toMatchObject({ state: 'done', error: null });
  });

  it('nothing with a budget that somebody had spent as fast as it can be, until that is put back', async () => {
    const published = await paused('google-ads');
    await editByHand(stack.google, 'campaignBudget', () => ({ deliveryMethod: 'ACCELERATED' }));
    expect((await run(stack, published, 'resume'))[0]).toMatchObject({ error: { code: 'DRIFT' } });
    const differences = await differencesOf(published);
    expect(differences).toMatchObject([{ path: 'settings.pacing', found: 'ACCELERATED', acceptable: false }]);
    expect(await updateWith(published, differences)).toMatchObject({ state: 'done', error: null });
    expect(await differencesOf(published)).toEqual([]);
    expect((await run(stack, published, 'resume'))[0]).toMatchObject({ state: 'done', error: null });
  });

  it('nothing with higher bids for one of its own locations, and all with lower ones', async () => {
    const published = await paused('google-ads');
    const bid = (bidModifier: number) =>
      editByHand(stack.google, 'campaignCriterion', ({ location }) => (location ? { bidModifier } : null));
    await bid(3);
    const [ended] = await run(stack, published, 'resume');
    expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
    expect(ended?.error?.message).toContain('location “US”: the bid adjustment is 3, and 1 was applied');
    await bid(0.5);
    expect((await run(stack, published, 'resume'))[0]).toMatchObject({ state: 'done', error: null });
    expect(await differencesOf(published)).toMatchObject([
      { objectKind: 'location', path: 'targeting.locations.0.settings.bidAdjustment', found: 0.5 },
    ]);
  });

  it('no more than was approved, whatever other criteria somebody added, and each of them is seen', async () => {
    const published = await paused('google-ads');
    const add = async (kind: 'campaignCriterion' | 'adGroupCriterion', fields: Fields): Promise<void> => {
      const parent = kind === 'campaignCriterion' ? 'campaign' : 'adGroup';
      const { account, fields: own } = stack.google.objects.all().find((one) => one.kind === parent)!;
      const edit = { account, add: kind, fields: { [parent]: own['resourceName'], ...fields } };
      const answer = await fetch(`${stack.google.url}/_simulator/edit`, {
        method: 'POST',
        body: JSON.stringify(edit),
      });
      expect(answer.status).toBe(200);
    };
    const seen = async () =>
      (await differencesOf(published)).map((one) => `${one.objectKind} ${one.objectName}`);
    await add('campaignCriterion', { device: { type: 'DESKTOP' } });
    await add('adGroupCriterion', { ageRange: { type: 'AGE_RANGE_18_24' } });
    expect(await seen()).toEqual([]); // Google makes these itself, and they change nothing
    await add('campaignCriterion', { device: { type: 'MOBILE' }, bidModifier: 0 });
    await add('campaignCriterion', { negative: true, keyword: { text: 'free', matchType: 'EXACT' } });
    await add('campaignCriterion', { adSchedule: { dayOfWeek: 'MONDAY', startHour: '9', endHour: '17' } });
    await add('adGroupCriterion', { negative: true, ageRange: { type: 'AGE_RANGE_65_UP' } });
    expect(await seen()).toEqual([
      'restriction DEVICE, bids × 0',
      'campaign-negative-keyword free',
      'restriction AD_SCHEDULE',
      'ad-group-restriction not AGE_RANGE',
    ]);
    expect((await run(stack, published, 'resume'))[0]).toMatchObject({ state: 'done' });
    await run(stack, published, 'pause');
    await add('campaignCriterion', { proximity: { radius: 500, radiusUnits: 'KILOMETERS' } });
    await add('campaignCriterion', { device: { type: 'TABLET' }, bidModifier: 9 });
    const [ended] = await run(stack, published, 'resume');
    expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
    expect(ended?.error?.message).toMatch(/“PROXIMITY” was added.*“DEVICE, bids × 9” was added/);
    expect(serving(stack)).toEqual([]);
  });
});

describe('what a resume on LinkedIn lets serve', () => {
  it('nothing where a targeted place was excluded', async () => {
    const published = await paused('linkedin-ads');
    await editByHand(stack.linkedIn, 'campaign', ({ targetingCriteria }) => {
      const { include } = targetingCriteria as { include: { and: { or: Fields }[] } };
      const [places, ...rest] = include.and;
      return { targetingCriteria: { include: { and: rest }, exclude: places } };
    });
    const [found] = await differencesOf(published);
    expect(found?.kind).toBe('changed');
    expect(found?.found).toMatch(/& not /);
    const [ended] = await run(stack, published, 'resume');
    expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
    expect(ended?.error?.message).toContain(
      'the audience was changed (added not location “DE”, not location “US”; taken away location “DE”, location “US”)',
    );
    expect(serving(stack)).toEqual([]);
  });
});
