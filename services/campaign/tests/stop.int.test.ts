import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { stopContracts, type Stop } from '../../../contracts/campaign/stops.ts';
import {
  HTML_404,
  startMeddledPlatforms,
  type MeddledPlatforms,
} from '../../../tests/support/meddling-proxy.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';

let stack: CampaignStack;
let meddled: MeddledPlatforms;
let proxies: MeddledPlatforms['proxies'];
beforeAll(async () => {
  meddled = await startMeddledPlatforms();
  ({ proxies } = meddled);
  stack = await startCampaign([], meddled.env);
  meddled.lead(stack);
});
afterAll(async () => {
  await stack.stop();
  await meddled.close();
});
afterEach(() => meddled.reset());

const key = () => crypto.randomUUID();
const publish = (id: string, team: Team) =>
  stack.call(publishingContracts.publish, { id, idempotencyKey: key() }, team.owner);
const resume = (id: string, team: Team) =>
  stack.call(publishingContracts.resume, { id, idempotencyKey: key() }, team.owner);
const stopAll = (team: Team) => stack.call(stopContracts.stop, { scope: 'organization' }, team.owner);
const thaw = ({ id }: Pick<Stop, 'id'>, person: Team['owner']) =>
  stack.call(stopContracts.thaw, { id, idempotencyKey: key() }, person);
/** The stop, once it is as wanted. */
const until = (stop: Stop, team: Team, isSo: (now: Stop) => boolean) =>
  vi.waitFor(
    async () => {
      const now = await stack.call(stopContracts.stopProof, { id: stop.id }, team.owner);
      expect(isSo(now), JSON.stringify(now)).toBe(true);
      return now;
    },
    { timeout: 15_000, interval: 50 },
  );
const proved = (now: Stop) =>
  now.complete && now.nothingHeld === null && now.objects.every(({ state }) => state === 'stopped');
const serving = () => [
  ...stack.google.objects
    .all()
    .filter(({ kind, fields }) => kind === 'campaign' && fields['status'] === 'ENABLED'),
  ...stack.linkedIn.objects
    .all()
    .filter(({ kind, fields }) => kind === 'campaignGroup' && fields['status'] === 'ACTIVE'),
];
const thawed = async (stop: Stop, team: Team) => {
  await thaw(stop, team.owner);
  await thaw(stop, team.colleague);
  await until(stop, team, ({ state }) => state === 'thawed');
};

