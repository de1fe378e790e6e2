import { medianOf } from '../../scripts/prove/statistics.ts';
import { couldBreak, NEVER } from './exposed.ts';
import type { Played } from './play.ts';

type Facts = {
  counts: { places: number; singles: number; pairs: number; all: number };
  seed: number;
  seconds: number;
};

/** What is promised of half of the deaths and pauses of a run, in ms. */
const MOST = { recovery: 10_000, pause: 5_000 };

/** What a run has found: the formula of its cells, how many ran, and the bound beside each zero. */
export function linesOf(played: readonly Played[], { counts, seed, seconds }: Facts): string[] {
  const { places, singles, pairs, all } = counts;
  const struck = played.filter((one) => one.struck).length;
  const kills = played.filter((one) => one.killed).length;
  const micros = played.flatMap((one) => one.violations).reduce((sum, { micros: cost }) => sum + cost, 0);
  return [
    '',
    `cells: ${places} places (calls of 5 operations on 2 platforms), ${singles} single faults + ${pairs} of a covering array of pairs = ${all} different`,
    `seed ${seed}: ${played.length} of ${all} played in ${Math.round(seconds)} s, ${struck} struck, ${kills} kills`,
    ...NEVER.map((rule) => {
      const count = played.filter(({ violations }) => violations.some((one) => one.rule === rule)).length;
      const tried = played.filter((one) => couldBreak(rule, one)).length;
      return `${rule.padEnd(31)} ${String(count).padStart(4)}${count === 0 ? boundOf(tried) : ''}`;
    }),
    `${'overtook'.padEnd(31)} ${String(played.filter((one) => one.overtook.length > 0).length).padStart(4)}  a person's edit came between the last look and the write: neither platform writes under a condition`,
    `in money: ${(micros / 1e6).toFixed(2)} of the account's currency`,
    `after a death: ${timesOf(times(played, 'recoveryMs'))}; a pause: ${timesOf(times(played, 'pauseMs'))}`,
    `without a person: ${share(played)} of the operations that were struck`,
  ];
}

const boundOf = (tried: number): string =>
  tried === 0 ? '  not tried' : `  below ${(300 / tried).toFixed(2)} % (95 %, 3/${tried})`;

const times = (played: readonly Played[], what: 'recoveryMs' | 'pauseMs'): number[] =>
  played.map((one) => one[what]).filter((ms) => ms !== null);

/** What of a run was too slow: its lines, which make it red. */
export function slowness(played: readonly Played[]): string[] {
  const judged = (name: 'recovery' | 'pause', ms: number[]) =>
    ms.length > 0 && medianOf([...ms]) > MOST[name]
      ? [`BROKEN slow ${name}: ${timesOf(ms)}, and ${MOST[name] / 1_000} s are promised of the half`]
      : [];
  return [...judged('recovery', times(played, 'recoveryMs')), ...judged('pause', times(played, 'pauseMs'))];
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
