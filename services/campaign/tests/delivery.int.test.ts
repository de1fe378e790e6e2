import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { campaignDeliveryContracts } from '../../../contracts/campaign/delivery.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { historyContracts } from '../../../contracts/campaign/history.ts';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { reviewsContracts } from '../../../contracts/campaign/reviews.ts';
import { PLATFORMS, type Platform } from '../../../contracts/values.ts';
import type { PlatformDelivery } from '../../../contracts/platforms/delivery.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import type { SeenPublication } from '../../../contracts/campaign/campaign.ts';
import type { VendorServer } from '@sip/ad-sandbox/vendor-server';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';

/** Campaigns begin in three days; the platforms' clocks are put forward to then, and on to the end of their reviews. */
const DAY_SECONDS = 86_400;
const BEGUN_MS = 4 * DAY_SECONDS * 1_000;
const REVIEWED_MS = BEGUN_MS + DAY_SECONDS * 1_000;
let ahead = 0;
let stack: CampaignStack;
beforeAll(async () => {
  const quick = {
    PLATFORM_DELIVERY_QUICK_MS: '100',
    PLATFORM_DELIVERY_MS: '1000',
    PLATFORM_DELIVERY_STALE_MS: '4000',
  };
  const now = () => new Date(Date.now() + ahead);
  stack = await startCampaign([], quick, {
    vendors: { now, reviewMs: REVIEWED_MS, accessTokenSeconds: 10 * DAY_SECONDS },
  });
});
afterAll(() => stack.stop());
afterEach(() => {
  ahead = 0;
  for (const vendor of [stack.google, stack.linkedIn]) vendor.faults.clear();
});

