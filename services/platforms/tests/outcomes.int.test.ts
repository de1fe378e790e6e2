import type { FaultKind, FaultMatch } from '@sip/ad-sandbox/faults/fault';
import type { VendorServer } from '@sip/ad-sandbox/vendor-server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import { submissionContracts, type SubmissionStatus } from '../../../contracts/platforms/submissions.ts';
import { PLATFORMS, type Platform } from '../../../contracts/values.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { creates, run, serving, somebody, submit, type PublishedCampaign } from './published-campaign.ts';

let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms();
});
afterAll(() => stack.stop());
afterEach(() => {
  for (const vendor of [stack.google, stack.linkedIn]) vendor.faults.clear();
});

const vendorOf = (platform: Platform): VendorServer =>
  platform === 'google-ads' ? stack.google : stack.linkedIn;
const accountsOf = async ({ person }: PublishedCampaign) =>
  (await stack.call(adAccountContracts.adAccounts, { limit: 20 }, person)).data;
const outcomeOf = ([status]: readonly SubmissionStatus[]) => ({ state: status?.state, error: status?.error });
const DONE = { state: 'done', error: null };

describe('a platform that forbids one thing (P8)', () => {
  const cases = [
    ['google-ads', 'ACTION_NOT_PERMITTED', 'may not do this to this object'],
    ['linkedin-ads', 'NO_PERMISSION_ON_ENTITY', 'LinkedIn Ads: '],
  ] as const;
  it.each(cases)(
    'on %s fails that step with its reason; the account and its other campaigns go on',
    async (platform, reason, words) => {
      const one = await somebody(stack, platform);
      const other = { ...(await somebody(stack)), person: one.person, targets: one.targets };
      const [published] = await run(stack, one, 'publish');
      expect(outcomeOf(await run(stack, other, 'publish'))).toEqual(DONE);
      const campaign = published?.campaignExternalId ?? '';
      const object = platform === 'google-ads' ? `customers/1234567890/campaigns/${campaign}` : campaign;
      vendorOf(platform).faults.arm({
        kind: '403',
        reason,
        match: { object, call: 'write' },
        times: 1,
        skip: 0,
        ms: 0,
      });
      const { state, error } = outcomeOf(await run(stack, one, 'resume'));
      expect({ state, code: error?.code }).toEqual({ state: 'failed', code: reason });
      expect(error?.message).toContain(words);
      expect((await accountsOf(one)).map(({ status }) => status)).toContain('connected');
      expect((await accountsOf(one)).map(({ status }) => status)).not.toContain('reauthorize');
      expect(outcomeOf(await run(stack, other, 'resume'))).toEqual(DONE);
      expect(serving(stack)).not.toEqual([]);
      await run(stack, other, 'pause');
    },
  );
});

it('a creative that LinkedIn does not take at once after its campaign was made is waited for (P15)', async () => {
  const one = await somebody(stack, 'linkedin-ads');
  const before = creates(stack.linkedIn);
  stack.linkedIn.faults.arm({
    kind: '404',
    match: { method: 'POST', pathIncludes: '/creatives' },
    times: 2,
    skip: 0,
    ms: 0,
  });
  const [status] = await run(stack, one, 'publish');
  expect(outcomeOf([status!])).toEqual(DONE);
  expect(creates(stack.linkedIn) - before).toBe(status?.objects.length);
});

describe("an answer that is not the platform's own (P1)", () => {
  const kinds: FaultKind[] = ['proxy', 'truncated', 'cut-off', 'garbage', 'empty', 'foreign'];
  const strikes: { what: string; match: FaultMatch; done: boolean }[] = [
    { what: 'a read', match: { call: 'read' }, done: false },
    { what: 'a write that was done', match: { call: 'write' }, done: true },
    { what: 'a write that was not done', match: { call: 'write' }, done: false },
  ];
  /** Each kind once, on one of the three, each time on another platform; all of them are unit tests of the adapters. */
  const cases = kinds.map((kind, n) => {
    const platform = PLATFORMS[n % 2]!;
    return { kind, platform, ...strikes[n % 3]! };
  });
  it.each(cases)(
    '$kind on $what on $platform ends with each object once, and never with a guess',
    async ({ kind, platform, match, done }) => {
      const one = await somebody(stack, platform);
      const vendor = vendorOf(platform);
      const before = creates(vendor);
      vendor.faults.arm({ kind, match, done, times: 1, skip: 0, ms: 0 });
      const [status] = await run(stack, one, 'publish');
      expect(outcomeOf([status!])).toEqual(DONE);
      expect(creates(vendor) - before).toBe(status?.objects.length);
    },
  );
});

describe('a daily limit (P7)', () => {
  it.each([
    ['linkedin-ads', "LinkedIn's daily limit, until 00:00 UTC"],
    ['google-ads', "Google's daily limit, until "],
  ] as const)(
    'of %s is met by one call, is seen, and ends for all when one step is answered',
    async (platform, words) => {
      const one = await somebody(stack, platform);
      const other = { ...(await somebody(stack)), person: one.person, targets: one.targets };
      const vendor = vendorOf(platform);
      vendor.faults.arm({ kind: '429', window: 'DAY', match: {}, times: 1_000, skip: 0, ms: 0 });
      const { organizationId } = one.person;
      const asked = vendor.requests.length;
      const first = await submit(stack, one, 'publish');
      const second = await submit(stack, other, 'publish');
      const stepOf = async (operationId: string): Promise<string> => {
        const query = { operationId, kind: 'publish' as const };
        const { targets } = await stack.asCampaign(submissionContracts.status, query, organizationId);
        return targets[0]?.progress.step ?? '';
      };
      await vi.waitFor(
        async () => {
          for (const id of [first, second]) expect(await stepOf(id)).toContain(words);
        },
        { timeout: 10_000, interval: 50 },
      );
      expect(vendor.requests.length - asked).toBe(1);
      const limits = (await accountsOf(one)).map(({ limit }) => limit?.sentence ?? '');
      expect(limits.some((sentence) => sentence.startsWith(words))).toBe(true);
      vendor.faults.clear();
      await stack.sql('UPDATE call_limits SET probe_at = now() WHERE organization_id = $1', [organizationId]);
      const third = { ...(await somebody(stack)), person: one.person, targets: one.targets };
      expect(outcomeOf(await run(stack, third, 'publish'))).toEqual(DONE);
      for (const id of [first, second])
        expect(outcomeOf(await stack.settled(id, 'publish', organizationId))).toEqual(DONE);
      const [targeted] = one.targets;
      const account = (await accountsOf(one)).find(({ id }) => id === targeted?.adAccountId);
      expect(account?.limit).toBeNull();
    },
  );
});
