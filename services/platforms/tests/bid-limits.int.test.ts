import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { editByHand } from '../fixtures/by-hand.ts';
import { handsOn } from './by-hand.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { run, somebody, type PublishedCampaign } from './published-campaign.ts';

let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms();
});
afterAll(() => stack.stop());
afterEach(() => stack.google.objects.reset());
const { driftOf, updateWith } = handsOn(() => stack);

/** One that has served and is paused: a resume reads what is there. */
async function published(objective: 'traffic' | 'leads' = 'traffic'): Promise<PublishedCampaign> {
  const one = await somebody(stack, 'google-ads');
  const campaign = { ...one, desired: { ...one.desired, objective } };
  for (const kind of ['publish', 'resume', 'pause'] as const)
    expect((await run(stack, campaign, kind))[0]).toMatchObject({ state: 'done' });
  expect((await driftOf(campaign)).differences).toEqual([]);
  return campaign;
}
const named = (kind: string): string =>
  String(stack.google.objects.all().find((object) => object.kind === kind)?.fields['resourceName']);
/** Adds something as a person does in Google's own page. */
async function addByHand(kind: string, fields: object): Promise<void> {
  const order = { add: kind, fields, person: 'ann@example.com' };
  const answer = await fetch(`${stack.google.url}/_simulator/edit`, {
    method: 'POST',
    body: JSON.stringify(order),
  });
  if (!answer.ok) throw new Error(`the page refused: ${await answer.text()}`);
}

describe('a limit of bids that a person sets at Google', () => {
  it.each([
    ['traffic', 'campaign', { targetSpend: { cpcBidCeilingMicros: '2500000' } }, 'settings.bidCeilingMicros'],
    [
      'leads',
      'campaign',
      { maximizeConversions: { targetCpaMicros: '2500000' } },
      'settings.targetCpaMicros',
    ],
    ['leads', 'adGroup', { targetCpaMicros: '2500000' }, 'settings.targetCpaMicros'],
  ] as const)(
    'is drift, blocks nothing that it lowers, and is put back: %s, %s, %j',
    async (objective, kind, set, field) => {
      const campaign = await published(objective);
      await editByHand(stack.google.url, named(kind), set);
      const found = (await driftOf(campaign)).differences;
      expect(found).toMatchObject([
        {
          path: kind === 'campaign' ? field : `adGroups.0.${field}`,
          applied: null,
          found: 2_500_000,
          acceptable: false,
        },
      ]);
      // it only lowers what is bid, so that what is paused may be resumed
      expect((await run(stack, campaign, 'resume'))[0]).toMatchObject({ state: 'done' });
      expect(await updateWith(campaign, found)).toMatchObject({ state: 'done', error: null });
      expect((await driftOf(campaign)).differences).toEqual([]);
    },
  );

  it('does not count under a strategy that does not read it', async () => {
    const campaign = await published('traffic');
    await editByHand(stack.google.url, named('adGroup'), { targetCpaMicros: '2500000' });
    expect((await driftOf(campaign)).differences).toEqual([]);
  });
});

describe("a modifier of an ad group's bids on a device", () => {
  it.each([
    [1.5, 'ad-group-bid-modifier', 'needs_review'],
    [0.5, 'ad-group-bid-restriction', 'done'],
    [0, 'ad-group-bid-restriction', 'done'],
  ] as const)(
    'of %s is drift (%s), a resume is %s, and it is taken away when it is put back',
    async (bidModifier, kind, state) => {
      const campaign = await published();
      await addByHand('adGroupBidModifier', {
        ...{ adGroup: named('adGroup'), device: { type: 'MOBILE' } },
        bidModifier,
      });
      const found = (await driftOf(campaign)).differences;
      expect(found).toMatchObject([
        { kind: 'foreign', objectKind: kind, objectName: `MOBILE, bids × ${bidModifier}`, acceptable: false },
      ]);
      expect((await run(stack, campaign, 'resume'))[0]).toMatchObject({ state });
      expect(await updateWith(campaign, found)).toMatchObject({ state: 'done', error: null });
      expect((await driftOf(campaign)).differences).toEqual([]);
      expect(stack.google.objects.all().filter((one) => one.kind === 'adGroupBidModifier')).toEqual([]);
    },
  );

  it('that leaves bids as they are is none', async () => {
    const campaign = await published();
    await addByHand('adGroupBidModifier', {
      ...{ adGroup: named('adGroup'), device: { type: 'TABLET' }, bidModifier: 1 },
    });
    expect((await driftOf(campaign)).differences).toEqual([]);
  });
});
