import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { stopContracts, type Stop } from '../../../contracts/campaign/stops.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import {
  HTML_404,
  startMeddledPlatforms,
  type MeddledPlatforms,
} from '../../../tests/support/meddling-proxy.ts';
import { FIT, type Person } from '../../../tests/support/stack.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';

let stack: CampaignStack;
let meddled: MeddledPlatforms;
let proxies: MeddledPlatforms['proxies'];
const confirmed: string[] = [];
const leftTheTeam = new Set<string>();
beforeAll(async () => {
  meddled = await startMeddledPlatforms();
  ({ proxies } = meddled);
  const onConfirm = ({ purpose }: { purpose: string }) => void confirmed.push(purpose);
  const standing = (userId: string) => (leftTheTeam.has(userId) ? null : FIT);
  stack = await startCampaign([], meddled.env, { onConfirm, standing });
  meddled.lead(stack);
});
afterAll(async () => {
  await stack.stop();
  await meddled.close();
});
afterEach(() => meddled.reset());

const pause = (id: string, { owner }: Team) => stack.call(publishingContracts.pause, { id }, owner);
const cancel = ({ id }: Pick<Operation, 'id'>, person: Person) =>
  stack.call(publishingContracts.cancel, { id }, person);
const read = ({ id }: Pick<Operation, 'id'>, { owner }: Team) =>
  stack.call(publishingContracts.operation, { id }, owner);
const proof = ({ id }: Pick<Stop, 'id'>, { owner }: Team) =>
  stack.call(stopContracts.stopProof, { id }, owner);
const stopAll = ({ owner }: Team) => stack.call(stopContracts.stop, { scope: 'organization' }, owner);
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 12_000, interval: 50 });
/** The operation by which a stop pauses its one campaign, once a platform has kept it from its proof. */
async function unproved(stop: Stop, team: Team): Promise<{ id: string }> {
  let id = '';
  await until(async () => {
    const { objects } = await proof(stop, team);
    expect(objects.some(({ state }) => state === 'unknown')).toBe(true);
    id = objects[0]?.operationId ?? '';
  });
  return { id };
}
const serving = () =>
  stack.google.objects
    .all()
    .filter(({ kind, fields }) => kind === 'campaign' && fields['status'] === 'ENABLED');

it('a pause that belongs to a standing stop is taken back by nobody: the stop has to be thawed', async () => {
  const team = await stack.team();
  await stack.live(team, { platforms: ['google-ads'] });
  proxies['google-ads'].meddle = () => HTML_404;
  const stop = await stopAll(team);
  const pausing = await unproved(stop, team);
  for (const person of [team.owner, team.colleague]) {
    const refused = cancel(pausing, person);
    await expect(refused).rejects.toMatchObject({ code: 'STOPPED' });
    await expect(refused).rejects.toThrow(`POST /api/stop/${stop.id}/thaw`);
  }
  expect(await read(pausing, team)).toMatchObject({ status: 'running' });
  proxies['google-ads'].meddle = () => null;
  await until(async () => expect(await proof(stop, team)).toMatchObject({ complete: true }));
  expect(serving()).toEqual([]);
});

it('an ordinary pause is taken back as a resume is confirmed, and only with the approval of what would serve', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team, { platforms: ['google-ads'] });
  proxies['google-ads'].meddle = () => HTML_404;
  const pausing = await pause(id, team);
  leftTheTeam.add(team.colleague.userId); // who approved it
  await expect(cancel(pausing, team.owner)).rejects.toMatchObject({ code: 'APPROVAL_LAPSED' });
  leftTheTeam.clear();
  confirmed.length = 0;
  await cancel(pausing, team.owner);
  expect(confirmed).toEqual(['resume']);
  expect(await stack.ended(pausing, team)).toMatchObject({ status: 'cancelled' });
});

it('a stop is not answered by a pause that somebody has just cancelled: it begins its own', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team, { platforms: ['google-ads'] });
  proxies['google-ads'].meddle = () => HTML_404;
  const pausing = await pause(id, team);
  // as if it was asked for a moment ago, and the pause's job has not seen it
  const asked = 'UPDATE operations SET cancel_requested_by = $2 WHERE id = $1';
  await asAdministrator(stack.databases.adminUrl('campaign'), asked, [pausing.id, team.owner.userId]);
  const again = await pause(id, team);
  expect(again.id).not.toBe(pausing.id);
  expect(await read(pausing, team)).toMatchObject({ status: 'cancelled' });
  proxies['google-ads'].meddle = () => null;
  expect(await stack.ended(again, team)).toMatchObject({ status: 'succeeded' });
  expect(serving()).toEqual([]);
});

