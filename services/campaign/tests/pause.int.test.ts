import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { PLATFORMS, type Platform } from '../../../contracts/values.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import {
  HTML_404,
  startMeddledPlatforms,
  type MeddledPlatforms,
} from '../../../tests/support/meddling-proxy.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';
import { inputOf } from './fixtures.ts';

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
const pause = (id: string, team: Team) => stack.call(publishingContracts.pause, { id }, team.owner);
const resume = (id: string, team: Team) =>
  stack.call(publishingContracts.resume, { id, idempotencyKey: key() }, team.owner);
const read = ({ id }: Operation, team: Team) => stack.call(publishingContracts.operation, { id }, team.owner);
const admin = (sql: string, values: unknown[]) =>
  asAdministrator(stack.databases.adminUrl('campaign'), sql, values);

/** Campaigns and groups that the vendors would serve now. */
const serving = () => [
  ...stack.google.objects
    .all()
    .filter(({ kind, fields }) => kind === 'campaign' && fields['status'] === 'ENABLED'),
  ...stack.linkedIn.objects
    .all()
    .filter(({ kind, fields }) => kind === 'campaignGroup' && fields['status'] === 'ACTIVE'),
];
/** Waits until a platform was asked to make something, which it does not answer. */
async function hangOnCreation(platform: Platform): Promise<void> {
  const { asked } = proxies[platform];
  const before = asked.length;
  proxies[platform].meddle = ({ method, path, body }) =>
    body.includes('"create"') || (method === 'POST' && path.endsWith('/adCampaignGroups')) ? 'hang' : null;
  await vi.waitFor(
    () =>
      expect(asked.slice(before).some(({ body }) => body.includes('create') || body.includes('name'))).toBe(
        true,
      ),
    { timeout: 5_000, interval: 20 },
  );
}

