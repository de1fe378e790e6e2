import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../contracts/values.ts';
import { until } from '../../../client/testing/until.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import {
  journalOf,
  run,
  serving,
  servingHistory,
  somebody,
  submit,
  type PublishedCampaign,
} from './published-campaign.ts';

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
const vendorOf = (platform: Platform) => (platform === 'google-ads' ? stack.google : stack.linkedIn);
const writePath = (platform: Platform): string =>
  platform === 'google-ads' ? ':mutate' : '/rest/adAccounts/';

async function live(platform: Platform): Promise<PublishedCampaign> {
  const published = await somebody(stack, platform);
  for (const kind of ['publish', 'resume'] as const)
    expect((await run(stack, published, kind))[0]).toMatchObject({ state: 'done' });
  return published;
}

function next(published: PublishedCampaign, change: (desired: DesiredCampaign) => void): PublishedCampaign {
  const desired = structuredClone(published.desired);
  desired.version += 1;
  change(desired);
  return { ...published, desired };
}

/** Another headline for every first ad, another landing page, and one ad group in the place of another. */
const rework = (published: PublishedCampaign): PublishedCampaign =>
  next(published, (desired) => {
    desired.landingPageUrl = 'https://www.example.com/spring?utm_campaign=two';
    for (const group of desired.adGroups) {
      const [search] = group.ads.filter((ad) => ad.format === 'responsive_search');
      if (search) search.headlines[0] = { text: 'An edited headline' };
      const [text] = group.ads.filter((ad) => ad.format === 'text_ad');
      if (text) text.headline = 'An edited headline';
    }
    desired.adGroups[1]!.name = 'In the place of another';
  });

describe.each(PLATFORMS)('an update never takes a campaign off air: %s', (platform) => {
  it.each([
    ['without a fault', null, 0],
    ['with a quota answer to the second write', '429', 1],
    ['with a quota answer to a later write', '429', 3],
    ['with a lost answer to the first write', 'drop-after-commit', 0],
    ['with a lost answer to the last writes', 'drop-after-commit', 5],
  ] as const)('at no moment fewer ads than before or after serve, %s', async (_name, kind, skip) => {
    const published = await live(platform);
    const vendor = vendorOf(platform);
    const before = serving(stack).length;
    const written = vendor.objects.ledger().length;
    const match = { method: 'POST', pathIncludes: writePath(platform) };
    if (kind !== null) vendor.faults.arm({ match, times: 1, skip, kind, ms: 0 });
    const [done] = await run(stack, rework(published), 'update');
    expect(done).toMatchObject({ state: 'done', error: null });
    const after = serving(stack).length;
    expect(after).toBe(before);
    const history = servingHistory(vendor, platform, written);
    expect(history.length).toBeGreaterThan(2);
    expect(Math.min(...history)).toBeGreaterThanOrEqual(Math.min(before, after));
  });
});

it('an edited search ad stays the same ad at Google, whether a text or the landing page changes', async () => {
  const published = await live('google-ads');
  const ids = (): string[] =>
    stack.google.objects
      .all()
      .filter(({ kind, fields }) => kind === 'adGroupAd' && fields['status'] !== 'REMOVED')
      .map(({ id }) => id);
  const before = ids();
  const changed = next(published, (desired) => {
    desired.landingPageUrl = 'https://www.example.com/spring?utm_campaign=two';
    for (const group of desired.adGroups)
      for (const ad of group.ads) if (ad.format === 'responsive_search') ad.path1 = 'edited';
  });
  const [done] = await run(stack, changed, 'update');
  expect(done).toMatchObject({ state: 'done', error: null });
  expect(ids()).toEqual(before);
  const ads = stack.google.objects.all().filter(({ kind }) => kind === 'adGroupAd');
  for (const { fields } of ads) {
    expect(fields['status']).toBe('ENABLED');
    expect(fields['ad']).toMatchObject({
      finalUrls: ['https://www.example.com/spring?utm_campaign=two'],
      responsiveSearchAd: { path1: 'edited' },
    });
  }
  const kept = done?.objects.filter(({ kind, state }) => kind === 'ad' && state === 'active');
  expect(kept?.map(({ externalId }) => externalId).sort()).toEqual(before.toSorted());
});

