import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export type NoiseOrder = {
  url: string;
  keys: readonly string[];
  campaignId: string;
  /** Lists asked for a second; uploads come beside them. */
  perSecond: number;
  seconds: number;
};
/** How many answers there were with each status. */
export type Noise = { lists: Record<string, number>; uploads: Record<string, number> };

/** Starts the loud organisation in a thread of its own, so that the quiet one's clock is not held up by it. */
export async function startNoise(order: NoiseOrder): Promise<{ end(): Promise<Noise> }> {
  const worker = new Worker(new URL('noise.ts', import.meta.url), { workerData: order });
  const ended = once(worker, 'message').then(([noise]) => noise as Noise);
  await once(worker, 'online');
  return { end: () => ended };
}
