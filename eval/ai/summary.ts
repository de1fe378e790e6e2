import { judge, type Answer, type Verdict } from './judge.ts';
import { ENOUGH_HEAD_TERMS } from './measures/keywords.ts';
import {
  bootstrapQuantile,
  bootstrapShare,
  wilson,
  type Estimate,
  type Share,
} from './statistics/intervals.ts';

/** One line of the result. `goal`: what issue 11 asks for; without one the number is for information. */
export type Figure = {
  name: string;
  estimate: Estimate | null;
  unit: '%' | 'ms';
  goal?: { atLeast: number } | { atMost: number };
};
type Judged = { answer: Answer; verdict: Verdict | null };

type Goal = NonNullable<Figure['goal']>;
/** Measures that are shares of things of which a structure has several. */
const SHARES: readonly [name: string, of: (verdict: Verdict) => Share, goal?: Goal][] = [
  ['keywords that hold an expected term', (v) => v.keywords.useful],
  ['keywords of another trade or wrong meaning', (v) => v.keywords.never, { atMost: 0.02 }],
  ['keywords with the unknown brand', (v) => v.keywords.brand, { atMost: 0.25 }],
  ['services with an ad group of their own', (v) => v.services],
  ['LinkedIn ad groups with an audience', (v) => v.audiences],
  ['expected trade negatives present', (v) => v.keywords.negatives],
  ['texts in another language', (v) => v.foreign],
  ['texts with a fault of grammar or form', (v) => v.grammar],
  ['facts of the brief said (claim recall)', (v) => v.claims.recall],
  ['claims that the brief supports (precision)', (v) => v.claims.precision],
  ['texts that repeat another', (v) => v.repetition],
];
/** Measures that a structure has as a whole or not. */
const WHOLES: readonly [name: string, has: (verdict: Verdict) => boolean, goal?: Goal][] = [
  ['structures whose negatives block an expected term', (v) => v.keywords.harmful.length > 0],
  ['structures within all platform limits', (v) => v.breaches.length === 0, { atLeast: 1 }],
];

/**
 * The result over all answers. A brief that was refused counts as one without head terms, unless it is thin or awkward:
 * there, asking back is a right answer. All other measures are of the structures that came.
 */
export function summarise(answers: readonly Answer[], seed: number): Figure[] {
  const all: Judged[] = answers.map((answer) => ({
    answer,
    verdict: answer.kind === 'structure' ? judge(answer.structure, answer.test) : null,
  }));
  const verdicts = all.flatMap(({ verdict }) => (verdict === null ? [] : [verdict]));
  return [
    percent('briefs answered with a structure', wilson(verdicts.length, all.length)),
    headTermRecall(all),
    placesJoined(all),
    ...SHARES.map(([name, of, goal]) => percent(name, bootstrapShare(verdicts.map(of), seed), goal)),
    ...WHOLES.map(([name, has, goal]) =>
      percent(name, wilson(verdicts.filter(has).length, verdicts.length), goal),
    ),
    ...latency(answers, seed),
  ];
}

function headTermRecall(all: readonly Judged[]): Figure {
  const owed = all.filter(({ answer: { test }, verdict }) => verdict !== null || isClear(test.kind));
  const enough = owed.filter(({ verdict }) => (verdict?.keywords.headTerms.length ?? 0) >= ENOUGH_HEAD_TERMS);
  const name = `briefs with ≥ ${ENOUGH_HEAD_TERMS} head terms`;
  return percent(name, wilson(enough.length, owed.length), { atLeast: 0.9 });
}

/** Firms of a place live from those who search there. */
function placesJoined(all: readonly Judged[]): Figure {
  const local = all.flatMap(({ answer: { test }, verdict }) =>
    test.market === 'local' && verdict !== null ? [verdict] : [],
  );
  const placed = local.filter(({ keywords }) => keywords.placed.part > 0);
  return percent('local briefs with a place in a keyword', wilson(placed.length, local.length));
}

function latency(answers: readonly Answer[], seed: number): Figure[] {
  const times = answers.map(({ ms }) => ms);
  return [
    { name: 'latency p50', unit: 'ms', estimate: bootstrapQuantile(times, 0.5, seed) },
    {
      name: 'latency p95',
      unit: 'ms',
      estimate: bootstrapQuantile(times, 0.95, seed),
      goal: { atMost: 300 },
    },
  ];
}

/** A brief from which a marketer could write without asking. */
const isClear = (kind: string): boolean => kind === 'plain' || kind === 'rich';

function percent(name: string, estimate: Estimate | null, goal?: Goal): Figure {
  return { name, estimate, unit: '%', ...(goal && { goal }) };
}

/**
 * Whether a figure meets its goal: `open` while its interval holds values on both sides, because then the briefs are too
 * few to say. A goal of all or none has no values beyond it and is met by every brief meeting it.
 */
export function standing({ estimate, goal }: Figure): 'met' | 'missed' | 'open' | null {
  if (goal === undefined || estimate === null) return null;
  const { value, low, high } = estimate;
  if ('atLeast' in goal) {
    if (goal.atLeast === 1) return value === 1 ? 'met' : 'missed';
    return low >= goal.atLeast ? 'met' : high < goal.atLeast ? 'missed' : 'open';
  }
  return high <= goal.atMost ? 'met' : low > goal.atMost ? 'missed' : 'open';
}