describe('stopping everything', () => {
  it('is accepted at once, proves each campaign on each platform, and refuses what would raise exposure until thawed', async () => {
    const team = await stack.team();
    const one = await stack.live(team);
    const two = await stack.live(team, { name: 'Autumn sale', platforms: ['google-ads'] });
    const next = await stack.approved(team, { name: 'Winter sale', platforms: ['google-ads'] });
    expect(serving()).toHaveLength(3);
    const stop = await stopAll(team);
    expect(stop).toMatchObject({
      scope: 'organization',
      scopeId: null,
      state: 'standing',
      stoppedBy: team.owner.userId,
    });
    expect((await stopAll(team)).id).toBe(stop.id);
    const done = await until(stop, team, (now) => now.objects.length === 3 && proved(now));
    expect(serving()).toEqual([]);
    expect(done.objects.every(({ provedAt, error }) => provedAt !== null && error === null)).toBe(true);
    for (const { id } of [one, two]) expect((await stack.get(id, team)).status).toBe('paused');

    await expect(publish(next.id, team)).rejects.toMatchObject({ code: 'STOPPED' });
    await expect(resume(one.id, team)).rejects.toMatchObject({ code: 'STOPPED' });
    expect((await stack.call(stopContracts.stops, {}, team.owner)).data.map(({ id }) => id)).toEqual([
      stop.id,
    ]);

    // two people: one asks, the same one is not the other one, the other one confirms
    expect(await thaw(stop, team.owner)).toMatchObject({
      state: 'standing',
      thawRequestedBy: team.owner.userId,
    });
    await expect(thaw(stop, team.owner)).rejects.toMatchObject({ code: 'STOP_STATE_CONFLICT' });
    await expect(resume(one.id, team)).rejects.toMatchObject({ code: 'STOPPED' });
    expect(await thaw(stop, team.colleague)).toMatchObject({ thawedBy: team.colleague.userId });
    await until(stop, team, ({ state }) => state === 'thawed');
    expect(serving()).toEqual([]); // a thaw resumes nothing
    expect((await stack.call(stopContracts.stops, {}, team.owner)).data).toEqual([]);
    expect(await stack.ended(await resume(one.id, team), team)).toMatchObject({ status: 'succeeded' });
    expect(serving()).toHaveLength(2);
  });

  it('takes the place of a publish that runs, and says unknown, never stopped, while a platform does not prove it', async () => {
    const team = await stack.team();
    const { id } = await stack.live(team, { platforms: ['linkedin-ads'] });
    const next = await stack.approved(team, { name: 'Winter sale', platforms: ['google-ads'] });
    proxies['google-ads'].meddle = ({ body }) => (body.includes('"create"') ? 'hang' : null);
    proxies['linkedin-ads'].meddle = () => HTML_404;
    const publishing = await publish(next.id, team);
    const stop = await stopAll(team);
    const unknown = await until(stop, team, ({ objects }) =>
      objects.some(({ state }) => state === 'unknown'),
    );
    expect(unknown.objects.find(({ campaignId }) => campaignId === id)).toMatchObject({
      state: 'unknown',
      provedAt: null,
      error: { code: 'PAUSE_UNPROVED' },
    });
    expect(serving()).toHaveLength(1);
    const { status } = await stack.call(publishingContracts.operation, { id: publishing.id }, team.owner);
    expect(status).toBe('cancelled');
    for (const proxy of Object.values(proxies)) proxy.meddle = () => null;
    await until(stop, team, (now) => now.objects.length === 2 && proved(now));
    expect(serving()).toEqual([]);
    await thawed(stop, team);
  });

  it('is not complete by a thaw before its pause is proved: the pause goes on, and the answer says so', async () => {
    const team = await stack.team();
    await stack.live(team, { platforms: ['linkedin-ads'] });
    proxies['linkedin-ads'].meddle = () => HTML_404;
    const stop = await stopAll(team);
    expect(stop).toMatchObject({ complete: false, stillPausing: expect.any(String) as string });
    await until(stop, team, ({ objects }) => objects.some(({ state }) => state === 'unknown'));
    const goesOn = /^The pause of 1 campaign is not proved yet.*goes on, also when the stop is thawed\.$/;
    const open = { complete: false, stillPausing: expect.stringMatching(goesOn) as string };
    expect(await thaw(stop, team.owner)).toMatchObject(open);
    expect(await thaw(stop, team.colleague)).toMatchObject(open);
    expect(await until(stop, team, ({ state }) => state === 'thawed')).toMatchObject(open);
    expect(serving()).toHaveLength(1);
    for (const proxy of Object.values(proxies)) proxy.meddle = () => null;
    const done = await until(stop, team, proved);
    expect(done).toMatchObject({ state: 'thawed', complete: true, stillPausing: null });
    expect(serving()).toEqual([]);
  });

  it('is carried out also when it is thawed before anything in it was looked for', async () => {
    const team = await stack.team();
    await stack.live(team, { platforms: ['google-ads'] });
    const id = crypto.randomUUID();
    // as if the thaw came before the job of the stop had begun
    const early = `INSERT INTO stops (organization_id, id, scope, stopped_by, stopped_at)
      VALUES ($1, $2, 'organization', $3, now())`;
    const { organizationId, userId } = team.owner;
    await asAdministrator(stack.databases.adminUrl('campaign'), early, [organizationId, id, userId]);
    await thaw({ id }, team.owner);
    const asked = await thaw({ id }, team.colleague);
    expect(asked).toMatchObject({ state: 'thawing', complete: false });
    await until(asked, team, (now) => now.state === 'thawed' && now.objects.length === 1 && proved(now));
    expect(serving()).toEqual([]);
  });

  it('is refused by the ledger too, whatever the campaign service has begun', async () => {
    const team = await stack.team();
    const { id } = await stack.approved(team, { platforms: ['google-ads'] });
    const stop = await stopAll(team);
    await until(stop, team, ({ complete }) => complete);
    // as if it had begun in the moment before: the row of the stop is out of the way, its halt in the ledger is not
    const hidden = `UPDATE stops SET thawed_by = stopped_by, lifted_at = now() WHERE id = $1`;
    await asAdministrator(stack.databases.adminUrl('campaign'), hidden, [stop.id]);
    const ended = await stack.ended(await publish(id, team), team);
    expect(ended).toMatchObject({ status: 'failed', error: { code: 'ORGANIZATION_HALTED' } });
    expect(serving()).toEqual([]);
  });
});