it('what LinkedIn may spend in a day never exceeds the approved budget while ad groups take the place of others', async () => {
  const published = await live('linkedin-ads');
  const written = stack.linkedIn.objects.ledger().length;
  expect((await run(stack, rework(published), 'update'))[0]).toMatchObject({ state: 'done', error: null });
  for (const objects of journalOf(stack.linkedIn, written)) {
    const micros = objects
      .filter(({ kind, fields }) => kind === 'campaign' && fields['status'] === 'ACTIVE')
      .map(({ fields }) => Math.round(Number((fields['dailyBudget'] as Fields)['amount']) * 1_000_000));
    expect(micros.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(published.desired.dailyMicros);
  }
});

it('nothing under an ad group that LinkedIn has archived stays active', async () => {
  const published = await live('linkedin-ads');
  await run(stack, rework(published), 'update');
  const objects = stack.linkedIn.objects.all();
  const archived = objects.filter(
    ({ kind, fields }) => kind === 'campaign' && fields['status'] === 'ARCHIVED',
  );
  expect(archived).toHaveLength(1);
  const urn = `urn:li:sponsoredCampaign:${archived[0]!.id}`;
  const inside = objects.filter(({ kind, fields }) => kind === 'creative' && fields['campaign'] === urn);
  expect(inside.length).toBeGreaterThan(0);
  expect(new Set(inside.map(({ fields }) => fields['intendedStatus']))).toEqual(new Set(['ARCHIVED']));
});

describe.each(PLATFORMS)('what an update makes exists once: %s', (platform) => {
  const withAnotherAd = (published: PublishedCampaign): PublishedCampaign =>
    next(published, (desired) => {
      const group = desired.adGroups[0]!;
      const search = group.ads.find((ad) => ad.format === 'responsive_search');
      const text = group.ads.find((ad) => ad.format === 'text_ad');
      if (search) group.ads.push({ ...structuredClone(search), path1: 'another' });
      if (text) group.ads.push({ ...text, headline: 'Another one' });
    });
  const ours = (): unknown[] =>
    vendorOf(platform)
      .objects.all()
      .filter(({ fields }) => JSON.stringify(fields).match(/"another"|Another one/))
      .map(({ fields }) => fields['status'] ?? fields['intendedStatus'])
      .filter((status) => status !== 'REMOVED' && status !== 'ARCHIVED');

  it.each(['answered', 'lost'] as const)(
    'a write that is delivered twice, its answer %s, ends with exactly one ad, which serves',
    async (answer) => {
      const published = await live(platform);
      const vendor = vendorOf(platform);
      const before = serving(stack).length;
      const { person, targets } = published;
      const { accessToken } = await stack.tokensOf(person.organizationId, targets[0]!.adAccountId);
      const match = { method: 'POST', pathIncludes: platform === 'google-ads' ? ':mutate' : '/creatives' };
      const kind = answer === 'lost' ? 'drop-after-commit' : 'delay-after-commit';
      vendor.faults.arm({ match, times: 1, skip: 0, kind, ms: 200 });
      const seen = vendor.requests.length;
      const operationId = await submit(stack, withAnotherAd(published), 'update');
      await until(
        () => ours().length,
        (count) => count === 1,
      );
      // what is read next waits for the second delivery
      const reads = platform === 'google-ads' ? { pathIncludes: ':searchStream' } : { method: 'GET' };
      vendor.faults.arm({ match: reads, times: 1, skip: 0, kind: 'delay', ms: 700 });
      await deliverAgain(platform, accessToken, seen);
      expect(ours()).toHaveLength(2);
      const [done] = await stack.settled(operationId, 'update', person.organizationId);
      expect(done).toMatchObject({ state: 'done', error: null });
      expect(ours()).toEqual([platform === 'google-ads' ? 'ENABLED' : 'ACTIVE']);
      expect(serving(stack)).toHaveLength(before + 1);
    },
  );

  /** Sends the write that makes the ad once more, as a network that delivers twice would. */
  async function deliverAgain(on: Platform, token: string, seen: number): Promise<void> {
    const vendor = vendorOf(on);
    const make = on === 'google-ads' ? ':mutate' : '/creatives';
    const isMake = (body: string): boolean => /"another"|Another one/.test(body);
    const request = await until(
      () => vendor.requests.slice(seen).find(({ path, body }) => path.endsWith(make) && isMake(body)),
      (found) => found !== undefined,
    );
    if (request === undefined) throw new Error('it was not sent');
    const answer = await fetch(`${vendor.url}${request.path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(on === 'google-ads'
          ? {}
          : {
              'linkedin-version': '202609',
              'x-restli-protocol-version': '2.0.0',
              'x-restli-method': 'CREATE',
            }),
      },
      body: request.body,
    });
    expect(answer.ok).toBe(true);
  }
});
