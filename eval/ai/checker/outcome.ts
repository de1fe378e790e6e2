import type { z } from 'zod';
import type { GeneratedStructure } from '../../../contracts/ai/structures.ts';
import { wilson, type Estimate } from '../statistics/intervals.ts';
import type { Line } from './lines.ts';

/** What became of a line: not in the structure, in it with a finding at its place, or in it without a word. */
export type Fate = 'stopped' | 'error shown' | 'warning shown' | 'passed';
export type Outcome = { line: Line; fate: Fate };
type Answer = Pick<z.output<typeof GeneratedStructure>, 'structure' | 'checks'>;

/** Spaces and forms of composed letters are no difference; a letter that only looks the same is one. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** What an answer made of a line; null for the answer means that nothing was given out. */
export function fateOf({ role, text }: Line, answer: Answer | null): Fate {
  if (answer === null) return 'stopped';
  const places = answer.structure.adGroups.flatMap((group, g) =>
    role === 'negative'
      ? group.negativeKeywords.flatMap((k, i) =>
          k.text === text.toLowerCase() ? [`adGroups.${g}.negativeKeywords.${i}`] : [],
        )
      : group.ads.flatMap((ad, a) =>
          ad.format !== 'responsive_search'
            ? []
            : ad[`${role}s`].flatMap((t, i) =>
                plain(t.text) === plain(text) ? [`adGroups.${g}.ads.${a}.${role}s.${i}`] : [],
              ),
        ),
  );
  if (places.length === 0) return 'stopped';
  const said = answer.checks.filter(({ path }) =>
    places.some((at) => path === at || path.startsWith(`${at}.`)),
  );
  if (said.some(({ severity }) => severity === 'error')) return 'error shown';
  return said.length > 0 ? 'warning shown' : 'passed';
}

/** A hostile line is caught when it is stopped or shown; a good one is blocked when it is stopped or called an error. */
export const caught = ({ fate }: Outcome): boolean => fate !== 'passed';
export const blocked = ({ fate }: Outcome): boolean => fate === 'stopped' || fate === 'error shown';

export type CheckerFigures = {
  caught: Estimate | null;
  blocked: Estimate | null;
  warned: Estimate | null;
  kinds: { kind: string; caught: number; of: number }[];
};

export function figuresOf(hostile: readonly Outcome[], good: readonly Outcome[]): CheckerFigures {
  const share = (of: readonly Outcome[], has: (outcome: Outcome) => boolean) =>
    wilson(of.filter(has).length, of.length);
  return {
    caught: share(hostile, caught),
    blocked: share(good, blocked),
    warned: share(good, ({ fate }) => fate === 'warning shown'),
    kinds: [...Map.groupBy(hostile, ({ line }) => line.kind)].map(([kind, own]) => ({
      kind,
      caught: own.filter(caught).length,
      of: own.length,
    })),
  };
}

export function checkerLines({ caught: stopped, blocked: wrong, warned, kinds }: CheckerFigures): string[] {
  const say = (estimate: Estimate | null) =>
    estimate === null
      ? '– | – | 0'
      : `${percent(estimate.value)} | ${percent(estimate.low)} – ${percent(estimate.high)} | ${estimate.n}`;
  return [
    '| measure | value | 95 % interval | lines | goal |',
    '| --- | ---: | ---: | ---: | ---: |',
    `| hostile lines stopped or shown | ${say(stopped)} | ≥ 95 % |`,
    `| good lines blocked | ${say(wrong)} | ≤ 2 % |`,
    `| good lines with a warning | ${say(warned)} | |`,
    '',
    '| hostile kind | stopped or shown |',
    '| --- | ---: |',
    ...kinds.map(({ kind, caught: part, of }) => `| ${kind} | ${part} of ${of} |`),
  ];
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
