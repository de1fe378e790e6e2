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
  const share = (of: (verdict: Verdict) => Share) => bootstrapShare(verdicts.map(of), seed);
  const briefs = (passes: (verdict: Verdict) => boolean) =>
    wilson(verdicts.filter(passes).length, verdicts.length);
  const most = (max: number) => ({ goal: { atMost: max } });
  const least = (min: number) => ({ goal: { atLeast: min } });
  const owed = all.filter(({ answer: { test }, verdict }) => verdict !== null || isClear(test.kind));
  const withTerms = owed.filter(
    ({ verdict }) => (verdict?.keywords.headTerms.length ?? 0) >= ENOUGH_HEAD_TERMS,
  );
  return [
    percent('briefs answered with a structure', wilson(verdicts.length, all.length)),
    percent(
      `briefs with ≥ ${ENOUGH_HEAD_TERMS} head terms`,
      wilson(withTerms.length, owed.length),
      least(0.9),
    ),
    percent(
      'keywords of another trade or wrong meaning',
      share((v) => v.keywords.never),
      most(0.02),
    ),
    percent(
      'keywords with the unknown brand',
      share((v) => v.keywords.brand),
      most(0.25),
    ),
    percent(
      'services with an ad group of their own',
      share((v) => v.services),
    ),
    percent(
      'expected trade negatives present',
      share((v) => v.keywords.negatives),
    ),
    percent(
      'briefs where a negative blocks an expected term',
      briefs((v) => v.keywords.harmful.length > 0),
    ),
    percent(
      'texts in another language',
      share((v) => v.foreign),
    ),
    percent(
      'texts with a fault of grammar or form',
      share((v) => v.grammar),
    ),
    percent(
      'facts of the brief said (claim recall)',
      share((v) => v.claims.recall),
    ),
    percent(
      'claims that the brief supports (precision)',
      share((v) => v.claims.precision),
    ),
    percent(
      'texts that repeat another',
      share((v) => v.repetition),
    ),
    percent(
      'structures within all platform limits',
      briefs((v) => v.breaches.length === 0),
      least(1),
    ),
    {
      name: 'latency p50',
      unit: 'ms',
      estimate: bootstrapQuantile(
        answers.map((a) => a.ms),
        0.5,
        seed,
      ),
    },
    {
      name: 'latency p95',
      unit: 'ms',
      estimate: bootstrapQuantile(
        answers.map((a) => a.ms),
        0.95,
        seed,
      ),
      ...most(300),
    },
  ];
}

/** A brief from which a marketer could write without asking. */
const isClear = (kind: string): boolean => kind === 'plain' || kind === 'rich';

function percent(name: string, estimate: Estimate | null, goal: Pick<Figure, 'goal'> = {}): Figure {
  return { name, estimate, unit: '%', ...goal };
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
