import { setTimeout as sleep } from 'node:timers/promises';
import { begin, endOf } from './operations.ts';
import type { Played } from './play.ts';
import { approvedCampaign, TIMERS, type World } from './world.ts';

/** Publishes of the same ad account that hang: more than campaign hands over at a time. */
const CROWD = 14;
/** What is promised of a pause behind them, five seconds where a call may take three, with the shortened timers. */
const PAUSE_MS = (5 / 3) * Number(TIMERS.PLATFORM_TIMEOUT_MS);
export const CROWD_CELL = 'a pause behind publishes that hang';

/** A campaign is paused while many others of its ad accounts hang in their publishes. */
export async function playCrowd(world: World): Promise<Played> {
  const { owner, between } = world;
  const live = await approvedCampaign(world, {});
  await endOf(owner, await begin(owner, live.id, 'publish'));
  const others = [];
  for (let i = 0; i < CROWD; i += 1) others.push(await approvedCampaign(world, {}));
  between.hang((body) => body.includes('"create"') || body.includes('"DRAFT"'));
  for (const { id } of others) await begin(owner, id, 'publish');
  await sleep(500);
  const askedAt = Date.now();
  const pause = await begin(owner, live.id, 'pause');
  const { status } = await endOf(owner, pause);
  const pauseMs = Date.now() - askedAt;
  between.hang(undefined);
  for (const { id } of others) await begin(owner, id, 'pause');
  const slow = pauseMs > PAUSE_MS || status !== 'succeeded';
  return {
    cell: CROWD_CELL,
    violations: slow
      ? [{ rule: 'slow stop', platform: null, what: `${status} after ${pauseMs} ms`, micros: 0 }]
      : [],
    overtook: [],
    operations: { pause: status },
    struck: true,
    unedited: null,
    killed: false,
    recoveryMs: null,
    pauseMs,
  };
}
