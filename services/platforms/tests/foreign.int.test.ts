import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AdGroup } from '../../../contracts/structure.ts';
import type { Platform } from '../../../contracts/values.ts';
import { handsOn, KINDS } from './by-hand.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { run, serving, somebody, type PublishedCampaign } from './published-campaign.ts';

type Fields = Record<string, unknown>;

let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms();
});
afterAll(() => stack.stop());
afterEach(async () => {
  for (const vendor of [stack.google, stack.linkedIn]) await vendor.objects.reset();
});

const PLATFORMS = ['google-ads', 'linkedin-ads'] as const;
const { vendorOf, writes, driftOf, accept, ignore, updateWith } = handsOn(() => stack);
const PAGE = 'https://evil.example.net/';
const TEXTS = {
  headlines: ['Nobody approved it', 'Buy now', 'At a discount'].map((text) => ({ text })),
  descriptions: ['Nobody has seen this.', 'Nobody has seen that.'].map((text) => ({ text })),
};

async function live(platform: Platform): Promise<PublishedCampaign> {
  const published = await somebody(stack, platform);
  for (const kind of ['publish', 'resume'] as const)
    expect((await run(stack, published, kind))[0]).toMatchObject({ state: 'done' });
  return published;
}

const held = (platform: Platform, level: 'campaign' | 'group' | 'ad') =>
  vendorOf(platform)
    .objects.all()
    .filter(({ kind }) => kind === KINDS[platform][level]);
const statusOf = (platform: Platform, level: 'group' | 'ad', id: string): unknown =>
  vendorOf(platform).objects.get(KINDS[platform][level], id)?.fields[
    level === 'ad' ? KINDS[platform].status : 'status'
  ];

/** Edits in the platform's own page, and gives the id of the new object. */
async function byHand(platform: Platform, edit: Fields): Promise<string> {
  const vendor = vendorOf(platform);
  const before = new Set(vendor.objects.all().map(({ kind, id }) => `${kind} ${id}`));
  const { account } = held(platform, 'campaign')[0]!;
  const body = JSON.stringify({ account, ...edit });
  const answer = await fetch(`${vendor.url}/_simulator/edit`, { method: 'POST', body });
  expect([answer.ok, await answer.text()]).toEqual([true, expect.any(String)]);
  return vendor.objects.all().find(({ kind, id }) => !before.has(`${kind} ${id}`))?.id ?? '';
}

/** Somebody's own ad group under our campaign. */
function addGroup(platform: Platform, name: string, status: string): Promise<string> {
  if (platform === 'google-ads') {
    const campaign = held(platform, 'campaign')[0]!.fields['resourceName'];
    return byHand(platform, {
      add: 'adGroup',
      fields: { campaign, name, status, type: 'SEARCH_STANDARD' },
    });
  }
  const unitCost = { amount: '45.00', currencyCode: 'USD' };
  const dailyBudget = { amount: '30.00', currencyCode: 'USD' };
  const copy = { ...copyOf(held(platform, 'group')[0]!.fields), name, status, unitCost, dailyBudget };
  return byHand(platform, { add: 'campaign', fields: copy });
}

/** What a person's copy of an object on LinkedIn holds. */
function copyOf(fields: Fields): Fields {
  const { id: _id, changeAuditStamps: _stamps, test: _test, servingStatuses: _now, ...copy } = fields;
  delete copy['version'];
  return copy;
}

/** An ad that nobody approved, serving as far as it can, in an ad group. */
function addAd(platform: Platform, groupId: string): Promise<string> {
  if (platform === 'google-ads') {
    const adGroup = held(platform, 'group').find(({ id }) => id === groupId)!.fields['resourceName'];
    const ad = { finalUrls: [PAGE], responsiveSearchAd: TEXTS };
    return byHand(platform, { add: 'adGroupAd', fields: { adGroup, status: 'ENABLED', ad } });
  }
  const textAd = { headline: 'Nobody approved it', description: 'Buy now', landingPage: PAGE };
  const campaign = `urn:li:sponsoredCampaign:${groupId}`;
  return byHand(platform, {
    add: 'creative',
    fields: { campaign, intendedStatus: 'ACTIVE', content: { textAd } },
  });
}

