import { table } from '../../scripts/demo/table.ts';
import { median } from '../measure.ts';
import type { NeighbourOptions } from './neighbour.ts';
import type { Noise } from './start-noise.ts';
import type { Waits } from './steady-reads.ts';

/** The quiet organisation alone and beside the loud one, what that one sent, and the machine's load before. */
export type Pair = { alone: Waits; beside: Waits; sent: Noise; load: number };

const MOST_RATIO = 1.5;
const MOST_MORE_MS = 50;
/** Where the rounds alone differ more among themselves, the machine was busy with something else. */
const MOST_SPREAD = 3;
const HEAD = [
  'pair',
  'p99 alone',
  'p99 beside',
  'ratio',
  'more',
  'p50 alone',
  'p50 beside',
  'failed',
  'load',
];

/** The least value that this share of all values is not above. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** Whether a neighbour is heard no more than is allowed. */
export const bearable = (alone: number, beside: number): boolean =>
  beside <= alone * MOST_RATIO || beside <= alone + MOST_MORE_MS;

/** The pairs, their medians, and whether what is promised holds. */
export function reportOf(pairs: readonly Pair[], { rate, seconds, times }: NeighbourOptions): string[] {
  const alone = pairs.map((pair) => percentile(pair.alone.ms, 0.99));
  const beside = pairs.map((pair) => percentile(pair.beside.ms, 0.99));
  const rows = pairs.map((pair, i) => rowOf(pair, i, [alone[i] ?? NaN, beside[i] ?? NaN]));
  const failed = pairs.reduce((sum, pair) => sum + pair.alone.failed + pair.beside.failed, 0);
  const [quiet, loud] = [median(alone), median(beside)];
  const held = pairs.filter((_, i) => bearable(alone[i] ?? NaN, beside[i] ?? NaN)).length;
  const middle = [
    'median',
    ms(quiet),
    ms(loud),
    ratio(quiet, loud),
    ms(loud - quiet),
    '',
    '',
    String(failed),
    '',
  ];
  const holds = failed === 0 && bearable(quiet, loud);
  const steady = Math.max(...alone) <= MOST_SPREAD * Math.min(...alone);
  return [
    `${pairs.length} pairs of ${seconds} s: ${rate} reads a second; beside it ${times} times as many, and uploads of 8 MB.`,
    '',
    ...table(HEAD, rows, middle),
    '',
    ...pairs.map(({ sent }, i) => `pair ${i + 1}: lists ${said(sent.lists)}; uploads ${said(sent.uploads)}`),
    '',
    `within ${MOST_RATIO} × or + ${MOST_MORE_MS} ms: ${holds ? 'holds' : 'DOES NOT HOLD'} for the medians, and for ${held} of ${pairs.length} pairs`,
    ...(steady
      ? []
      : [`BUT IT SAYS LITTLE: alone the p99 was ${ms(Math.min(...alone))} to ${ms(Math.max(...alone))}`]),
  ];
}

function rowOf({ alone, beside, load }: Pair, index: number, [quiet, loud]: [number, number]): string[] {
  const middles = [percentile(alone.ms, 0.5), percentile(beside.ms, 0.5)].map(ms);
  const failed = String(alone.failed + beside.failed);
  return [
    String(index + 1),
    ms(quiet),
    ms(loud),
    ratio(quiet, loud),
    ms(loud - quiet),
    ...middles,
    failed,
    load.toFixed(1),
  ];
}

const ms = (value: number) => `${value.toFixed(1)} ms`;
const ratio = (alone: number, beside: number) => `× ${(beside / alone).toFixed(2)}`;
const said = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([status, count]) => `${status} × ${count}`)
    .join(', ') || 'none answered';
