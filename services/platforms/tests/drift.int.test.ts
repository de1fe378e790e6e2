import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { driftContracts } from '../../../contracts/platforms/drift.ts';
import type { Platform } from '../../../contracts/values.ts';
import { handsOn, KINDS } from './by-hand.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { editByHand, run, serving, somebody, type PublishedCampaign } from './published-campaign.ts';

type Fields = Record<string, unknown>;

let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms();
});
afterAll(() => stack.stop());
afterEach(async () => {
  for (const vendor of [stack.google, stack.linkedIn]) {
    vendor.faults.clear();
    await vendor.objects.reset();
  }
});

const PLATFORMS = ['google-ads', 'linkedin-ads'] as const;
const { vendorOf, writes, driftOf, ignore, updateWith, setBudget, setStatus } = handsOn(() => stack);
/** A campaign that serves on one platform. */
async function live(platform: Platform): Promise<PublishedCampaign> {
  const published = await somebody(stack, platform);
  for (const kind of ['publish', 'resume'] as const)
    expect((await run(stack, published, kind))[0]).toMatchObject({ state: 'done' });
  return published;
}

const cheaper = (published: PublishedCampaign): PublishedCampaign => ({
  ...published,
  desired: { ...published.desired, version: 2, dailyMicros: 60_000_000 },
});

