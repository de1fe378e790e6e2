import { afterAll, beforeAll, expect, it } from 'vitest';
import { adviceContracts } from '../../../contracts/campaign/advice.ts';
import { campaignDriftContracts as drifts } from '../../../contracts/campaign/drift.ts';
import { publishingContracts as publishing } from '../../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../../contracts/campaign/review.ts';
import { stopContracts } from '../../../contracts/campaign/stops.ts';
import { agreedTo } from '../../../tests/support/approval.ts';
import { everyContract } from '../../../tests/support/contracts.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { FIT, type Person } from '../../../tests/support/stack.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';

let stack: CampaignStack;
/** People whose factor was added just now, with a mailbox alone. */
const young = new Set<string>();
let team: Team;
beforeAll(async () => {
  stack = await startCampaign(
    [],
    { STEP_UP: 'required', APPROVER_MIN_AGE_HOURS: '24' },
    {
      standing: (userId) =>
        young.has(userId) ? { ...FIT, factorWaitsSince: new Date().toISOString() } : FIT,
    },
  );
  team = await stack.team();
});
afterAll(() => stack.stop());

const GOOGLE = { platforms: ['google-ads' as const] };
const keyed = (id: string) => ({ id, idempotencyKey: crypto.randomUUID() });
const admin = <Row extends object>(sql: string, values: unknown[]) =>
  asAdministrator<Row>(stack.databases.adminUrl('campaign'), sql, values);

/** A recommendation as analytics might have made it. */
async function recommended(campaignId: string): Promise<string> {
  const id = crypto.randomUUID();
  const proposal = {
    change: { kind: 'lower_budget', dailyMicros: 1_000_000, split: [] },
    evidence: {
      ...{ windowDays: 28, from: '2026-02-01', to: '2026-02-28', facts: [] },
      ...{ probabilityBetter: 0.9, factVersion: 1, method: 'bayes' },
    },
    expected: { low: 1, expected: 2, high: 3, unit: 'conversions a week' },
    costIfWrong: { amountMicros: 1, currency: 'USD' },
  };
  await admin(
    `INSERT INTO recommendations (organization_id, id, campaign_id, base_version, change_hash, status, title, explanation,
       proposal, shape, created_at, expires_at)
     VALUES ($1, $2, $3, 1, 'h', 'open', 'Lower it', 'It costs less.', $4, 1, now(), now() + interval '1 day')`,
    [team.owner.organizationId, id, campaignId, JSON.stringify(proposal)],
  );
  return id;
}

/** What the owner of Google's account changed there, as whoever puts it back names it. */
async function raisedAtGoogle(campaignId: string): Promise<string[]> {
  const budget = stack.google.objects.all().findLast(({ kind }) => kind === 'campaignBudget');
  if (!budget) throw new Error('Google holds nothing');
  const { kind, account, id } = budget;
  const fields = { ...budget.fields, amountMicros: '90000000000' };
  const change = { op: 'update' as const, kind, account, id, fields };
  await stack.google.objects.commit('the-owner@example.com', [change], 'person');
  const { platforms } = await stack.call(drifts.drift, { id: campaignId }, team.owner);
  return platforms.flatMap(({ differences }) => differences.map((one) => one.id));
}

it('nobody whose factor a mailbox alone could have added confirms anything by which money may move', async () => {
  const [waiting, approved, pausing, shut, paused] = [
    await stack.inReview(team, GOOGLE),
    await stack.approved(team, GOOGLE),
    await stack.live(team, GOOGLE),
    await stack.live(team, GOOGLE),
    await stack.live(team, GOOGLE),
  ];
  const fail = `UPDATE operations SET status = 'failed' WHERE campaign_id = $1 RETURNING id`;
  const [failed] = await admin<{ id: string }>(fail, [paused.id]);
  const failedId = failed?.id ?? '';
  await stack.ended(await stack.call(publishing.pause, { id: paused.id }, team.owner), team);
  // a pause that nothing has proved yet
  const [pause] = await admin<{ id: string }>(
    `UPDATE operations SET kind = 'pause', status = 'running', result = NULL, position = 0,
       steps = (SELECT steps FROM operations WHERE campaign_id = $2 AND kind = 'pause' LIMIT 1)
     WHERE campaign_id = $1 RETURNING id`,
    [pausing.id, paused.id],
  );
  const stop = await stack.call(stopContracts.stop, { scope: 'campaign', id: waiting.id }, team.owner);
  const ids = await raisedAtGoogle(paused.id);
  const recommendation = await recommended(paused.id);
  const acts: Readonly<Record<string, (person: Person) => Promise<unknown>>> = {
    'campaign.approve': (person) => stack.call(reviewContracts.approve, agreedTo(waiting), person),
    'campaign.publish': (person) => stack.call(publishing.publish, keyed(approved.id), person),
    'campaign.resume': (person) => stack.call(publishing.resume, keyed(paused.id), person),
    'campaign.retry': (person) => stack.call(publishing.retry, keyed(failedId), person),
    'campaign.putBackDrift': (person) =>
      stack.call(drifts.putBackDrift, { ...keyed(paused.id), ids }, person),
    'campaign.applyRecommendation': (person) =>
      stack.call(adviceContracts.applyRecommendation, keyed(recommendation), person),
    'campaign.cancel': (person) => stack.call(publishing.cancel, { id: pause?.id ?? '' }, person),
    'campaign.leave': async (person) => {
      // only what Google lets nobody into is left
      stack.google.faults.arm({
        match: { pathIncludes: 'googleAds:' },
        times: 100,
        skip: 0,
        kind: '403',
        ms: 0,
      });
      return stack.call(publishing.leave, { id: shut.id }, person).finally(() => stack.google.faults.clear());
    },
    'campaign.thaw': (person) => stack.call(stopContracts.thaw, keyed(stop.id), person),
  };
  // whatever this service has confirmed, also what is added later, stands above
  const confirmed = (await everyContract()).filter(
    ({ name, stepUp }) => name.startsWith('campaign.') && stepUp !== 'none',
  );
  expect(Object.keys(acts).toSorted()).toEqual(confirmed.map(({ name }) => name).toSorted());

  young.add(team.colleague.userId);
  const refusals = async () => {
    const told: Record<string, string> = {};
    for (const [name, act] of Object.entries(acts))
      told[name] = await act(team.colleague).then(
        () => 'done',
        (error: unknown) => (error as { code: string }).code,
      );
    return told;
  };
  const all = Object.fromEntries(Object.keys(acts).map((name) => [name, 'APPROVER_NOT_ELIGIBLE']));
  expect(await refusals()).toEqual(all);
  // nor do they hurry what waits; whatever stops is theirs as before
  await admin(`UPDATE operations SET status = 'running' WHERE id = $1`, [failedId]);
  expect(await refusals()).toEqual(all);
  await admin(`UPDATE operations SET kind = 'pause' WHERE id = $1`, [failedId]);
  expect((await refusals())['campaign.retry']).toBe('done');

  young.clear();
  expect(Object.values(await refusals())).not.toContain('APPROVER_NOT_ELIGIBLE');
}, 60_000);
