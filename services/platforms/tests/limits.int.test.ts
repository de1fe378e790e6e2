import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/time.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { readUnderLimit } from '../ledger/steps/limits.ts';
import { VendorFailure, type RateLimit } from '../port.ts';
import {
  attemptOnce,
  attemptUntilDone,
  fakeAccount,
  startBench,
  type Bench,
  type Case,
} from './ledger-bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());
let calls = 0;
beforeEach(() => {
  calls = 0;
});
afterEach(() => bench.reset());

const DAY: RateLimit = { scope: 'application-and-member', window: 'day' };

/** Counts the calls that reach the platform; each is answered with the limit while there is one. */
function limited(limit: RateLimit | null): void {
  bench.fake.boundary = async (where) => {
    if (!where.endsWith('sent')) return;
    calls += 1;
    if (limit !== null)
      throw new VendorFailure('slow-down', 'TOO_MANY_REQUESTS', 'LinkedIn Ads: No.', { limit });
  };
}

type Step = Case & { opId: string; operationId: string };

/** Several campaigns that are to be published on one account, in the order in which they were asked for. */
async function publishes(count: number): Promise<Step[]> {
  const one = await bench.case();
  const steps: Step[] = [];
  for (let n = 0; n < count; n += 1) {
    const own = { ...one, campaignId: randomUUID() };
    steps.push({ ...own, ...(await bench.submit(own, 'publish')) });
    bench.pass(1);
  }
  return steps;
}
const attemptAll = async (steps: readonly Step[]): Promise<void> => {
  for (const step of steps) await attemptOnce(bench.deps(), step, step.opId);
};
const nowMs = (): number => bench.deps().clock().getTime();
async function notBefore({ opId }: Step): Promise<number | null> {
  const [op] = await bench.sql<{ at: Date | null }>('SELECT not_before AS at FROM ops WHERE id = $1', [opId]);
  return op?.at?.getTime() ?? null;
}
async function firstProbe({ adAccountId }: Case): Promise<number> {
  const [row] = await bench.sql<{ at: Date }>(
    'SELECT probe_at AS at FROM rate_limits WHERE ad_account_id = $1',
    [adAccountId],
  );
  return row?.at.getTime() ?? Number.NaN;
}
const passUntil = (ms: number): void => bench.pass(ms - nowMs());
/** Ten in the morning, so that a day's limit holds for hours. */
const tenOClock = (): void => bench.pass(DAY_MS - (nowMs() % DAY_MS) + 10 * HOUR_MS);

describe("while LinkedIn's limit of a day holds", () => {
  it('six steps of an account make one call, and all of them say what they wait for', async () => {
    tenOClock();
    const steps = await publishes(6);
    limited(DAY);
    await attemptAll(steps);
    expect(calls).toBe(1);
    for (const step of steps)
      expect(await bench.status(step, step.operationId, 'publish')).toMatchObject({
        state: 'running',
        progress: { step: "LinkedIn's daily limit, until 00:00 UTC" },
      });
  });

  it('there is one call at each probe, and between them none, however often the steps are taken up', async () => {
    tenOClock();
    const steps = await publishes(4);
    limited(DAY);
    await attemptAll(steps);
    const probe = await firstProbe(steps[0]!);
    expect(probe % DAY_MS).toBeLessThan(10 * MINUTE_MS);
    await bench.sql('UPDATE ops SET not_before = NULL WHERE ad_account_id = $1', [steps[0]!.adAccountId]);
    for (let hour = 0; hour < 13; hour += 1) {
      bench.pass(HOUR_MS);
      await attemptAll(steps);
    }
    expect(calls).toBe(1);
    passUntil(probe);
    await attemptAll(steps);
    expect(calls).toBe(2);
    await attemptAll(steps);
    expect(calls).toBe(2);
  });

  it('the earliest step asks first, and when it is answered the others go on at once', async () => {
    tenOClock();
    const steps = await publishes(3);
    limited(DAY);
    await attemptAll(steps);
    const [first, ...others] = steps;
    const probe = await notBefore(first!);
    for (const other of others) expect(await notBefore(other)).toBe(probe! + 1_000);
    limited(null);
    passUntil(probe!);
    await attemptUntilDone(bench, first!, first!.opId);
    for (const other of others) expect(await notBefore(other)).toBeNull();
    for (const other of others) expect(await attemptUntilDone(bench, other, other.opId)).toBe(1);
    expect(
      await bench.sql('SELECT 1 FROM rate_limits WHERE ad_account_id = $1', [first!.adAccountId]),
    ).toEqual([]);
  });

  it('a pause is sent all the same, and its answer says nothing about the limit', async () => {
    const one = await bench.case();
    const publish = await bench.submit(one, 'publish');
    await attemptUntilDone(bench, one, publish.opId);
    const resume = await bench.submit(one, 'resume');
    await attemptUntilDone(bench, one, resume.opId);
    tenOClock();
    const other = { ...one, campaignId: randomUUID() };
    const refused = await bench.submit(other, 'publish');
    limited(DAY);
    await attemptOnce(bench.deps(), other, refused.opId);
    expect(await firstProbe(one)).toBeGreaterThan(nowMs());
    const pause = await bench.submit(one, 'pause');
    limited(null);
    await attemptUntilDone(bench, one, pause.opId);
    expect(bench.fake.serving()).toEqual([]);
    expect(await firstProbe(one)).toBeGreaterThan(nowMs());
  });

  it('one step may ask at once when a person says so, and the others still wait', async () => {
    tenOClock();
    const steps = await publishes(2);
    limited(DAY);
    await attemptAll(steps);
    const tryNow = ({ organizationId, operationId }: Step): Promise<void> => {
      const { submissions, clock } = bench.deps();
      return inOrganization(organizationId, () => submissions.hurry(organizationId, operationId, clock()));
    };
    await tryNow(steps[1]!);
    await attemptAll(steps.toReversed());
    expect(calls).toBe(2);
    expect(await firstProbe(steps[0]!)).toBeGreaterThan(nowMs());
    limited(null);
    await tryNow(steps[1]!);
    await attemptOnce(bench.deps(), steps[1]!, steps[1]!.opId);
    expect(await notBefore(steps[0]!)).toBeNull();
  });
});

