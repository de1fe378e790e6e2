import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CampaignPage, SeenCampaign } from '../../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { reviewsContracts } from '../../../contracts/campaign/reviews.ts';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import {
  GOOGLE_DAY_LIMIT,
  HTML_404,
  startMeddledPlatforms,
  type MeddledPlatforms,
} from '../../../tests/support/meddling-proxy.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';

let stack: CampaignStack;
let meddled: MeddledPlatforms;
let proxies: MeddledPlatforms['proxies'];
beforeAll(async () => {
  meddled = await startMeddledPlatforms();
  ({ proxies } = meddled);
  // an answer that comes is not lost, however busy the machine
  const patient = { PLATFORM_TIMEOUT_MS: '3000' };
  stack = await startCampaign([], { ...meddled.env, ...patient });
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
const cancel = ({ id }: Operation, team: Team) => stack.call(publishingContracts.cancel, { id }, team.owner);
const retry = ({ id }: Operation, team: Team) =>
  stack.call(publishingContracts.retry, { id, idempotencyKey: key() }, team.owner);
const read = ({ id }: Operation, team: Team) => stack.call(publishingContracts.operation, { id }, team.owner);
/** Campaigns that Google holds and has not removed. */
const held = (status?: string) =>
  stack.google.objects
    .all()
    .filter(({ kind, fields }) => kind === 'campaign' && (status ?? fields['status']) === fields['status'])
    .filter(({ fields }) => fields['status'] !== 'REMOVED');
/** The operation that the campaign names, read alone and in the list. */
async function shown(id: string, { owner }: Team) {
  const alone = await stack.call(contentContracts.read, { id }, owner);
  const list = await stack.call(contentContracts.list, {}, owner);
  const [row, ...others] = CampaignPage.parse(JSON.parse(list.text)).data;
  expect([row?.id, ...others]).toEqual([id]);
  return { alone: SeenCampaign.parse(JSON.parse(alone.text)).operation, listed: row?.operation };
}
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 8_000, interval: 50 });

/** A publish that has begun on Google and waits eleven hours for its limit. */
async function waiting(team: Team): Promise<{ id: string; operation: Operation }> {
  const { id } = await stack.approved(team, { platforms: ['google-ads'] });
  const { asked } = proxies['google-ads'];
  const before = asked.length;
  proxies['google-ads'].meddle = () => GOOGLE_DAY_LIMIT;
  const operation = await publish(id, team);
  await until(() => expect(asked.length).toBeGreaterThan(before));
  await until(async () => expect((await read(operation, team)).progress.step).toMatch(/slow down|limit/i));
  return { id, operation };
}

