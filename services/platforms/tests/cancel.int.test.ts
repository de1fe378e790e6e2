import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { submissionContracts } from '../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../contracts/values.ts';
import { until } from '../../../client/testing/until.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { creates, run, somebody, submit, type PublishedCampaign } from './published-campaign.ts';

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
