import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { submissionContracts } from '../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../contracts/values.ts';
import { until } from '../../../client/testing/until.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { handsOn, KINDS } from './by-hand.ts';
import { creates, run, serving, somebody, submit, type PublishedCampaign } from './published-campaign.ts';

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

const { driftOf } = handsOn(() => stack);
const vendorOf = (platform: Platform) => (platform === 'google-ads' ? stack.google : stack.linkedIn);
const WRITE = {
  'google-ads': { method: 'POST' },
  'linkedin-ads': { method: 'POST' },
} as const;
/** Campaigns and budgets that are not removed; what is under a removed one went with it. */
const living = (platform: Platform) =>
  vendorOf(platform)
    .objects.all()
    .filter(({ kind }) => ['campaign', 'campaignBudget', 'campaignGroup'].includes(kind))
    .filter(({ fields }) => !['REMOVED', 'ARCHIVED'].includes(String(fields['status'])));

const DOWN = { match: {}, times: 10_000, skip: 0, kind: '500-before' as const, ms: 0 };

/** A first publication whose first write took effect, whose answer was lost, and whose platform answers nothing since then. */
async function lostAnswer(platform: Platform): Promise<PublishedCampaign & { operationId: string }> {
  const published = await somebody(stack, platform);
  const { faults } = vendorOf(platform);
  faults.arm({ match: WRITE[platform], times: 1, skip: 0, kind: 'drop-after-commit', ms: 0 });
  // Google is asked again at once
  if (platform === 'google-ads') faults.arm(DOWN);
  const operationId = await submit(stack, published, 'publish');
  await until(
    async () => creates(vendorOf(platform)),
    (count) => count > 0,
  );
  faults.arm(DOWN);
  return { ...published, operationId };
}

/** A campaign that was published, served, and is paused. */
async function paused(platform: Platform): Promise<PublishedCampaign> {
  const published = await somebody(stack, platform);
  for (const kind of ['publish', 'resume', 'pause'] as const)
    expect((await run(stack, published, kind))[0]).toMatchObject({ state: 'done' });
  return published;
}
const cancelled = async (operationId: string, { person }: PublishedCampaign) => {
  await stack.asCampaign(submissionContracts.cancel, { operationId }, person.organizationId);
  const [ended] = await stack.settled(operationId, 'resume', person.organizationId);
  return ended;
};

describe.each(['google-ads', 'linkedin-ads'] as const)('a resume on %s that is cancelled', (platform) => {
  it('before anything was activated leaves it paused, and asks the platform nothing more', async () => {
    const published = await paused(platform);
    const { faults } = vendorOf(platform);
    faults.arm(DOWN);
    const operationId = await submit(stack, published, 'resume');
    const { organizationId } = published.person;
    const query = { operationId, kind: 'resume' as const };
    const state = () => stack.asCampaign(submissionContracts.status, query, organizationId);
    await until(state, ({ targets: [now] }) => now?.progress.step === 'the platform does not answer');
    expect(await cancelled(operationId, published)).toMatchObject({
      state: 'failed',
      error: { code: 'CANCELLED', message: expect.stringMatching(/before anything was activated/) as string },
    });
    expect(serving(stack)).toEqual([]);
    faults.clear();
    expect((await run(stack, published, 'resume'))[0]).toMatchObject({ state: 'done' });
  });

  it('while its activation is out is paused until none can land, and only then called cancelled', async () => {
    const published = await paused(platform);
    const { faults } = vendorOf(platform);
    const match = { bodyIncludes: `"${KINDS[platform].serves}"` };
    faults.arm({ kind: 'drop-after-commit', times: 9, skip: 0, ms: 0, match });
    const operationId = await submit(stack, published, 'resume');
    await until(
      async () => serving(stack),
      (ids) => ids.length > 0,
    );
    expect(await cancelled(operationId, published)).toMatchObject({
      state: 'failed',
      error: { code: 'CANCELLED' },
    });
    expect(serving(stack)).toEqual([]);
    faults.clear();
    expect((await driftOf(published)).differences).toEqual([]);
  });
});

describe.each(['google-ads', 'linkedin-ads'] as const)(
  'a first publication on %s that is cancelled while an answer is out',
  (platform) => {
    it('leaves nothing on the platform: what was made is looked for, and removed', async () => {
      const { operationId, person } = await lostAnswer(platform);
      await stack.asCampaign(submissionContracts.cancel, { operationId }, person.organizationId);
      vendorOf(platform).faults.clear();
      const [ended] = await stack.settled(operationId, 'publish', person.organizationId);
      expect(ended).toMatchObject({ state: 'failed', error: { code: 'CANCELLED' } });
      expect(living(platform)).toEqual([]);
    });

    it('waits for a person when the platform does not say what is there, and the next publication adopts it', async () => {
      const published = await lostAnswer(platform);
      const { operationId, person } = published;
      await stack.asCampaign(submissionContracts.cancel, { operationId }, person.organizationId);
      const [ended] = await stack.settled(operationId, 'publish', person.organizationId);
      expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'CANCELLED_IN_DOUBT' } });
      vendorOf(platform).faults.clear();
      expect((await run(stack, published, 'publish'))[0]).toMatchObject({ state: 'done' });
      const names = living(platform).filter(
        ({ kind }) => kind === (platform === 'google-ads' ? 'campaign' : 'campaignGroup'),
      );
      expect(names).toHaveLength(1);
    });
  },
);