function next(published: PublishedCampaign, change: (group: AdGroup[]) => void): PublishedCampaign {
  const desired = structuredClone(published.desired);
  desired.version += 1;
  change(desired.adGroups);
  return { ...published, desired };
}
const withMoney = (published: PublishedCampaign, dailyMicros: number): PublishedCampaign => ({
  ...published,
  desired: { ...published.desired, version: 2, dailyMicros },
});
const withGroup = (published: PublishedCampaign, name: string): PublishedCampaign =>
  next(published, (groups) => void groups.push({ ...structuredClone(groups[0]!), name }));

describe.each(PLATFORMS)('an object that is not ours, on %s', (platform) => {
  it('is told and holds up a resume in our own ad group, although another ad group has its name', async () => {
    const published = await live(platform);
    const [own] = held(platform, 'group');
    if (platform === 'google-ads')
      await byHand(platform, {
        object: own!.fields['resourceName'],
        set: { name: 'Renamed by a person' },
      });
    const copy = await addGroup(platform, String(own!.fields['name']), 'PAUSED');
    await ignore(published, platform, (await driftOf(published)).differences);
    expect((await run(stack, published, 'pause'))[0]).toMatchObject({ state: 'done' });
    const ad = await addAd(platform, own!.id);
    if (platform === 'google-ads')
      await byHand(platform, {
        add: 'adGroupCriterion',
        fields: {
          adGroup: own!.fields['resourceName'],
          status: 'ENABLED',
          keyword: { text: 'cheap flights', matchType: 'BROAD' },
        },
      });
    const shown = (await driftOf(published)).differences.filter(({ ignored }) => !ignored);
    expect(shown.map(({ objectKind }) => objectKind).toSorted()).toEqual(
      platform === 'google-ads' ? ['ad', 'keyword'] : ['ad'],
    );
    const before = writes(platform);
    const [ended] = await run(stack, published, 'resume');
    expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
    expect([writes(platform), serving(stack)]).toEqual([before, []]);
    expect(statusOf(platform, 'group', copy)).toBe('PAUSED');
    expect(statusOf(platform, 'ad', ad)).toBe(KINDS[platform].serves);
  });

  it.each(platform === 'google-ads' ? ['PAUSED'] : ['PAUSED', 'DRAFT'])(
    'is not taken over, written or switched on by a version that adds an ad group of its name (%s)',
    async (status) => {
      const published = await live(platform);
      const group = await addGroup(platform, 'Enterprise', status);
      if (status === 'PAUSED') await addAd(platform, group);
      const fields = vendorOf(platform).objects.get(KINDS[platform].group, group)?.fields;
      const [before, shown] = [writes(platform), serving(stack)];
      const [ended] = await run(stack, withGroup(published, 'Enterprise'), 'update');
      expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
      expect(ended?.error?.message).toContain('ad group “Enterprise” was added there by somebody else');
      expect(ended?.driftWays).toEqual(['putBack']);
      expect([writes(platform), serving(stack)]).toEqual([before, shown]);
      expect(vendorOf(platform).objects.get(KINDS[platform].group, group)?.fields).toEqual(fields);
    },
  );

  it('is not switched on by a version that adds an ad with its content', async () => {
    const published = await live(platform);
    const [group] = held(platform, 'group');
    const [ours] = held(platform, 'ad');
    const twin = structuredClone(ours!.fields);
    if (platform === 'google-ads') {
      const { finalUrls, responsiveSearchAd } = twin['ad'] as Fields;
      const texts = { ...(responsiveSearchAd as Fields), path1: 'another' };
      const ad = { finalUrls, responsiveSearchAd: texts };
      await byHand(platform, {
        add: 'adGroupAd',
        fields: { adGroup: group!.fields['resourceName'], status: 'PAUSED', ad },
      });
    } else {
      const { textAd } = twin['content'] as { textAd: Fields };
      const content = { textAd: { ...textAd, headline: 'Another one' } };
      const { campaign } = twin;
      await byHand(platform, { add: 'creative', fields: { campaign, intendedStatus: 'DRAFT', content } });
    }
    const changed = next(published, ([first]) => {
      const search = first!.ads.find((ad) => ad.format === 'responsive_search');
      if (search) first!.ads.push({ ...structuredClone(search), path1: 'another' });
      const text = first!.ads.find((ad) => ad.format === 'text_ad');
      if (text) first!.ads.push({ ...text, headline: 'Another one' });
    });
    const [before, shown] = [writes(platform), serving(stack)];
    const [ended] = await run(stack, changed, 'update');
    expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
    expect([writes(platform), serving(stack)]).toEqual([before, shown]);
  });

  it('stays as it is, and is told, when a version changes only the money, although it is a copy of ours', async () => {
    const published = await live(platform);
    const [ours] = held(platform, 'ad');
    const copies: ['group' | 'ad', string][] = [];
    if (platform === 'google-ads') {
      const { finalUrls, responsiveSearchAd } = ours!.fields['ad'] as Fields;
      const { adGroup } = ours!.fields;
      const ad = { finalUrls, responsiveSearchAd };
      const fields = { adGroup, status: 'PAUSED', ad };
      copies.push(['ad', await byHand(platform, { add: 'adGroupAd', fields })]);
    } else {
      const { campaign, content } = ours!.fields;
      const fields = { campaign, intendedStatus: 'DRAFT', content };
      copies.push(['ad', await byHand(platform, { add: 'creative', fields })]);
      const copy = { ...copyOf(held(platform, 'group')[0]!.fields), status: 'DRAFT' };
      copies.push(['group', await byHand(platform, { add: 'campaign', fields: copy })]);
    }
    await ignore(published, platform, (await driftOf(published)).differences);
    const [ended] = await run(stack, withMoney(published, 60_000_000), 'update');
    expect(ended).toMatchObject({ state: 'done', error: null });
    expect(ended?.leftAsFound?.differences).toHaveLength(copies.length);
    for (const [level, id] of copies)
      expect(statusOf(platform, level, id)).toBe(platform === 'google-ads' ? 'PAUSED' : 'DRAFT');
  });
});

