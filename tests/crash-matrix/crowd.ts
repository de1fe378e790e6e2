import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Played } from './play.ts';
import { approvedCampaign, type World } from './world.ts';

/** Publishes of the same ad account that hang: with the shortened timers, twice what is promised for a pause behind them. */
const CROWD = 14;
/** What is promised of a pause behind publishes that hang. */
const PAUSE_MS = 5_000;
export const CROWD_CELL = 'a pause behind publishes that hang';
type Begun = { id: string };

/** A campaign is paused while many others of its ad accounts hang in their publishes. */
export async function playCrowd(world: World): Promise<Played> {
  const { owner, between } = world;
  const key = () => ({ 'idempotency-key': randomUUID() });
  const begin = (id: string, verb: string) =>
    owner.must<Begun>('POST', `/api/campaigns/${id}/${verb}`, undefined, key());
  const live = await approvedCampaign(world, {});
  await ended(world, await begin(live.id, 'publish'));
  const others = [];
  for (let i = 0; i < CROWD; i += 1) others.push(await approvedCampaign(world, {}));
  between.hang((body) => body.includes('"create"') || body.includes('"DRAFT"'));
  for (const { id } of others) await begin(id, 'publish');
  await sleep(500);
  const askedAt = Date.now();
  const pause = await begin(live.id, 'pause');
  const status = await ended(world, pause);
  const pauseMs = Date.now() - askedAt;
  between.hang(undefined);
  for (const { id } of others) await begin(id, 'pause');
  const slow = pauseMs > PAUSE_MS || status !== 'succeeded';
  return {
    cell: CROWD_CELL,
    violations: slow
      ? [{ rule: 'slow stop', platform: null, what: `${status} after ${pauseMs} ms`, micros: 0 }]
      : [],
    operations: { pause: status },
    struck: true,
    killed: false,
    recoveryMs: null,
    pauseMs,
  };
}

async function ended({ owner }: World, { id }: Begun): Promise<string> {
  for (let waited = 0; ; waited += 50) {
    const { status } = await owner.must<{ status: string }>('GET', `/api/operations/${id}`);
    if (!['pending', 'running'].includes(status) || waited > 60_000) return status;
    await sleep(50);
  }
}