describe('a pause', () => {
  it('of a campaign that is being published ends that operation, and nothing of it ever serves', async () => {
    const team = await stack.team();
    const { id } = await stack.approved(team);
    const publishing = await publish(id, team);
    await hangOnCreation('linkedin-ads');
    const pausing = await pause(id, team);
    expect(await read(publishing, team)).toMatchObject({
      status: 'cancelled',
      error: { code: 'SUPERSEDED' },
    });
    expect(await stack.ended(pausing, team)).toMatchObject({
      kind: 'pause',
      status: 'succeeded',
      error: null,
    });
    const paused = await stack.get(id, team);
    expect(paused.status).not.toBe('active');
    await new Promise((resolve) => setTimeout(resolve, 2_000)); // what hung has timed out, and its step has ended
    expect(serving()).toEqual([]);
    expect((await read(publishing, team)).status).toBe('cancelled');

    proxies['linkedin-ads'].meddle = () => null;
    await expect(resume(id, team)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
    expect(await stack.ended(await publish(id, team), team)).toMatchObject({ status: 'succeeded' });
    if ((await stack.get(id, team)).status === 'paused') await stack.ended(await resume(id, team), team);
    expect(serving()).toHaveLength(2); // each made once
  });

  it('ends an update that hangs, stops both platforms, and the half changed one may not resume unpublished', async () => {
    const team = await stack.team();
    const first = await stack.live(team);
    const { id } = first;
    const campaign = { ...inputOf(first), budget: { dailyMicros: 80_000_000, currency: 'USD' } };
    await stack.call(contentContracts.update, { id, version: 1, campaign }, team.owner);
    await stack.approve(id, team);
    proxies['google-ads'].meddle = ({ body }) => (body.includes('campaignBudgetOperation') ? 'hang' : null);
    const updating = await publish(id, team);
    await vi.waitFor(() => expect(proxies['google-ads'].asked.at(-1)?.body).toContain('campaignBudget'));
    expect(await stack.ended(await pause(id, team), team)).toMatchObject({ status: 'succeeded' });
    expect(await read(updating, team)).toMatchObject({ status: 'cancelled', error: { code: 'SUPERSEDED' } });
    expect(serving()).toEqual([]);
    expect((await stack.get(id, team)).status).toBe('paused');
    await expect(resume(id, team)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
    proxies['google-ads'].meddle = () => null;
    expect(await stack.ended(await publish(id, team), team)).toMatchObject({
      kind: 'update',
      status: 'succeeded',
    });
    expect(await stack.ended(await resume(id, team), team)).toMatchObject({ status: 'succeeded' });
    expect((await stack.get(id, team)).status).toBe('active');
  });

  it('asked for again while one runs is the same one; of a paused campaign it proves once more that it is stopped', async () => {
    const team = await stack.team();
    const { id } = await stack.live(team);
    proxies['google-ads'].meddle = () => HTML_404;
    const first = await pause(id, team);
    expect((await pause(id, team)).id).toBe(first.id);
    await expect(publish(id, team)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
    await expect(resume(id, team)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
    proxies['google-ads'].meddle = () => null;
    await stack.ended(first, team);
    const group = stack.linkedIn.objects.all().find(({ kind }) => kind === 'campaignGroup');
    if (group) group.fields['status'] = 'ACTIVE'; // by a person, on LinkedIn's own page
    const again = await pause(id, team);
    expect(again.id).not.toBe(first.id);
    expect(await stack.ended(again, team)).toMatchObject({ status: 'succeeded' });
    expect(serving()).toEqual([]);
  });

  it.each(PLATFORMS)(
    'that %s does not prove says since when and what was said last; after an hour the campaign asks people to look',
    async (platform) => {
      const team = await stack.team();
      const { id } = await stack.live(team);
      proxies[platform].meddle = () => HTML_404;
      const pausing = await pause(id, team);
      const words = expect.stringMatching(
        new RegExp(`^${PLATFORM_NAMES[platform]} .*since ${pausing.createdAt}.*last: `),
      ) as string;
      await vi.waitFor(
        async () =>
          expect(await read(pausing, team)).toMatchObject({
            status: 'running',
            error: { code: 'PAUSE_UNPROVED', message: words },
          }),
        { timeout: 5_000, interval: 50 },
      );
      expect((await stack.get(id, team)).status).toBe('active');
      await admin(`UPDATE operations SET created_at = created_at - interval '61 minutes' WHERE id = $1`, [
        pausing.id,
      ]);
      await vi.waitFor(async () => expect((await stack.get(id, team)).status).toBe('needs_review'), {
        timeout: 12_000,
        interval: 100,
      });
      expect((await read(pausing, team)).status).toBe('running');
      const looked = (await stack.get(id, team)).publications.find((p) => p.platform === platform);
      expect(looked).toMatchObject({ status: 'needs_review', error: { code: 'PAUSE_UNPROVED' } });
      proxies[platform].meddle = () => null;
      const ended = await vi.waitFor(
        async () => {
          const now = await read(pausing, team);
          expect(now.status).toBe('succeeded');
          return now;
        },
        { timeout: 20_000, interval: 100 },
      );
      expect(ended.error).toBeNull();
      expect(await stack.get(id, team)).toMatchObject({ status: 'paused' });
      expect(serving()).toEqual([]);
    },
    40_000,
  );

  it.each(PLATFORMS)(
    'of what was removed on %s itself is no success: the publication says gone',
    async (platform) => {
      const team = await stack.team();
      const { id } = await stack.live(team, { platforms: [platform] });
      const vendor = platform === 'google-ads' ? stack.google : stack.linkedIn;
      const object = vendor.objects.all().find(({ kind }) => kind === 'campaign' || kind === 'campaignGroup');
      const top = vendor.objects.all().find(({ kind }) => kind === 'campaignGroup') ?? object;
      if (top) top.fields['status'] = platform === 'google-ads' ? 'REMOVED' : 'ARCHIVED';
      const ended = await stack.ended(await pause(id, team), team);
      expect(ended).toMatchObject({ status: 'needs_review', error: { code: 'PLATFORM_OBJECT_GONE' } });
      const campaign = await stack.get(id, team);
      expect(campaign.publications).toMatchObject([
        { status: 'removed', error: { code: 'PLATFORM_OBJECT_GONE' } },
      ]);
      expect(await stack.ended(await publish(id, team), team)).toMatchObject({ status: 'succeeded' }); // anew
      expect((await stack.get(id, team)).status).toBe('active');
    },
  );

  it('does not wait for publishes of the same ad account that hang: six of them cost it no five seconds', async () => {
    const team = await stack.team();
    const { id } = await stack.live(team, { platforms: ['google-ads'] });
    const others = [];
    for (let n = 0; n < 6; n += 1)
      others.push(await stack.approved(team, { platforms: ['google-ads'], name: `Hangs ${n}` }));
    proxies['google-ads'].meddle = ({ body }) => (body.includes('"create"') ? 'hang' : null);
    for (const other of others) await publish(other.id, team);
    const began = Date.now();
    expect(await stack.ended(await pause(id, team), team)).toMatchObject({ status: 'succeeded' });
    expect(Date.now() - began).toBeLessThan(5_000);
    proxies['google-ads'].meddle = () => null;
    for (const other of others) await stack.ended(await pause(other.id, team), team);
  });
});
