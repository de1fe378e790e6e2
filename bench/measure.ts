import autocannon from 'autocannon';
import type { Contestant } from './contestant.ts';
import type { Workload } from './workloads.ts';

/** What one contestant did in one round of one workload. */
export type Sample = { perSecond: number; p50: number; p99: number; cpuMicros: number | null };
export type Load = { connections: number; seconds: number; token: string };

/** Loads one contestant for a while. @throws Error when any answer is not a success */
export async function measure(contestant: Contestant, workload: Workload, load: Load): Promise<Sample> {
  const before = await contestant.cpuSeconds();
  const result = await autocannon({
    url: contestant.url,
    connections: load.connections,
    duration: load.seconds,
    headers: { authorization: `Bearer ${load.token}` },
    requests: workload.requests,
  });
  const after = await contestant.cpuSeconds();
  const failed = result.errors + result.timeouts + result.non2xx;
  if (failed > 0)
    throw new Error(`${contestant.name}: ${failed} of the requests of “${workload.name}” failed`);
  const { total } = result.requests;
  return {
    perSecond: total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMicros: before === null || after === null ? null : ((after - before) / total) * 1e6,
  };
}

/** The middle of a list of numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? (high ?? NaN) : ((low ?? NaN) + (high ?? NaN)) / 2;
}