it('a keyword that somebody paused on Google is not taken for one of a new version', async () => {
  const published = await live('google-ads');
  const adGroup = held('google-ads', 'group')[0]!.fields['resourceName'];
  const keyword = { text: 'payroll pricing', matchType: 'EXACT' };
  await byHand('google-ads', { add: 'adGroupCriterion', fields: { adGroup, status: 'PAUSED', keyword } });
  const before = writes('google-ads');
  const changed = next(published, ([first]) => {
    first!.keywords.push({ text: 'payroll pricing', matchType: 'exact' });
  });
  const [ended] = await run(stack, changed, 'update');
  expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
  expect(writes('google-ads')).toBe(before);
});

it.each(['ENABLED', 'PAUSED'])(
  'a keyword that somebody added and people took in is ours where a version wants exactly it (%s)',
  async (status) => {
    const published = await live('google-ads');
    const adGroup = held('google-ads', 'group')[0]!.fields['resourceName'];
    const keyword = { text: 'payroll pricing', matchType: 'EXACT' };
    const id = await byHand('google-ads', {
      add: 'adGroupCriterion',
      fields: { adGroup, status, keyword },
    });
    await accept(published, 'google-ads', (await driftOf(published)).differences);
    const before = writes('google-ads');
    const changed = next(published, ([first]) => {
      first!.keywords.push({ text: 'payroll pricing', matchType: 'exact' });
    });
    const [ended] = await run(stack, changed, 'update');
    expect(writes('google-ads')).toBe(before);
    if (status === 'PAUSED') return expect(ended).toMatchObject({ error: { code: 'DRIFT' } });
    expect(ended).toMatchObject({ state: 'done', error: null });
    expect(ended?.objects.some(({ externalId }) => externalId === id)).toBe(true);
    expect((await driftOf(changed)).differences).toEqual([]);
  },
);