describe.each(PLATFORMS)('an update reads before it writes: %s', (platform) => {
  it('a campaign that nobody touched shows no difference', async () => {
    const published = await live(platform);
    expect(await driftOf(published)).toMatchObject({ platform, state: 'read', error: null, differences: [] });
  });

  it.each(['campaign', 'group', 'ad'] as const)(
    'what a person stopped there (%s) stays stopped, and is said',
    async (level) => {
      const published = await live(platform);
      await setStatus(platform, level, 'PAUSED');
      const shown = serving(stack).length;
      const before = writes(platform);
      const [ended] = await run(stack, cheaper(published), 'update');
      expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
      expect(ended?.error?.message).toContain('is paused, and active was applied');
      // a stop can be left alone or put back; no version can hold it
      expect(ended?.driftWays).toEqual(['ignore', 'putBack']);
      expect(writes(platform)).toBe(before);
      expect(serving(stack)).toHaveLength(shown);
      const { differences } = await driftOf(published);
      expect(differences).toEqual([
        expect.objectContaining({ kind: 'changed', applied: 'active', found: 'paused', ignored: false }),
      ]);
      expect(differences[0]?.path).toMatch(/status$/);
    },
  );

  it('a stop that is ignored stays, and the update goes on around it', async () => {
    const published = await live(platform);
    await setStatus(platform, 'group', 'PAUSED');
    const shown = serving(stack).length;
    await ignore(published, platform, (await driftOf(published)).differences);
    const changed = cheaper(published);
    const [ended] = await run(stack, changed, 'update');
    expect(ended).toMatchObject({ state: 'done', error: null });
    expect(ended?.leftAsFound).toMatchObject({
      differences: [{ objectKind: 'ad-group', field: 'the status', applied: 'active', found: 'paused' }],
      more: 0,
    });
    expect(serving(stack)).toHaveLength(shown);
    const { differences } = await driftOf(changed);
    expect(differences).toEqual([expect.objectContaining({ found: 'paused', ignored: true })]);
  });

  it('a stop that a person has put back is lifted, and nothing else is', async () => {
    const published = await live(platform);
    const whole = serving(stack).length;
    await setStatus(platform, 'group', 'PAUSED');
    await setStatus(platform, 'campaign', 'PAUSED');
    const { differences } = await driftOf(published);
    const ended = await updateWith(cheaper(published), differences);
    expect(ended).toMatchObject({ state: 'done', error: null });
    expect(serving(stack)).toHaveLength(whole);
    expect((await driftOf(cheaper(published))).differences).toEqual([]);
  });

  it('a budget that was changed there is no longer overwritten, until a person has it put back', async () => {
    const published = await live(platform);
    await setBudget(platform, 33);
    const before = writes(platform);
    const [ended] = await run(stack, cheaper(published), 'update');
    expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
    expect(ended?.error?.message).toContain('33.00');
    expect(writes(platform)).toBe(before);
    const { differences } = await driftOf(published);
    expect(differences.map(({ found }) => found)).toEqual([33_000_000]);
    expect(await updateWith(cheaper(published), differences)).toMatchObject({ state: 'done', error: null });
    expect((await driftOf(cheaper(published))).differences).toEqual([]);
  });

  it('what somebody else added is shown, blocks nothing and is left alone for good', async () => {
    const published = await live(platform);
    const kinds = KINDS[platform];
    const vendor = vendorOf(platform);
    const other = vendor.objects.all().find(({ kind }) => kind === kinds.ad);
    const fields = foreignAd(platform, structuredClone(other?.fields ?? {}));
    const id = platform === 'google-ads' ? `${String(other?.id).split('~')[0]}~777777` : '777777';
    const account = String(other?.account);
    await vendor.objects.commit('a person', [{ op: 'create', kind: kinds.ad, id, account, fields }]);
    const { differences } = await driftOf(published);
    expect(differences).toEqual([expect.objectContaining({ kind: 'foreign', applied: null })]);
    expect(differences[0]?.path).toMatch(/^adGroups\.\d\.ads\.-$/);
    const [ended] = await run(stack, cheaper(published), 'update');
    expect(ended).toMatchObject({ state: 'done', error: null });
    expect(ended?.leftAsFound?.differences).toEqual([
      expect.objectContaining({ kind: 'foreign', objectKind: 'ad', field: null, applied: null }),
    ]);
    expect(vendor.objects.get(kinds.ad, id)?.fields).toEqual(fields);
  });

  it('a campaign that was removed there is said to be gone, and nothing is written', async () => {
    const published = await live(platform);
    const removed = platform === 'google-ads' ? 'REMOVED' : 'ARCHIVED';
    await editByHand(vendorOf(platform), KINDS[platform].campaign, () => ({ status: removed }));
    expect(await driftOf(published)).toMatchObject({ state: 'gone', differences: [] });
    const before = writes(platform);
    expect((await run(stack, cheaper(published), 'update'))[0]).toMatchObject({
      state: 'needs_review',
      error: { code: 'PLATFORM_OBJECT_GONE' },
    });
    expect(writes(platform)).toBe(before);
  });

  it('an ad that was removed there is not made again', async () => {
    const published = await live(platform);
    const { ad, status } = KINDS[platform];
    const removed = platform === 'google-ads' ? 'REMOVED' : 'ARCHIVED';
    await editByHand(vendorOf(platform), ad, () => ({ [status]: removed }));
    const { differences } = await driftOf(published);
    expect(differences).toEqual([
      expect.objectContaining({ kind: 'missing', objectKind: 'ad', found: null }),
    ]);
    expect((await run(stack, cheaper(published), 'update'))[0]).toMatchObject({ error: { code: 'DRIFT' } });
    await ignore(published, platform, differences);
    const shown = serving(stack).length;
    expect((await run(stack, cheaper(published), 'update'))[0]).toMatchObject({ state: 'done', error: null });
    expect(serving(stack)).toHaveLength(shown);
  });

  it('a platform that does not answer leaves the differences unknown', async () => {
    const published = await live(platform);
    vendorOf(platform).faults.arm({ match: {}, times: 10, skip: 0, kind: 'drop-before', ms: 0 });
    const drift = await driftOf(published);
    expect(drift).toMatchObject({ state: 'unknown', readAt: null, differences: [] });
    expect(drift.error?.message).toMatch(/\S/);
  });
});

