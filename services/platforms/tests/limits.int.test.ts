import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/time.ts';
import { inOrganization } from '../../../storage/scope.ts';
import type { HeldLimit } from '../ledger/domain/limit.ts';
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
async function firstProbe({ organizationId }: Case): Promise<number> {
  const [row] = await bench.sql<{ at: Date }>(
    'SELECT probe_at AS at FROM call_limits WHERE organization_id = $1',
    [organizationId],
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
    expect(await limitsOf(first!)).toEqual([]);
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

/** The limits that hold for an account, as its steps find them. */
const limitsOf = ({ organizationId, adAccountId }: Pick<Case, 'organizationId' | 'adAccountId'>) =>
  inOrganization(organizationId, () =>
    bench.deps().limits.find({ organizationId, adAccountId, platform: 'linkedin-ads' }),
  );

/**
 * An organisation's accounts: `asked`, one of the same consent, one of another consent of the same person, and one of another
 * person; and an account of another organisation.
 */
async function accounts() {
  const one = await bench.case();
  const { organizationId } = one;
  const { connects, clock } = bench.deps();
  const connect = (userId: string, names: string[]) =>
    inOrganization(organizationId, async () => {
      const connected = await connects.connect({
        organizationId,
        userId,
        platform: 'linkedin-ads',
        tokens: { accessToken: 'access', refreshToken: null },
        developerToken: null,
        expiresAt: new Date(clock().getTime() + 365 * DAY_MS),
        accounts: names.map((name) => fakeAccount({ name })),
      });
      return connected.map(({ id }) => ({ ...one, campaignId: randomUUID(), adAccountId: id }));
    });
  const person = randomUUID();
  const [asked, sameConsent] = await connect(person, ['Asked', 'Beside']);
  const [samePerson] = await connect(person, ['Later']);
  const [colleague] = await connect(randomUUID(), ['Of a colleague']);
  return {
    asked: asked!,
    sameConsent: sameConsent!,
    samePerson: samePerson!,
    colleague: colleague!,
    elsewhere: await bench.case(),
  };
}
type Accounts = Awaited<ReturnType<typeof accounts>>;
const EVERYBODY = ['asked', 'sameConsent', 'samePerson', 'colleague', 'elsewhere'] as const;
async function limitedOf(all: Accounts) {
  const limits = await Promise.all(EVERYBODY.map(async (name) => [name, await limitsOf(all[name])] as const));
  return limits.filter(([, held]) => held.length > 0).map(([name]) => name);
}

describe('whom a limit concerns', () => {
  const SCOPES = [
    ['account', ['asked']],
    ['member', ['asked', 'sameConsent', 'samePerson']],
    ['application-and-member', ['asked', 'sameConsent', 'samePerson']],
    ['application', ['asked', 'sameConsent', 'samePerson', 'colleague']],
  ] as const;

  /** The limit is met by `asked`, and each concerned account in its turn is the one that is answered first. */
  const CASES = SCOPES.flatMap(([scope, concerned]) =>
    concerned.map((answered) => [scope, answered] as const),
  );
  it.each(CASES)(
    'of the scope %s: an answer for %s ends it for all whom it concerned, and for nobody else',
    async (scope, answered) => {
      tenOClock();
      const concerned = SCOPES.find(([name]) => name === scope)![1];
      const all = await accounts();
      const steps = new Map<string, Step>();
      for (const name of EVERYBODY.slice(0, 4))
        steps.set(name, { ...all[name], ...(await bench.submit(all[name], 'publish')) });
      limited({ scope, window: 'day' });
      const first = steps.get('asked')!;
      await attemptOnce(bench.deps(), first, first.opId);
      expect(await limitedOf(all)).toEqual(concerned);
      for (const name of concerned) await attemptOnce(bench.deps(), all[name], steps.get(name)!.opId);
      expect(calls).toBe(1); // whoever waits does not ask
      limited(null);
      passUntil((await limitsOf(all.asked))[0]!.probeAt.getTime());
      const step = steps.get(answered)!;
      await bench.sql('UPDATE ops SET not_before = NULL WHERE id = $1', [step.opId]);
      await attemptOnce(bench.deps(), step, step.opId);
      expect(await limitedOf(all)).toEqual([]);
      for (const name of concerned) expect(await notBefore(steps.get(name)!)).toBeNull();
    },
  );

  it('two limits of an account end apart: an answer elsewhere ends the shared one, and its own holds on', async () => {
    tenOClock();
    const all = await accounts();
    const { limits, clock } = bench.deps();
    const hold = (scope: RateLimit['scope'], minutes: number) =>
      inOrganization(all.asked.organizationId, () => {
        const probeAt = new Date(clock().getTime() + minutes * MINUTE_MS);
        const held: HeldLimit = {
          ...{ scope, window: 'day', until: probeAt, probeAt },
          ...{ code: 'TOO_MANY_REQUESTS', sentence: scope, strikes: 1 },
        };
        return limits.hold({ ...all.asked, platform: 'linkedin-ads' }, held, clock());
      });
    await hold('application', 10);
    await hold('account', 60);
    expect((await limitsOf(all.asked)).map(({ scope }) => scope)).toEqual(['account', 'application']);
    bench.pass(11 * MINUTE_MS);
    const step = { ...all.colleague, ...(await bench.submit(all.colleague, 'publish')) };
    await attemptOnce(bench.deps(), step, step.opId);
    expect((await limitsOf(all.asked)).map(({ scope }) => scope)).toEqual(['account']);
    expect(await limitsOf(all.colleague)).toEqual([]);
  });

  it('a step that asked the platform nothing ends no limit', async () => {
    const one = await bench.case();
    const { opId } = await bench.submit(one, 'publish');
    limited({ scope: 'account', window: 'unnamed' });
    await attemptOnce(bench.deps(), one, opId);
    bench.pass(MINUTE_MS);
    const nothing = await bench.submit({ ...one, campaignId: randomUUID() }, 'pause'); // nothing of it is published
    limited(null);
    await attemptUntilDone(bench, one, nothing.opId);
    expect(await limitsOf(one)).toHaveLength(1);
  });

  it('a reading that is answered ends it too', async () => {
    const one = await bench.case();
    const { opId } = await bench.submit(one, 'publish');
    limited({ scope: 'application', window: 'unnamed' });
    await attemptOnce(bench.deps(), one, opId);
    bench.pass(MINUTE_MS);
    await inOrganization(one.organizationId, () =>
      readUnderLimit(bench.deps(), { ...one, platform: 'linkedin-ads' }, async () => 'read'),
    );
    expect(await limitsOf(one)).toEqual([]);
  });
});

describe('a sign-in that is refused', () => {
  const signedOutOf = async (all: Accounts) => {
    const rows = await bench.sql<{ id: string }>(
      "SELECT id FROM ad_accounts WHERE organization_id = ANY ($1::uuid[]) AND status = 'reauthorize'",
      [[all.asked.organizationId, all.elsewhere.organizationId]],
    );
    return EVERYBODY.filter((name) => rows.some(({ id }) => id === all[name].adAccountId));
  };

  it.each(['asked', 'sameConsent'] as const)(
    'is lost for all accounts of the consent, and an answer for %s shows for all of them that it is not',
    async (answered) => {
      const all = await accounts();
      const { opId } = await bench.submit(all.asked, 'publish');
      bench.fake.refuseNextWrite = 'signed-out';
      await attemptOnce(bench.deps(), all.asked, opId);
      expect(await signedOutOf(all)).toEqual(['asked', 'sameConsent']);
      const other = { ...all.samePerson, campaignId: randomUUID() };
      await attemptUntilDone(bench, other, (await bench.submit(other, 'publish')).opId);
      expect(await signedOutOf(all)).toEqual(['asked', 'sameConsent']); // another consent says nothing about this one
      const nothing = { ...all[answered], campaignId: randomUUID() };
      await attemptUntilDone(bench, nothing, (await bench.submit(nothing, 'pause')).opId);
      expect(await signedOutOf(all)).toEqual(['asked', 'sameConsent']); // nor does a step that asked nothing
      const again = { ...all[answered], campaignId: randomUUID() };
      await attemptUntilDone(bench, again, (await bench.submit(again, 'publish')).opId);
      expect(await signedOutOf(all)).toEqual([]);
    },
  );
});
