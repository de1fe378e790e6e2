import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  submissionContracts,
  type DesiredCampaign,
  type SubmissionStatus,
} from '../../../contracts/platforms/submissions.ts';
import { PLATFORMS, type Platform } from '../../../contracts/values.ts';
import { handsOn } from './by-hand.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { run, somebody, type PublishedCampaign } from './published-campaign.ts';

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
const { driftOf, setBudget, updateWith, vendorOf } = handsOn(() => stack);

/** Published and paused, with a day's budget of 50.01 USD: one at Google, of each of two ad groups half at LinkedIn. */
async function published(platform: Platform): Promise<PublishedCampaign> {
  const one = await somebody(stack, platform);
  expect((await run(stack, one, 'publish'))[0]).toMatchObject({ state: 'done' });
  return one;
}

function next(before: PublishedCampaign, change: (desired: DesiredCampaign) => void): PublishedCampaign {
  const desired = structuredClone(before.desired);
  desired.version += 1;
  change(desired);
  return { ...before, desired };
}

/** The sum of the day's budgets that a platform holds, in dollars. */
function dollars(platform: Platform): number {
  const amounts = vendorOf(platform)
    .objects.all()
    .map(({ fields }) => {
      const daily = fields['dailyBudget'] as { amount?: string } | undefined;
      return Number(fields['amountMicros'] ?? 0) / 1_000_000 + Number(daily?.amount ?? 0);
    });
  return Math.round(amounts.reduce((sum, one) => sum + one, 0) * 100) / 100;
}

/** A lower budget, and beside it what the platform refuses: a keyword at Google, another targeting at LinkedIn. */
const lowerWithRefused = (before: PublishedCampaign): PublishedCampaign =>
  next(before, (desired) => {
    desired.dailyMicros = 30_000_000;
    desired.adGroups[0]!.keywords.push({ text: 'counterfeit crm', matchType: 'phrase' });
    desired.targeting.locations = ['US', 'FR'];
  });
/** LinkedIn refuses the first change of a targeting. */
const refuseTargeting = (): void =>
  stack.linkedIn.faults.arm({
    match: { bodyIncludes: 'targetingCriteria' },
    times: 1,
    skip: 0,
    kind: '403',
    ms: 0,
  });
const without = (before: PublishedCampaign): PublishedCampaign =>
  next(before, (desired) => {
    desired.adGroups[0]!.keywords = desired.adGroups[0]!.keywords.filter(
      ({ text }) => !/counterfeit/.test(text),
    );
  });

const update = async (one: PublishedCampaign): Promise<SubmissionStatus | undefined> =>
  (await run(stack, one, 'update'))[0];

/** What the ledger says of a campaign. */
async function appliedOf({ desired, person }: PublishedCampaign) {
  const params = { campaignId: desired.campaignId };
  return (await stack.asCampaign(submissionContracts.applied, params, person.organizationId)).platforms[0];
}

describe.each(PLATFORMS)('a budget that is lowered beside what %s refuses', (platform) => {
  it('is lowered, is said, is no drift, and the rest can be published after it', async () => {
    const before = await published(platform);
    if (platform === 'linkedin-ads') refuseTargeting();
    const refused = lowerWithRefused(before);
    const ended = await update(refused);
    expect(ended?.state).toBe('failed');
    expect(dollars(platform)).toBe(30);
    const said = ended?.error?.message ?? '';
    expect(said).toMatch(/[Tt]he daily budget( of ad group “[^”]+”)? was lowered to (30|15)\.00 USD/);
    expect(said).toContain('nothing else of this change was made.');
    expect(said).not.toContain('Nothing of this change was made');
    expect(await driftOf(before)).toMatchObject({ state: 'read', differences: [] });
    // what was verified is not what stands there: nobody compares with it
    expect(await appliedOf(before)).toMatchObject({ verified: { version: 1 }, isWhole: false });
    // the same again is said again, and what was lowered is not written over as somebody's change
    if (platform === 'google-ads') {
      expect(await update(refused)).toMatchObject({ error: { code: 'POLICY_REFUSED' } });
      expect(dollars(platform)).toBe(30);
    }
    expect(await update(without(refused))).toMatchObject({ state: 'done', error: null });
    expect(dollars(platform)).toBe(30);
    expect(await driftOf(before)).toMatchObject({ differences: [] });
    expect(await appliedOf(before)).toMatchObject({ verified: { dailyMicros: 30_000_000 }, isWhole: true });
  });

  it('can be raised again by the next version, and what a person changes after it is drift from what was lowered', async () => {
    const before = await published(platform);
    if (platform === 'linkedin-ads') refuseTargeting();
    await update(lowerWithRefused(before));
    await setBudget(platform, 40);
    const [difference] = (await driftOf(before)).differences;
    expect(difference).toMatchObject({
      applied: platform === 'google-ads' ? 30_000_000 : 15_000_000,
      found: 40_000_000,
    });
    // nothing is put back to a version that the platform does not hold any more
    expect(await updateWith(before, difference ? [difference] : [])).toMatchObject({
      state: 'failed',
      error: { code: 'PARTLY_CHANGED' },
    });
    await setBudget(platform, platform === 'google-ads' ? 30 : 15);
    const raised = next(before, (desired) => void (desired.dailyMicros = 60_000_000));
    expect(await update(raised)).toMatchObject({ state: 'done', error: null });
    expect(dollars(platform)).toBe(60);
  });

  it('is known although its answer was lost, and with it whether anything was written', async () => {
    const before = await published(platform);
    const match = platform === 'google-ads' ? { pathIncludes: ':mutate' } : { bodyIncludes: '"dailyBudget"' };
    vendorOf(platform).faults.arm({ match, times: 1, skip: 0, kind: 'drop-after-commit', ms: 0 });
    const lost = lowerWithRefused(before);
    if (platform === 'linkedin-ads') refuseTargeting();
    const ended = await update(lost);
    expect(ended?.state).toBe('failed');
    expect(ended?.error?.message).toMatch(/daily budget.* was lowered to (30|15)\.00 USD/);
    expect(dollars(platform)).toBe(30);
    expect(await driftOf(before)).toMatchObject({ differences: [] });
  });
});

it('what LinkedIn has made before it refuses something is said, and does not serve', async () => {
  const before = await published('linkedin-ads');
  const more = next(before, (desired) => {
    for (const [at, group] of desired.adGroups.entries())
      group.ads.push({ format: 'text_ad', headline: `New ${at}`, description: 'Set up in a day.' });
  });
  const match = { method: 'POST', bodyIncludes: 'New 1' };
  stack.linkedIn.faults.arm({ match, times: 1, skip: 0, kind: '403', ms: 0 });
  const ended = await update(more);
  expect(ended?.state).toBe('failed');
  expect(ended?.error?.message).toContain(
    'Ad “New 0” was made, and does not serve; nothing else of this change was made.',
  );
  expect(await update(more)).toMatchObject({ state: 'done', error: null });
});

it('Google is sent one mutate where a change only lowers, and none of its parts twice', async () => {
  const before = await published('google-ads');
  const seen = stack.google.requests.length;
  const lower = next(before, (desired) => void (desired.dailyMicros = 30_000_000));
  expect(await update(lower)).toMatchObject({ state: 'done' });
  const mutates = stack.google.requests.slice(seen).filter(({ path }) => path.endsWith(':mutate'));
  expect(mutates).toHaveLength(1);
});
