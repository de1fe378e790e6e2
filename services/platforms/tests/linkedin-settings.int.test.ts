import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareField } from '../../../rules/exposure-order.ts';
import { editByHand } from '../fixtures/by-hand.ts';
import { handsOn } from './by-hand.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { run, somebody, type PublishedCampaign } from './published-campaign.ts';

let stack: PlatformsStack;
/** One that has served and is paused: a resume reads what is there. */
let campaign: PublishedCampaign;
beforeAll(async () => {
  stack = await startPlatforms();
  campaign = await somebody(stack, 'linkedin-ads');
  for (const kind of ['publish', 'resume', 'pause'] as const)
    expect((await run(stack, campaign, kind))[0]).toMatchObject({ state: 'done' });
});
afterAll(() => stack.stop());
const { driftOf, updateWith } = handsOn(() => stack);

const URNS = {
  campaignGroup: 'urn:li:sponsoredCampaignGroup:',
  campaign: 'urn:li:sponsoredCampaign:',
  creative: 'urn:li:sponsoredCreative:',
} as const;
type Kind = keyof typeof URNS;
const first = (kind: Kind) => {
  const object = stack.linkedIn.objects.all().find((one) => one.kind === kind);
  if (object === undefined) throw new Error(`there is no ${kind}`);
  return object;
};
/** Sets fields of the first object of a kind as a person does in Campaign Manager. */
const change = (kind: Kind, set: Record<string, unknown>): Promise<void> =>
  editByHand(stack.linkedIn.url, `${URNS[kind]}${first(kind).id}`, set);
const usd = (amount: string) => ({ amount, currencyCode: 'USD' });
const IMAGE = 'urn:li:image:C4D22AQF';
const DYNAMIC = { bidStrategy: 'MAXIMUM_DELIVERY', budgetOptimizationStrategy: 'DYNAMIC' };
const WEEKLY = {
  frequencyOptimizationPreference: {
    ...{ optimizationType: 'CUSTOM', frequency: 3, timeSpan: { duration: 7, unit: 'DAY' } },
  },
};

describe('a setting that a person changes in Campaign Manager', () => {
  it.each<[kind: Kind, set: Record<string, unknown>, path: string, found: unknown, raises: boolean]>([
    ['campaign', { unitCost: usd('45.00') }, 'adGroups.0.settings.bidMicros', 45_000_000, true],
    ['campaign', { creativeSelection: 'ROUND_ROBIN' }, 'adGroups.0.settings.adRotation', 'ROUND_ROBIN', true],
    ['campaign', { optimizationPreference: WEEKLY }, 'adGroups.0.settings.frequency', WEEKLY, true],
    ['campaign', { connectedTelevisionOnly: true }, 'adGroups.0.settings.televisionOnly', true, true],
    // it only bounds what the ad groups may spend
    ['campaignGroup', { totalBudget: usd('900.00') }, 'settings.groupTotalMicros', 900_000_000, false],
    ['campaignGroup', { dailyBudget: usd('90.00') }, 'settings.groupDailyMicros', 90_000_000, true],
    ['campaignGroup', { budgetOptimization: DYNAMIC }, 'settings.budgetOptimization', DYNAMIC, true],
  ])('is drift, and is put back: %s %j', async (kind, set, path, found, raises) => {
    await change(kind, set);
    const { state, differences } = await driftOf(campaign);
    expect(state).toBe('read');
    expect(differences).toMatchObject([{ kind: 'changed', path, found, acceptable: false }]);
    const field = path.replace('adGroups.0.', '');
    expect(compareField(field, differences[0]?.applied, differences[0]?.found)).toBe(
      raises ? 'raises' : 'lower',
    );
    expect(await updateWith(campaign, differences)).toMatchObject({ state: 'done', error: null });
    expect((await driftOf(campaign)).differences).toEqual([]);
  });

  it.each([
    ['a picture', { image: IMAGE }, '.settings.image'],
    ['other words', { headline: 'Rewritten' }, ''],
    ['another page', { landingPage: 'https://evil.example.net' }, ''],
  ])('in an ad is drift, no resume lets it serve, and it is put back: %s', async (_, text, field) => {
    const before = first('creative').fields['content'] as { textAd: object };
    await change('creative', { content: { textAd: { ...before.textAd, ...text } } });
    const { differences } = await driftOf(campaign);
    const path = new RegExp(`^adGroups\\.0\\.ads\\.\\d${field}$`);
    expect(differences).toMatchObject([{ kind: 'changed', path: expect.stringMatching(path) as string }]);
    const [resumed] = await run(stack, campaign, 'resume');
    expect(resumed).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
    expect(await updateWith(campaign, differences)).toMatchObject({ state: 'done', error: null });
    expect(first('creative').fields['content']).toEqual(before);
    expect((await driftOf(campaign)).differences).toEqual([]);
  });
});