const control = async (vendor: VendorServer, name: string, body: object): Promise<void> => {
  const answer = await fetch(`${vendor.url}/_simulator/${name}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(answer.ok, `the simulator answers ${answer.status}`).toBe(true);
};
const delivery = async (id: string, { owner }: Team): Promise<PlatformDelivery[]> =>
  (await stack.call(campaignDeliveryContracts.delivery, { id }, owner)).platforms;
/** Waits until both platforms are in these states. */
const until = (id: string, team: Team, google: string, linkedIn: string) =>
  vi.waitFor(
    async () => {
      const platforms = await delivery(id, team);
      expect(
        platforms.map(({ state }) => state),
        JSON.stringify(platforms),
      ).toEqual([google, linkedIn]);
      return platforms;
    },
    { timeout: 15_000, interval: 100 },
  );
const seen = async (id: string, { owner }: Team) => {
  const { text, updatedAt } = await stack.call(contentContracts.read, { id }, owner);
  const { publications } = JSON.parse(text) as { publications: SeenPublication[] };
  return { states: publications.map((one) => one.delivery?.state), updatedAt };
};
const named = (vendor: VendorServer, kind: string): string[] =>
  vendor.objects
    .all()
    .filter((object) => object.kind === kind)
    .map(({ id, fields }) => (fields['resourceName'] as string | undefined) ?? id);
const reviewsOf = async ({ owner }: Pick<Team, 'owner'>) =>
  (await stack.call(reviewsContracts.reviews, { limit: 50 }, owner)).data;

const changesOf = async (id: string, { owner }: Team) => {
  const { data } = await stack.call(historyContracts.history, { id, limit: 100 }, owner);
  return data.filter(({ action }) => action === 'campaign.delivery_changed').toReversed();
};
type Changes = Awaited<ReturnType<typeof changesOf>>;
const fieldsOf = (changes: Changes, platform: Platform) =>
  changes.flatMap((change) => change.fields).filter(({ path }) => path === `delivery.${platform}`);
const stepsOf = (changes: Changes, platform: Platform) =>
  fieldsOf(changes, platform).map(({ after }) => after);

it('says of what is published whether it can serve: in review, approved, refused, held, and unknown once nobody knows', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team);
  expect((await stack.get(id, team)).status).toBe('active');

  await until(id, team, 'not_serving', 'not_serving');
  ahead = BEGUN_MS;
  await until(id, team, 'in_review', 'in_review');
  ahead = REVIEWED_MS;
  const approved = await until(id, team, 'serving', 'serving');
  const objects = approved.flatMap((platform) => platform.objects);
  expect(new Set(objects.map(({ state }) => state))).toEqual(new Set(['serving']));
  expect(new Set(objects.map(({ kind }) => kind))).toEqual(
    new Set(['campaign', 'ad-group', 'ad', 'keyword']),
  );
  expect(objects.every(({ name, asOf }) => name !== null && asOf !== null)).toBe(true);
  await vi.waitFor(async () => expect((await seen(id, team)).states).toEqual(['serving', 'serving']), 5_000);
  expect(await reviewsOf(team)).toEqual([]);

  // every ad of both platforms is refused: the campaign is active, and nobody sees it
  for (const object of named(stack.google, 'adGroupAd'))
    await control(stack.google, 'review', {
      object,
      verdict: 'disapproved',
      topics: ['DESTINATION_NOT_WORKING'],
    });
  const creatives = stack.linkedIn.objects.all().filter(({ kind }) => kind === 'creative');
  for (const { fields } of creatives) {
    const order = { object: fields['id'], verdict: 'REJECTED', reasons: ['LANDING_PAGE'] };
    await control(stack.linkedIn, 'review', order);
  }
  const [refused] = await until(id, team, 'disapproved', 'disapproved');
  const ad = refused?.objects.find(({ kind }) => kind === 'ad');
  expect(ad).toMatchObject({ state: 'disapproved', policyTopics: ['Destination not working'] });
  expect(ad?.reasons.map(({ code }) => code)).toContain('DESTINATION_NOT_WORKING');
  await vi.waitFor(
    async () => expect((await seen(id, team)).states).toEqual(['disapproved', 'disapproved']),
    5_000,
  );
  const entries = await reviewsOf(team);
  expect(entries.map(({ platform, cause }) => [platform, cause.code])).toEqual([
    ['google-ads', 'DELIVERY_DISAPPROVED'],
    ['linkedin-ads', 'DELIVERY_DISAPPROVED'],
  ]);
  expect(entries[0]?.evidence.said).toContain('(DESTINATION_NOT_WORKING)');
  expect(entries[0]?.actions.map(({ name }) => name)).toEqual([
    'campaign.pause',
    'campaign.delivery',
    'campaign.update',
  ]);

  // approved again, and then nobody pays
  for (const object of named(stack.google, 'adGroupAd'))
    await control(stack.google, 'review', { object, verdict: 'approved' });
  for (const { fields } of creatives)
    await control(stack.linkedIn, 'review', { object: fields['id'], verdict: 'APPROVED', reasons: [] });
  await until(id, team, 'serving', 'serving');
  await control(stack.google, 'account', { id: '1234567890', billingHold: true });
  await control(stack.linkedIn, 'account', { id: '512345678', servingHold: true });
  await until(id, team, 'held', 'held');
  await vi.waitFor(
    async () =>
      expect((await reviewsOf(team)).map(({ cause }) => cause.code)).toEqual([
        'DELIVERY_HELD',
        'DELIVERY_HELD',
      ]),
    5_000,
  );
  await control(stack.google, 'account', { id: '1234567890', billingHold: false });
  await control(stack.linkedIn, 'account', { id: '512345678', servingHold: false });
  await until(id, team, 'serving', 'serving');
  await vi.waitFor(async () => expect((await seen(id, team)).states).toEqual(['serving', 'serving']), 5_000);

  // nobody answers: what was read stands for a while, then it is not known any more, and its age is shown
  for (const { faults } of [stack.google, stack.linkedIn])
    faults.arm({ match: {}, times: 10_000, skip: 0, kind: '500-before', ms: 0 });
  const dark = await until(id, team, 'unknown', 'unknown');
  for (const platform of dark) {
    expect(platform.reasons[0]?.code).toBe('READ_TOO_LONG_AGO');
    expect(platform.asOf).not.toBeNull();
    expect(platform.error).not.toBeNull();
  }
  await vi.waitFor(async () => expect((await seen(id, team)).states).toEqual(['unknown', 'unknown']), 5_000);
  expect(await reviewsOf(team)).toEqual([]);
  const isSaid = (steps: unknown[]) => steps.slice(steps.lastIndexOf('held')).includes('unknown');
  await vi.waitFor(async () => {
    const changes = await changesOf(id, team);
    for (const platform of PLATFORMS) expect(isSaid(stepsOf(changes, platform))).toBe(true);
  }, 5_000);
  for (const { faults } of [stack.google, stack.linkedIn]) faults.clear();
  await until(id, team, 'serving', 'serving');

  const changes = await changesOf(id, team);
  for (const platform of PLATFORMS) {
    const fields = fieldsOf(changes, platform);
    const steps = stepsOf(changes, platform);
    // what was read while the campaign was being made, or too long ago on a slow machine, is not known either
    const known = steps.filter((step) => step !== 'unknown').filter((step, at, all) => step !== all[at - 1]);
    expect(known.join(' ')).toMatch(/not_serving in_review serving .*disapproved .*serving held .*serving/);
    expect(isSaid(steps)).toBe(true);
    expect(fields.slice(1).every(({ before }, at) => before === steps[at])).toBe(true);
  }
  expect(changes[0]).toMatchObject({ actor: { kind: 'service', id: 'platforms' }, onBehalfOf: null });

  const stranger = { owner: stack.person('owner') };
  await expect(stack.call(campaignDeliveryContracts.delivery, { id }, stranger.owner)).rejects.toMatchObject({
    code: 'CAMPAIGN_NOT_FOUND',
  });
  expect(await reviewsOf(stranger)).toEqual([]);
}, 90_000);

it('a paused campaign that somebody switches on in the platforms’ own pages is told before it begins to serve, and its pause ends it', async () => {
  const team = await stack.team();
  const keep = new Set([...named(stack.google, 'campaign'), ...named(stack.linkedIn, 'campaignGroup')]);
  const { id } = await stack.live(team);
  const { schedule } = await stack.get(id, team);
  const pause = async () =>
    stack.ended(await stack.call(publishingContracts.pause, { id }, team.owner), team);
  expect(await pause()).toMatchObject({ status: 'succeeded' });
  const enabled = () => delivery(id, team).then((all) => all.map((one) => one.enabled));
  const isSwitched = (on: boolean) =>
    vi.waitFor(async () => expect(await enabled()).toEqual([on, on]), { timeout: 15_000, interval: 100 });
  await isSwitched(false);
  expect(await reviewsOf(team)).toEqual([]);
  for (const [vendor, kind, urn, status] of [
    [stack.google, 'campaign', '', 'ENABLED'],
    [stack.linkedIn, 'campaignGroup', 'urn:li:sponsoredCampaignGroup:', 'ACTIVE'],
  ] as const)
    for (const object of named(vendor, kind).filter((name) => !keep.has(name)))
      await control(vendor, 'edit', {
        object: `${urn}${object}`,
        set: { status },
        person: 'ann@example.com',
      });
  await vi.waitFor(
    async () => {
      const entries = await reviewsOf(team);
      expect(entries.map(({ platform, cause, mayServe }) => [platform, cause.code, mayServe])).toEqual([
        ['google-ads', 'FOUND_ENABLED', true],
        ['linkedin-ads', 'FOUND_ENABLED', true],
      ]);
      for (const { evidence, actions } of entries) {
        expect(evidence.said).toContain(`it begins to serve on ${schedule.startDate}.`);
        expect(actions[0]?.name).toBe('campaign.pause');
      }
    },
    { timeout: 15_000, interval: 100 },
  );
  const fields = (await changesOf(id, team)).flatMap((change) => change.fields);
  for (const platform of ['google-ads', 'linkedin-ads'])
    expect(fields).toContainEqual({ path: `delivery.${platform}.enabled`, before: false, after: true });
  expect(await pause()).toMatchObject({ status: 'succeeded' });
  expect(await reviewsOf(team)).toEqual([]);
  await isSwitched(false);
});

it('with its only keyword refused nothing of an ad group can serve, and the keyword and the policy are named', async () => {
  const team = await stack.team();
  const keep = new Set(named(stack.google, 'adGroupCriterion'));
  const { id } = await stack.live(team, { platforms: ['google-ads'] });
  const isOne = async (state: string) =>
    vi.waitFor(
      async () => expect((await delivery(id, team)).map((one) => one.state)).toEqual([state]),
      15_000,
    );
  await isOne('not_serving');
  ahead = REVIEWED_MS;
  await isOne('serving');
  const [object] = named(stack.google, 'adGroupCriterion').filter((name) => !keep.has(name));
  await control(stack.google, 'review', { object, verdict: 'disapproved', topics: ['TRADEMARKS'] });
  await isOne('disapproved');
  const [platform] = await delivery(id, team);
  const refused = platform?.objects.filter(({ state }) => state === 'disapproved');
  expect(refused).toMatchObject([{ kind: 'keyword', policyTopics: ['Trademarks'] }]);
  expect(platform?.reasons.map(({ code }) => code)).toContain('SOME_DISAPPROVED');
});

it('a reading never delays a pause, and a job that comes twice begins no second chain', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team);
  await vi.waitFor(
    async () => expect((await delivery(id, team)).map(({ asOf }) => asOf)).not.toContain(null),
    10_000,
  );
  const hang = { times: 10_000, skip: 0, ms: 0, kind: 'half-open' as const };
  stack.google.faults.arm({ ...hang, match: { bodyIncludes: 'primary_status' } });
  await vi.waitFor(async () => expect((await delivery(id, team))[0]?.error).not.toBeNull(), 10_000);
  const began = Date.now();
  const pause = await stack.call(publishingContracts.pause, { id }, team.owner);
  expect(await stack.ended(pause, team)).toMatchObject({ status: 'succeeded' });
  expect(Date.now() - began).toBeLessThan(5_000);
  stack.google.faults.clear();

  const waiting = `SELECT count(*)::int AS count FROM pgboss.job j JOIN delivery_readings r
      ON r.turn = (j.data->>'turn')::int AND r.ad_account_id = j.singleton_key::uuid
    WHERE j.name = 'platforms.readDelivery' AND j.state IN ('created', 'retry', 'active')
    GROUP BY r.ad_account_id HAVING count(*) > 1`;
  const again = `INSERT INTO pgboss.job (name, data, singleton_key, policy)
    SELECT name, data, singleton_key, policy FROM pgboss.job WHERE name = 'platforms.readDelivery'`;
  const url = stack.databases.adminUrl('platforms');
  await asAdministrator(url, again);
  await vi.waitFor(async () => {
    const late = `SELECT 1 FROM pgboss.job WHERE name = 'platforms.readDelivery' AND state IN ('created', 'retry', 'active')`;
    const accounts = await asAdministrator(url, 'SELECT 1 FROM delivery_readings WHERE due_at IS NOT NULL');
    expect((await asAdministrator(url, late)).length).toBeLessThanOrEqual(accounts.length);
  }, 15_000);
  expect(await asAdministrator(url, waiting)).toEqual([]);
});

it('an ad account whose sign-in is taken for lost is read on, and an answer shows that it is not lost', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team, { platforms: ['google-ads'] });
  const google = async () => (await delivery(id, team))[0];
  await vi.waitFor(async () => expect((await google())?.asOf).not.toBeNull(), {
    timeout: 15_000,
    interval: 100,
  });
  const sql = (text: string) =>
    asAdministrator<{ status: string }>(stack.databases.adminUrl('platforms'), text, [
      team.owner.organizationId,
    ]);
  const statuses = async () => {
    const rows = await sql(
      `SELECT status FROM ad_accounts WHERE organization_id = $1 AND platform = 'google-ads'`,
    );
    return new Set(rows.map(({ status }) => status));
  };
  await sql(
    `UPDATE ad_accounts SET status = 'reauthorize' WHERE organization_id = $1 AND platform = 'google-ads'`,
  );
  const lostAt = new Date().toISOString();
  await vi.waitFor(async () => expect(await statuses()).toEqual(new Set(['connected'])), {
    timeout: 15_000,
    interval: 100,
  });
  await vi.waitFor(
    async () => {
      const read = await google();
      expect([read?.error ?? null, String(read?.asOf) > lostAt]).toEqual([null, true]);
    },
    { timeout: 15_000, interval: 100 },
  );
});