it('a read outside a step meets a limit once, and the steps wait for it too', async () => {
  tenOClock();
  const [step] = await publishes(1);
  const { organizationId, adAccountId } = step!;
  let reads = 0;
  const limit = new VendorFailure('slow-down', 'TOO_MANY_REQUESTS', 'LinkedIn Ads: No.', { limit: DAY });
  const read = () =>
    inOrganization(organizationId, () =>
      readUnderLimit(bench.deps(), { organizationId, adAccountId, platform: 'linkedin-ads' }, async () => {
        reads += 1;
        throw limit;
      }),
    );
  await expect(read()).rejects.toBe(limit);
  const sentence = "LinkedIn's daily limit, until 00:00 UTC";
  await expect(read()).rejects.toMatchObject({ kind: 'slow-down', message: sentence });
  expect(reads).toBe(1);
  limited(null);
  await attemptOnce(bench.deps(), step!, step!.opId);
  expect(calls).toBe(0);
});

describe('a limit of which the platform says no window', () => {
  it('is asked about less and less often', async () => {
    const [step] = await publishes(1);
    limited({ scope: 'account', window: 'unnamed' });
    const pauses: number[] = [];
    for (let n = 0; n < 11; n += 1) {
      await attemptOnce(bench.deps(), step!, step!.opId);
      pauses.push((await notBefore(step!))! - nowMs());
      passUntil((await notBefore(step!))!);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1_000));
  });
});

describe('whom a limit concerns', () => {
  it.each([
    ['account', 1],
    ['member', 2],
    ['application-and-member', 2],
    ['application', 3],
  ] as const)('of the scope %s: %i accounts of the organisation, and nobody else', async (scope, count) => {
    const one = await bench.case();
    const { organizationId } = one;
    const elsewhere = await bench.case();
    const { connects, clock } = bench.deps();
    const [grant] = await bench.sql<{ by: string }>(
      'SELECT granted_by AS by FROM platform_grants WHERE organization_id = $1',
      [organizationId],
    );
    const connect = (userId: string) =>
      inOrganization(organizationId, () =>
        connects.connect({
          organizationId,
          userId,
          platform: 'linkedin-ads',
          tokens: { accessToken: 'access', refreshToken: null },
          expiresAt: new Date(clock().getTime() + DAY_MS),
          accounts: [fakeAccount({ name: 'Other' })],
        }),
      );
    await connect(grant!.by);
    await connect(randomUUID());
    const { opId } = await bench.submit(one, 'publish');
    limited({ scope, window: 'day' });
    await attemptOnce(bench.deps(), one, opId);
    const rows = await bench.sql<{ organization: string }>(
      'SELECT organization_id AS organization FROM rate_limits WHERE organization_id = ANY ($1::uuid[])',
      [[organizationId, elsewhere.organizationId]],
    );
    expect(rows).toEqual(Array.from({ length: count }, () => ({ organization: organizationId })));
  });
});