it('the pause of one ad account does not answer a stop of everything: what the other one serves is stopped too', async () => {
  const team = await stack.team();
  await stack.live(team);
  proxies['linkedin-ads'].meddle = () => HTML_404;
  const id = team.adAccounts['linkedin-ads'];
  const less = await stack.call(stopContracts.stop, { scope: 'ad_account', id }, team.owner);
  await unproved(less, team);
  expect(serving()).toHaveLength(1);
  const all = await stopAll(team);
  await until(async () => {
    const { objects } = await proof(all, team);
    const states = Object.fromEntries(objects.map(({ platform, state }) => [platform, state]));
    // and what one platform said is not said of the other one, while its pause runs
    expect(states).toEqual({ 'google-ads': 'stopped', 'linkedin-ads': 'unknown' });
  });
  expect(serving()).toEqual([]);
  expect((await proof(less, team)).objects.length).toBeGreaterThan(0);
  proxies['linkedin-ads'].meddle = () => null;
  await until(async () => expect(await proof(all, team)).toMatchObject({ complete: true }));
});

it('what somebody switched on after the proof is not stopped any more, and asking again pauses it', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team, { platforms: ['google-ads'] });
  const stop = await stopAll(team);
  await until(async () => expect(await proof(stop, team)).toMatchObject({ complete: true }));
  const [campaign] = stack.google.objects.all().filter(({ kind }) => kind === 'campaign');
  await fetch(`${stack.google.url}/_simulator/edit`, {
    method: 'POST',
    body: JSON.stringify({ object: campaign?.fields['resourceName'], set: { status: 'ENABLED' } }),
  });
  expect(serving()).toHaveLength(1);
  // as the next reading of the ad account tells it
  const told = `INSERT INTO deliveries (organization_id, campaign_id, ad_account_id, platform, turn, state, reason_codes,
      reason_sentences, trouble, as_of, enabled) VALUES ($1, $2, $3, 'google-ads', 1000000, 'not_serving', '{}', '{}', '{}', now(), true)
    ON CONFLICT (organization_id, campaign_id, ad_account_id) DO UPDATE SET enabled = true, as_of = now(), valid_until = NULL, turn = 1000000`;
  const values = [team.owner.organizationId, id, team.adAccounts['google-ads']];
  await asAdministrator(stack.databases.adminUrl('campaign'), told, values);
  const seen = await proof(stop, team);
  expect(seen).toMatchObject({
    complete: false,
    objects: [{ state: 'unknown', provedAt: null, error: { code: 'FOUND_ENABLED' } }],
  });
  expect(seen.stillPausing).toMatch(/No pause of 1 campaign is at work now: ask for the stop again/);
  expect((await stopAll(team)).id).toBe(stop.id);
  await until(async () => expect(serving()).toEqual([]));
  await until(async () => expect(await proof(stop, team)).toMatchObject({ complete: true }));
});

it('of which the pause has ended without its proof, the stop begins another one by itself', async () => {
  const team = await stack.team();
  await stack.live(team, { platforms: ['google-ads'] });
  proxies['google-ads'].meddle = () => HTML_404;
  const stop = await stopAll(team);
  const pausing = await unproved(stop, team);
  // as an earlier release let people do
  const url = stack.databases.adminUrl('campaign');
  await asAdministrator(url, 'UPDATE operations SET cancel_requested_by = $2 WHERE id = $1', [
    pausing.id,
    team.owner.userId,
  ]);
  expect(await stack.ended({ id: pausing.id } as Operation, team)).toMatchObject({ status: 'cancelled' });
  proxies['google-ads'].meddle = () => null;
  const now = await proof(stop, team);
  expect(now).toMatchObject({ complete: false });
  expect(now.stillPausing).not.toContain('goes on');
  const soon = `UPDATE pgboss.job SET start_after = now() WHERE name = 'campaign.stop' AND state = 'created'`;
  await asAdministrator(url, soon, []);
  await until(async () => expect(await proof(stop, team)).toMatchObject({ complete: true }));
  expect(serving()).toEqual([]);
});