describe('stopping less', () => {
  it('a campaign leaves the others serving; one of another organisation is not there', async () => {
    const team = await stack.team();
    const one = await stack.live(team, { platforms: ['google-ads'] });
    await stack.live(team, { name: 'Autumn sale', platforms: ['google-ads'] });
    const stop = await stack.call(stopContracts.stop, { scope: 'campaign', id: one.id }, team.colleague);
    await until(stop, team, (now) => now.objects.length === 1 && proved(now));
    expect(serving()).toHaveLength(1);
    await expect(resume(one.id, team)).rejects.toMatchObject({ code: 'STOPPED' });
    const stranger = stack.person('owner');
    const asked = stack.call(stopContracts.stop, { scope: 'campaign', id: one.id }, stranger);
    await expect(asked).rejects.toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
    for (const contract of [stopContracts.stopProof, stopContracts.thaw])
      await expect(
        stack.call(contract, { id: stop.id, idempotencyKey: 'x' }, stranger),
      ).rejects.toMatchObject({ code: expect.stringMatching(/STOP_NOT_FOUND|REQUEST_INVALID/) as string });
    await expect(stack.call(stopContracts.stop, { scope: 'campaign' }, team.owner)).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    });
  });

  it('an ad account pauses what is on it, and leaves the other platform of the same campaign as it is', async () => {
    const team = await stack.team();
    const { id } = await stack.live(team);
    const account = team.adAccounts['linkedin-ads'];
    const stop = await stack.call(stopContracts.stop, { scope: 'ad_account', id: account }, team.owner);
    const done = await until(stop, team, (now) => now.objects.length === 1 && proved(now));
    expect(done.objects).toMatchObject([{ platform: 'linkedin-ads', adAccountId: account, campaignId: id }]);
    expect(serving().map(({ kind }) => kind)).toEqual(['campaign']);
    const next = await stack.approved(team, { name: 'Winter sale' });
    await expect(publish(next.id, team)).rejects.toMatchObject({ code: 'STOPPED' });
    const elsewhere = await stack.approved(team, { name: 'Easter sale', platforms: ['google-ads'] });
    expect(await stack.ended(await publish(elsewhere.id, team), team)).toMatchObject({ status: 'succeeded' });
    const unknown = stack.call(
      stopContracts.stop,
      { scope: 'ad_account', id: crypto.randomUUID() },
      team.owner,
    );
    await expect(unknown).rejects.toMatchObject({ code: 'AD_ACCOUNT_NOT_FOUND' });
  });
});

describe('who may', () => {
  it.each(['campaign', 'organization'] as const)(
    'of which nothing is on a platform says so, and that no platform was asked: %s',
    async (scope) => {
      const team = await stack.team();
      const { id } = await stack.approved(team);
      const params = scope === 'campaign' ? { scope, id } : { scope };
      const stop = await stack.call(stopContracts.stop, params, team.owner);
      const now = await until(stop, team, ({ complete }) => complete);
      expect(now.objects).toEqual([]);
      expect(now.nothingHeld).toMatch(/^Nothing of .* is on a platform.* no platform was asked/);
    },
  );

  it('whoever may pause stops; who only reads does not, nor thaws', async () => {
    const team = await stack.team();
    const viewer = stack.person('viewer', team.owner.organizationId);
    const denied = { code: 'PERMISSION_DENIED' };
    await expect(stack.call(stopContracts.stop, { scope: 'organization' }, viewer)).rejects.toMatchObject(
      denied,
    );
    const stop = await stack.call(stopContracts.stop, { scope: 'organization' }, team.colleague);
    await expect(thaw(stop, viewer)).rejects.toMatchObject(denied);
    expect(await stack.call(stopContracts.stopProof, { id: stop.id }, viewer)).toMatchObject({ id: stop.id });
    await thawed(stop, team);
    await expect(thaw(stop, team.owner)).rejects.toMatchObject({ code: 'STOP_STATE_CONFLICT' });
  });

  it('the same key of a thaw gets the same answer', async () => {
    const team = await stack.team();
    const stop = await stopAll(team);
    const params = { id: stop.id, idempotencyKey: 'thaw' };
    const first = await stack.call(stopContracts.thaw, params, team.owner);
    expect(await stack.call(stopContracts.thaw, params, team.owner)).toEqual(first);
  });
});