describe("somebody else's shared budget that pays for our campaign on Google", () => {
  const budgets = () => stack.google.objects.all().filter(({ kind }) => kind === 'campaignBudget');
  const amountOf = (id: string): unknown => budgets().find((one) => one.id === id)?.fields['amountMicros'];
  const paying = (): unknown => held('google-ads', 'campaign')[0]!.fields['campaignBudget'];

  /** Has the campaign paid by a shared budget; gives both ids. */
  async function shared(amountMicros: string): Promise<{ own: string; shared: string }> {
    const own = budgets()[0]!.id;
    const name = `Shared ${amountMicros}`;
    const id = await byHand('google-ads', {
      add: 'campaignBudget',
      fields: { name, amountMicros, explicitlyShared: true },
    });
    const object = held('google-ads', 'campaign')[0]!.fields['resourceName'];
    const campaignBudget = budgets().find((one) => one.id === id)!.fields['resourceName'];
    await byHand('google-ads', { object, set: { campaignBudget } });
    return { own, shared: id };
  }

  it.each(['20000000', '90000000'])('is never written by a version with other money (%s)', async (amount) => {
    const published = await live('google-ads');
    const ids = await shared(amount);
    const { differences } = await driftOf(published);
    expect(differences).toMatchObject([
      { kind: 'changed', objectKind: 'budget', path: 'settings.budget', acceptable: false },
    ]);
    for (const state of ['shown', 'ignored']) {
      if (state === 'ignored') await ignore(published, 'google-ads', differences);
      const before = writes('google-ads');
      const [ended] = await run(stack, withMoney(published, 60_000_000), 'update');
      expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
      expect(ended?.error?.message).toContain(`Shared ${amount}`);
      expect([writes('google-ads'), amountOf(ids.shared)]).toEqual([before, amount]);
    }
  });

  it('is left as it is where the own budget is put back, also where that had to be made anew', async () => {
    const published = await live('google-ads');
    const amount = String(published.desired.dailyMicros);
    const ids = await shared('20000000');
    const back = await updateWith(published, (await driftOf(published)).differences);
    expect(back).toMatchObject({ state: 'done', error: null });
    const name = (id: string) => budgets().find((one) => one.id === id)?.fields['resourceName'];
    expect([paying(), amountOf(ids.own), amountOf(ids.shared)]).toEqual([name(ids.own), amount, '20000000']);
    expect((await driftOf(published)).differences).toEqual([]);

    const other = budgets().find(({ id }) => id === ids.shared)!.fields['resourceName'];
    const object = held('google-ads', 'campaign')[0]!.fields['resourceName'];
    await byHand('google-ads', { object, set: { campaignBudget: other } });
    await byHand('google-ads', { object: name(ids.own), remove: true });
    const again = await updateWith(published, (await driftOf(published)).differences);
    expect(again).toMatchObject({ state: 'done', error: null });
    const made = budgets().find(({ fields }) => fields['resourceName'] === paying());
    expect([ids.own, ids.shared]).not.toContain(made?.id);
    expect([made?.fields['amountMicros'], amountOf(ids.shared)]).toEqual([amount, '20000000']);
    expect((await driftOf(published)).differences).toEqual([]);
  });

  it('holds up a resume', async () => {
    const published = await live('google-ads');
    expect((await run(stack, published, 'pause'))[0]).toMatchObject({ state: 'done' });
    await shared('1000000000');
    const [ended] = await run(stack, published, 'resume');
    expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
    expect(serving(stack)).toEqual([]);
  });

  it('stays when the campaign is removed, which takes its own budget along', async () => {
    const published = await live('google-ads');
    const ids = await shared('20000000');
    expect((await run(stack, published, 'remove'))[0]).toMatchObject({ state: 'done', error: null });
    const status = (id: string) => budgets().find((one) => one.id === id)?.fields['status'];
    expect([status(ids.own), status(ids.shared)]).toEqual(['REMOVED', 'ENABLED']);
    expect(amountOf(ids.shared)).toBe('20000000');
  });
});