it('a keyword and a negative keyword that somebody added on Google block no update', async () => {
  const published = await live('google-ads');
  const own = stack.google.objects
    .all()
    .find(({ kind, fields }) => kind === 'adGroupCriterion' && fields['keyword']);
  for (const [criterion, negative] of [
    ['888', false],
    ['889', true],
  ] as const) {
    const group = String(own?.id).split('~')[0] ?? '';
    const id = `${group}~${criterion}`;
    const fields = {
      ...own?.fields,
      resourceName: String(own?.fields['resourceName']).replace(/[^/]+$/, id),
      criterionId: criterion,
      negative,
      keyword: { text: 'found by google', matchType: 'BROAD' },
    };
    await stack.google.objects.commit('auto-apply', [
      { op: 'create', kind: 'adGroupCriterion', id, account: String(own?.account), fields },
    ]);
  }
  const { differences } = await driftOf(published);
  expect(differences.map(({ kind, path, found, acceptable }) => ({ kind, path, found, acceptable }))).toEqual(
    ['keywords', 'negativeKeywords'].map((list) => ({
      kind: 'foreign',
      path: `adGroups.0.${list}.-`,
      found: { text: 'found by google', matchType: 'broad' },
      acceptable: true,
    })),
  );
  expect((await run(stack, cheaper(published), 'update'))[0]).toMatchObject({ state: 'done', error: null });
  expect((await driftOf(cheaper(published))).differences).toHaveLength(2);
});

it('nothing is known of a campaign that is published nowhere, and its differences cannot be ignored', async () => {
  const { campaignId, person } = await somebody(stack);
  const drift = stack.asCampaign(driftContracts.drift, { campaignId }, person.organizationId);
  expect(await drift).toEqual({ platforms: [] });
  const params = { campaignId, platform: 'google-ads' as const, ids: ['x'], by: person.userId };
  await expect(
    stack.asCampaign(driftContracts.ignoreDrift, params, person.organizationId),
  ).rejects.toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
});

function foreignAd(platform: Platform, fields: Fields): Fields {
  if (platform === 'linkedin-ads')
    return {
      ...fields,
      id: 'urn:li:sponsoredCreative:777777',
      content: {
        textAd: { headline: 'By hand', description: 'By hand', landingPage: 'https://example.com' },
      },
    };
  const ad = fields['ad'] as Fields;
  return {
    ...fields,
    resourceName: String(fields['resourceName']).replace(/~\d+$/, '~777777'),
    status: 'PAUSED',
    ad: { ...ad, id: '777777', finalUrls: ['https://www.example.com/by-hand'] },
  };
}

describe.each(PLATFORMS)('a resume reads before it writes: %s', (platform) => {
  it.each(['group', 'ad'] as const)(
    'what a person stopped there meanwhile (%s) stays stopped',
    async (level) => {
      const published = await live(platform);
      expect((await run(stack, published, 'pause'))[0]).toMatchObject({ state: 'done' });
      await setStatus(platform, level, 'PAUSED');
      expect((await run(stack, published, 'resume'))[0]).toMatchObject({ state: 'done' });
      const campaign = vendorOf(platform)
        .objects.all()
        .find(({ kind }) => kind === KINDS[platform].campaign);
      expect(['ENABLED', 'ACTIVE']).toContain(campaign?.fields['status']);
      const stopped = vendorOf(platform)
        .objects.all()
        .find(({ kind }) => kind === KINDS[platform][level]);
      const field = level === 'ad' ? KINDS[platform].status : 'status';
      expect(stopped?.fields[field]).toBe('PAUSED');
    },
  );

  it('a campaign that a person removed there is gone, and nothing is revived', async () => {
    const published = await live(platform);
    expect((await run(stack, published, 'pause'))[0]).toMatchObject({ state: 'done' });
    const removed = platform === 'google-ads' ? 'REMOVED' : 'ARCHIVED';
    await editByHand(vendorOf(platform), KINDS[platform].campaign, () => ({ status: removed }));
    const before = writes(platform);
    const [ended] = await run(stack, published, 'resume');
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'PLATFORM_OBJECT_GONE' } });
    expect(writes(platform)).toBe(before);
  });
});