describe('cancelling an operation', () => {
  it('that a limit has put off for hours ends it at once; nothing serves, and it may be published again', async () => {
    const team = await stack.team();
    const { id, operation } = await waiting(team);
    const atWork = { id: operation.id, kind: 'publish', status: 'running' };
    expect(await shown(id, team)).toEqual({ alone: atWork, listed: atWork });
    proxies['google-ads'].meddle = () => null;
    await cancel(operation, team);
    const ended = await stack.ended(operation, team);
    expect(ended).toMatchObject({ status: 'cancelled', error: { code: 'CANCELLED' } });
    expect(await stack.get(id, team)).toMatchObject({
      status: 'failed',
      publications: [{ status: 'failed', error: { code: 'CANCELLED' } }],
    });
    expect(held()).toEqual([]);
    expect(await shown(id, team)).toEqual({ alone: null, listed: null });
    await expect(cancel(operation, team)).rejects.toMatchObject({ code: 'OPERATION_ENDED' });
    const again = await publish(id, team); // the limit of the account is believed until somebody has it tried
    await until(async () => expect((await read(again, team)).progress.step).toMatch(/slow down|limit/i));
    await retry(again, team);
    expect(await stack.ended(again, team)).toMatchObject({ status: 'succeeded' });
    expect(held('ENABLED')).toHaveLength(1);
  });

  it('that has not activated anything removes what it made where that is safe, and activates nothing', async () => {
    const team = await stack.team();
    const { id } = await stack.approved(team, { platforms: ['google-ads'] });
    proxies['google-ads'].meddle = ({ path }) => (path.includes('searchStream') ? 'hang' : null);
    const operation = await publish(id, team);
    await until(() => expect(held('PAUSED')).toHaveLength(1));
    await until(() => expect(proxies['google-ads'].asked.at(-1)?.path).toContain('searchStream')); // made; reading it back hangs
    await cancel(operation, team);
    proxies['google-ads'].meddle = () => null;
    expect(await stack.ended(operation, team)).toMatchObject({ status: 'cancelled' });
    expect(held('ENABLED')).toEqual([]);
    expect(held()).toEqual([]);
  });

  it('that was letting a first publication serve leaves it made and paused: it has not failed, and is resumed', async () => {
    const team = await stack.team();
    const { id } = await stack.approved(team, { platforms: ['google-ads'] });
    const { asked } = proxies['google-ads'];
    const enables = (body: string) => body.includes('"ENABLED"') && body.includes('"campaignOperation"');
    proxies['google-ads'].meddle = ({ body }) => (enables(body) && body.includes('status') ? 'hang' : null);
    const operation = await publish(id, team);
    await until(() => expect(asked.some(({ body }) => enables(body))).toBe(true));
    await cancel(operation, team);
    proxies['google-ads'].meddle = () => null;
    expect(await stack.ended(operation, team)).toMatchObject({ status: 'cancelled' });
    expect(held('PAUSED')).toHaveLength(1);
    expect(held('ENABLED')).toEqual([]);
    expect(await stack.get(id, team)).toMatchObject({
      status: 'paused',
      publishedVersion: 1,
      publications: [{ status: 'verified', error: null }],
    });
    expect((await stack.call(reviewsContracts.reviews, {}, team.owner)).data).toEqual([]);
    const hash = (await stack.get(id, team)).review?.hash;
    const resumed = await stack.call(
      publishingContracts.resume,
      { id, idempotencyKey: key(), ...(hash === undefined ? {} : { hash }) },
      team.owner,
    );
    expect(await stack.ended(resumed, team)).toMatchObject({ status: 'succeeded' });
    expect(held('ENABLED')).toHaveLength(1);
  });

  it('of a pause leaves the campaign to people: whether it serves is not known', async () => {
    const team = await stack.team();
    const { id } = await stack.live(team, { platforms: ['google-ads'] });
    proxies['google-ads'].meddle = () => HTML_404;
    const pausing = await pause(id, team);
    await until(async () => expect((await read(pausing, team)).error?.code).toBe('PAUSE_UNPROVED'));
    await cancel(pausing, team);
    expect(await stack.ended(pausing, team)).toMatchObject({ status: 'cancelled' });
    expect(await stack.get(id, team)).toMatchObject({ status: 'needs_review' });
    proxies['google-ads'].meddle = () => null;
    expect(await stack.ended(await pause(id, team), team)).toMatchObject({ status: 'succeeded' });
    expect((await stack.get(id, team)).status).toBe('paused');
  });

  it('of another organisation is as missing as one that never was', async () => {
    const team = await stack.team();
    const { operation } = await waiting(team);
    const stranger = stack.person('owner');
    for (const params of [{ id: operation.id }, { id: crypto.randomUUID() }])
      await expect(stack.call(publishingContracts.cancel, params, stranger)).rejects.toMatchObject({
        code: 'OPERATION_NOT_FOUND',
      });
    await expect(
      stack.call(publishingContracts.retry, { id: operation.id, idempotencyKey: 'x' }, stranger),
    ).rejects.toMatchObject({ code: 'OPERATION_NOT_FOUND' });
    await cancel(operation, team);
    await stack.ended(operation, team);
  });
});

describe('trying an operation again', () => {
  it('that waits for hours tries it now', async () => {
    const team = await stack.team();
    const { id, operation } = await waiting(team);
    proxies['google-ads'].meddle = () => null; // the limit was raised
    expect((await retry(operation, team)).id).toBe(operation.id);
    expect(await stack.ended(operation, team)).toMatchObject({ status: 'succeeded' });
    expect((await stack.get(id, team)).status).toBe('active');
    await expect(retry(operation, team)).rejects.toMatchObject({ code: 'OPERATION_ENDED' });
  });

  it('that failed publishes the approved version again, of a pause stops again, and only as publish would', async () => {
    const team = await stack.team();
    const { id } = await stack.approved(team, { platforms: ['google-ads'] });
    const refusal = { error: { code: 400, status: 'INVALID_ARGUMENT', message: 'No.' } };
    proxies['google-ads'].meddle = ({ path }) =>
      path.includes(':mutate')
        ? { status: 400, type: 'application/json', body: JSON.stringify(refusal) }
        : null;
    const failed = await stack.ended(await publish(id, team), team);
    expect(failed.status).toBe('failed');
    proxies['google-ads'].meddle = () => null;
    const viewer = stack.person('viewer', team.owner.organizationId);
    await expect(
      stack.call(publishingContracts.retry, { id: failed.id, idempotencyKey: 'x' }, viewer),
    ).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const again = await retry(failed, team);
    expect(again).toMatchObject({ kind: 'publish', campaignId: id });
    expect(again.id).not.toBe(failed.id);
    expect(await stack.ended(again, team)).toMatchObject({ status: 'succeeded' });

    const [campaign] = held('ENABLED');
    if (campaign) campaign.fields['status'] = 'REMOVED';
    const gone = await stack.ended(await pause(id, team), team);
    expect(gone).toMatchObject({ status: 'needs_review', error: { code: 'PLATFORM_OBJECT_GONE' } });
    await expect(retry(gone, team)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' }); // nothing to stop
  });
});
