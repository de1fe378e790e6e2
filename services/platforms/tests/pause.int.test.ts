import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { submissionContracts } from '../../../contracts/platforms/submissions.ts';
import { PLATFORMS, type Platform } from '../../../contracts/values.ts';
import {
  GOOGLE_DAY_LIMIT,
  HTML_404,
  startMeddledPlatforms,
  type MeddledPlatforms,
} from '../../../tests/support/meddling-proxy.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { run, serving, somebody, submit, type PublishedCampaign } from './published-campaign.ts';

let stack: PlatformsStack;
let meddled: MeddledPlatforms;
let proxies: MeddledPlatforms['proxies'];
beforeAll(async () => {
  meddled = await startMeddledPlatforms();
  ({ proxies } = meddled);
  stack = await startPlatforms(meddled.env);
  meddled.lead(stack);
});
afterAll(async () => {
  await stack.stop();
  await meddled.close();
});
afterEach(() => meddled.reset());

/** LinkedIn's own 404 for an entity. */
const VENDOR_404 = {
  status: 404,
  type: 'application/json',
  body: JSON.stringify({
    message: 'Not found',
    code: 'RESOURCE_NOT_FOUND',
    status: 404,
    serviceErrorCode: 100,
  }),
};

async function live(platform: Platform): Promise<PublishedCampaign> {
  const published = await somebody(stack, platform);
  for (const kind of ['publish', 'resume'] as const)
    expect(await run(stack, published, kind)).toMatchObject([{ state: 'done' }]);
  expect(serving(stack).length).toBeGreaterThan(0);
  return published;
}
const statusOf = async ({ person }: PublishedCampaign, operationId: string) =>
  (await stack.asCampaign(submissionContracts.status, { operationId, kind: 'pause' }, person.organizationId))
    .targets[0];
/** Waits until a pause has said that it could not be proved. */
const unproved = (published: PublishedCampaign, operationId: string) =>
  vi.waitFor(async () => {
    const status = await statusOf(published, operationId);
    expect(status?.error).not.toBeNull();
    return status;
  }, 10_000);

describe.each(PLATFORMS)('a pause on %s', (platform) => {
  it.each([
    ['a page of a proxy, 404, on every call', () => HTML_404],
    [
      'an empty answer with status 200 on every read',
      (asked: { method: string; path: string }) =>
        asked.method === 'GET' || asked.path.includes('searchStream')
          ? { status: 200, type: 'text/plain', body: '' }
          : null,
    ],
    ['an error of the server on every call', () => ({ status: 503, type: 'text/plain', body: 'down' })],
  ] as const)('is not done, and goes on, while the platform answers with %s', async (_, meddle) => {
    const published = await live(platform);
    const shown = serving(stack).length;
    proxies[platform].meddle = meddle;
    const operationId = await submit(stack, published, 'pause');
    expect(await unproved(published, operationId)).toMatchObject({ state: 'running' });
    if (_.includes('every call')) expect(serving(stack)).toHaveLength(shown);
    proxies[platform].meddle = () => null;
    const { organizationId } = published.person;
    expect(await stack.settled(operationId, 'pause', organizationId)).toMatchObject([
      { state: 'done', error: null },
    ]);
    expect(serving(stack)).toEqual([]);
  });

  it('of what a person removed there says that it is gone, and is no success', async () => {
    const published = await live(platform);
    removeOutside(platform);
    expect(await run(stack, published, 'pause')).toMatchObject([
      { state: 'failed', error: { code: 'PLATFORM_OBJECT_GONE' } },
    ]);
    expect(await run(stack, published, 'publish')).toMatchObject([{ state: 'done' }]); // anew, under another marker
  });
});

it('a group that LinkedIn does not show by its id, and finds in a search, is not gone: the pause goes on', async () => {
  const published = await live('linkedin-ads');
  proxies['linkedin-ads'].meddle = ({ method, path }) =>
    method === 'GET' && /adCampaignGroups\/\d+$/.test(path) ? VENDOR_404 : null;
  const operationId = await submit(stack, published, 'pause');
  expect(await unproved(published, operationId)).toMatchObject({
    state: 'running',
    error: { code: 'ANSWERS_DIFFER' },
  });
  proxies['linkedin-ads'].meddle = () => null;
  const { organizationId } = published.person;
  expect(await stack.settled(operationId, 'pause', organizationId)).toMatchObject([{ state: 'done' }]);
  expect(serving(stack)).toEqual([]);
});

describe('a lane of its own', () => {
  it('lets a pause through in five seconds although six publishes of the same ad account hang', async () => {
    const published = await live('google-ads');
    const others = Array.from({ length: 6 }, () => {
      const campaignId = crypto.randomUUID();
      return { ...published, campaignId, desired: { ...published.desired, campaignId, name: campaignId } };
    });
    proxies['google-ads'].meddle = ({ body }) => (body.includes('"create"') ? 'hang' : null);
    for (const other of others) await submit(stack, other, 'publish');
    await vi.waitFor(() => expect(proxies['google-ads'].asked.at(-1)?.body).toContain('"create"'));
    const began = Date.now();
    expect(await run(stack, published, 'pause')).toMatchObject([{ state: 'done' }]);
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(serving(stack)).toEqual([]);
  });

  it('ends a change that the platform has put off for hours, at once', async () => {
    const published = await live('google-ads');
    proxies['google-ads'].meddle = () => GOOGLE_DAY_LIMIT;
    const changed = { ...published, desired: { ...published.desired, version: 2, dailyMicros: 80_000_000 } };
    const operationId = await submit(stack, changed, 'update');
    const query = { operationId, kind: 'update' as const };
    const update = async () =>
      (await stack.asCampaign(submissionContracts.status, query, published.person.organizationId)).targets[0];
    await vi.waitFor(async () => expect((await update())?.error?.code).toBe('RESOURCE_EXHAUSTED'));
    proxies['google-ads'].meddle = () => null;
    expect(await run(stack, published, 'pause')).toMatchObject([{ state: 'done' }]);
    expect(await update()).toMatchObject({ state: 'failed', error: { code: 'SUPERSEDED' } });
    expect(serving(stack)).toEqual([]);
  });
});

/** Removes the campaign as a person would on the platform's own page. */
function removeOutside(platform: Platform): void {
  const vendor = platform === 'google-ads' ? stack.google : stack.linkedIn;
  const kind = platform === 'google-ads' ? 'campaign' : 'campaignGroup';
  const object = vendor.objects.all().find((one) => one.kind === kind);
  if (!object) throw new Error('there is nothing to remove');
  object.fields['status'] = platform === 'google-ads' ? 'REMOVED' : 'ARCHIVED';
}
