import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { submissionContracts, type SubmissionKind } from '../../../contracts/platforms/submissions.ts';
import { PLATFORMS, type Platform } from '../../../contracts/values.ts';
import { startMeddledPlatforms, type MeddledPlatforms } from '../../../tests/support/meddling-proxy.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { run, serving, somebody, submit, type PublishedCampaign } from './published-campaign.ts';

/** How late a write may land here, and when the second delivery of one comes. */
const WINDOW_MS = 1_600;
const SECOND_DELIVERY_MS = 1_000;

let stack: PlatformsStack;
let meddled: MeddledPlatforms;
beforeAll(async () => {
  meddled = await startMeddledPlatforms();
  stack = await startPlatforms({ ...meddled.env, PLATFORM_QUIET_MS: String(WINDOW_MS) });
  meddled.lead(stack);
});
afterAll(async () => {
  await stack.stop();
  await meddled.close();
});
afterEach(async () => {
  for (const vendor of [stack.google, stack.linkedIn]) vendor.faults.clear();
  await meddled.reset();
});

/** What was sent by then has been delivered for the second time. */
const landed = (sentBy: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, sentBy + SECOND_DELIVERY_MS + 200 - Date.now()));
const vendorOf = (platform: Platform) => (platform === 'google-ads' ? stack.google : stack.linkedIn);
const statusOf = async ({ person }: PublishedCampaign, operationId: string, kind: SubmissionKind) =>
  (await stack.asCampaign(submissionContracts.status, { operationId, kind }, person.organizationId))
    .targets[0];
/** The platform delivers the next write with this text in it once more, a second later. */
const deliverTwice = (platform: Platform, bodyIncludes: string) =>
  vendorOf(platform).faults.arm({
    kind: 'duplicate',
    ms: SECOND_DELIVERY_MS,
    match: { bodyIncludes },
  });
const ENABLES = { 'google-ads': '"ENABLED"', 'linkedin-ads': '"ACTIVE"' } as const;

describe.each(PLATFORMS)('on %s', (platform) => {
  it('a pause stops at once, is not called proved while an answered activation may land again, and stops what did', async () => {
    const published = await somebody(stack, platform);
    expect(await run(stack, published, 'publish')).toMatchObject([{ state: 'done' }]);
    const fault = {
      kind: 'duplicate',
      ms: SECOND_DELIVERY_MS,
      times: 50,
      match: { bodyIncludes: ENABLES[platform] },
    };
    vendorOf(platform).faults.arm(fault as Parameters<typeof stack.google.faults.arm>[0]);
    expect(await run(stack, published, 'resume')).toMatchObject([{ state: 'done' }]);
    const sentBy = Date.now();
    const operationId = await submit(stack, published, 'pause');
    await vi.waitFor(() => expect(serving(stack)).toEqual([]), { timeout: 900, interval: 10 });
    expect(await statusOf(published, operationId, 'pause')).toMatchObject({ state: 'running' });
    await vi.waitFor(() => expect(serving(stack)).not.toEqual([]), { timeout: 1_500, interval: 10 });
    expect(await stack.settled(operationId, 'pause', published.person.organizationId)).toMatchObject([
      { state: 'done', error: null },
    ]);
    expect(serving(stack)).toEqual([]);
    await landed(sentBy);
    expect(serving(stack)).toEqual([]);
  });

  it('a budget that was lowered stays so although the write that raised it before lands again', async () => {
    const published = await somebody(stack, platform);
    expect(await run(stack, published, 'publish')).toMatchObject([{ state: 'done' }]);
    const { desired } = published;
    const of = (dailyMicros: number) => ({ ...published, desired: { ...desired, dailyMicros } });
    const { dailyMicros } = desired;
    deliverTwice(platform, platform === 'google-ads' ? 'campaignBudgetOperation' : 'dailyBudget');
    expect(await run(stack, of(dailyMicros * 2), 'update')).toMatchObject([{ state: 'done' }]);
    const [sentBy, raised] = [Date.now(), budget(platform)];
    expect(await run(stack, of(dailyMicros), 'update')).toMatchObject([{ state: 'done' }]);
    expect(budget(platform)).toBeLessThan(raised);
    await landed(sentBy);
    expect(budget(platform)).toBeLessThan(raised);
  });
});

/** The most that a platform holds as a day's budget, in its own unit. */
function budget(platform: Platform): number {
  const amounts = vendorOf(platform)
    .objects.all()
    .flatMap(({ fields }) => {
      const daily = fields['dailyBudget'] as { amount?: string } | undefined;
      const amount = fields['amountMicros'] ?? daily?.amount;
      return amount === undefined ? [] : [Number(amount)];
    });
  return Math.max(...amounts);
}

it('a pause that hangs delays no pause of another campaign in the same ad account', async () => {
  const slow = await somebody(stack, 'google-ads');
  const campaignId = crypto.randomUUID();
  const other = { ...slow, campaignId, desired: { ...slow.desired, campaignId, name: campaignId } };
  for (const one of [slow, other])
    for (const kind of ['publish', 'resume'] as const)
      expect(await run(stack, one, kind)).toMatchObject([{ state: 'done' }]);
  await new Promise((resolve) => setTimeout(resolve, WINDOW_MS)); // no activation may land any more
  const [hanging] = stack.google.objects.all().filter(({ kind }) => kind === 'campaign');
  const proxy = meddled.proxies['google-ads'];
  proxy.meddle = ({ body }) =>
    body.includes(String(hanging?.fields['resourceName'])) && body.includes('PAUSED') ? 'hang' : null;
  const before = proxy.asked.length;
  await submit(stack, slow, 'pause');
  await vi.waitFor(() =>
    expect(proxy.asked.slice(before).some(({ body }) => body.includes('PAUSED'))).toBe(true),
  );
  const began = Date.now();
  expect(await run(stack, other, 'pause')).toMatchObject([{ state: 'done' }]);
  expect(Date.now() - began).toBeLessThan(900); // the hanging one ends after a second
});
