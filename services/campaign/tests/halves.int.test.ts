import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { PLATFORMS, type Platform } from '../../../contracts/values.ts';
import {
  HTML_404,
  startMeddledPlatforms,
  type MeddledPlatforms,
} from '../../../tests/support/meddling-proxy.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';

let stack: CampaignStack;
let meddled: MeddledPlatforms;
beforeAll(async () => {
  meddled = await startMeddledPlatforms();
  stack = await startCampaign([], meddled.env);
  meddled.lead(stack);
});
afterAll(async () => {
  await stack.stop();
  await meddled.close();
});
afterEach(() => meddled.reset());

const pause = (id: string, team: Team) => stack.call(publishingContracts.pause, { id }, team.owner);
const resume = (id: string, team: Team) =>
  stack.call(publishingContracts.resume, { id, idempotencyKey: crypto.randomUUID() }, team.owner);
/** A person does not wait until it is tried again. */
const tryNow = ({ id }: Operation, { owner }: Team) =>
  stack.call(publishingContracts.retry, { id, idempotencyKey: crypto.randomUUID() }, owner);
/** The campaign, once a platform's half of it tells this status. */
const tells = (id: string, platform: Platform, status: string, team: Team) =>
  vi.waitFor(
    async () => {
      const campaign = await stack.get(id, team);
      expect(campaign.publications.find((one) => one.platform === platform)?.status).toBe(status);
      return campaign;
    },
    { timeout: 12_000, interval: 50 },
  );

describe.each(PLATFORMS)('while %s keeps an operation waiting', (slow) => {
  const other: Platform = slow === 'google-ads' ? 'linkedin-ads' : 'google-ads';

  it('the other half tells what is done there: paused', async () => {
    const team = await stack.team();
    const { id } = await stack.live(team);
    meddled.proxies[slow].meddle = () => HTML_404;
    const pausing = await pause(id, team);
    const halfPaused = await tells(id, other, 'paused', team);
    expect(halfPaused.status).toBe('active'); // the other half may serve
    expect(halfPaused.publications.find(({ platform }) => platform === slow)?.status).toBe('active');
    meddled.proxies[slow].meddle = () => null;
    await tryNow(pausing, team);
    expect(await stack.ended(pausing, team)).toMatchObject({ status: 'succeeded' });
    expect((await stack.get(id, team)).status).toBe('paused');
  });
});

it('a resume that waits for LinkedIn says that Google serves', async () => {
  const [slow, other] = ['linkedin-ads', 'google-ads'] as const;
  const team = await stack.team();
  const { id } = await stack.live(team);
  await stack.ended(await pause(id, team), team);
  meddled.proxies[slow].meddle = () => HTML_404;
  const resuming = await resume(id, team);
  const halfServing = await tells(id, other, 'active', team);
  expect(halfServing.status).toBe('active');
  expect(halfServing.publications.find(({ platform }) => platform === slow)?.status).toBe('paused');
  meddled.proxies[slow].meddle = () => null;
  await tryNow(resuming, team);
  expect(await stack.ended(resuming, team)).toMatchObject({ status: 'succeeded' });
  await tells(id, slow, 'active', team);
});
