import { medianOf } from '../../scripts/prove/statistics.ts';
import type { Played } from './play.ts';

type Facts = {
  counts: { places: number; singles: number; pairs: number; all: number };
  seed: number;
  seconds: number;
};

/** What is promised never to happen, as the judge calls it. */
const NEVER = [
  'extra objects',
  'operation lost',
  'unapproved money',
  'served after a pause',
  'raised over a stop',
  'made again',
  'false stop',
  'false active',
  'off air',
  'pause refused',
  'slow stop',
];

/** What a run has found: the formula of its cells, how many ran, and the bound beside each zero. */
export function linesOf(played: readonly Played[], { counts, seed, seconds }: Facts): string[] {
  const { places, singles, pairs, all } = counts;
  const struck = played.filter((one) => one.struck).length;
  const kills = played.filter((one) => one.killed).length;
  const micros = played.flatMap((one) => one.violations).reduce((sum, { micros: cost }) => sum + cost, 0);
  const times = (pick: (one: Played) => number | null) => played.map(pick).filter((ms) => ms !== null);
  return [
    '',
    `cells: ${places} places (calls of 5 operations on 2 platforms), ${singles} single faults + ${pairs} of a covering array of pairs = ${all} different`,
    `seed ${seed}: ${played.length} of ${all} played in ${Math.round(seconds)} s, ${struck} struck, ${kills} kills`,
    ...NEVER.map((rule) => {
      const count = played.filter(({ violations }) => violations.some((one) => one.rule === rule)).length;
      return `${rule.padEnd(22)} ${String(count).padStart(4)}${count === 0 ? `  below ${(300 / Math.max(1, struck)).toFixed(2)} % (95 %, 3/N)` : ''}`;
    }),
    `${'overtook'.padEnd(22)} ${String(played.filter((one) => one.overtook.length > 0).length).padStart(4)}  a person's edit came between the last look and the write: neither platform writes under a condition`,
    `in money: ${(micros / 1e6).toFixed(2)} of the account's currency`,
    `after a death: ${timesOf(times((one) => one.recoveryMs))}; a pause: ${timesOf(times((one) => one.pauseMs))}`,
    `without a person: ${share(played)} of the operations that were struck`,
  ];
}

const timesOf = (ms: readonly number[]) =>
  ms.length === 0
    ? 'none'
    : `median ${(medianOf([...ms]) / 1_000).toFixed(1)} s, longest ${(Math.max(...ms) / 1_000).toFixed(1)} s (${ms.length})`;

function share(played: readonly Played[]): string {
  const ends = played.filter(({ struck }) => struck).flatMap(({ operations }) => Object.values(operations));
  const alone = ends.filter((status) => status !== 'needs_review').length;
  return ends.length === 0 ? 'none' : `${((100 * alone) / ends.length).toFixed(0)} %`;
}
