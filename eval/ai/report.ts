import type { Answer } from './judge.ts';
import { judge } from './judge.ts';
import type { Estimate } from './statistics/intervals.ts';
import { standing, summarise, type Figure } from './summary.ts';

/** The result as a Markdown table, as eval/ai/README.md keeps it. */
export function tableOf(figures: readonly Figure[]): string[] {
  return [
    '| measure | value | 95 % interval | of | goal | |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...figures.map((figure) => {
      const { name, estimate, unit } = figure;
      if (estimate === null) return `| ${name} | – | – | 0 | ${goalOf(figure)} | |`;
      const say = (value: number) => number(value, unit);
      return `| ${name} | ${say(estimate.value)} | ${intervalOf(estimate, unit)} | ${estimate.n} | ${goalOf(figure)} | ${standing(figure) ?? ''} |`;
    }),
  ];
}

/** The same by a property of the briefs, for the few measures on which a group of briefs stands or falls. */
export function partsOf(answers: readonly Answer[], seed: number, by: 'language' | 'kind' | 'set'): string[] {
  const groups = Map.groupBy(answers, ({ test }) => test[by]);
  return [...groups].map(([name, group]) => {
    const figures = summarise(group, seed);
    const [terms, brand] = [/head terms/, /brand/].map((part) => figures.find((f) => part.test(f.name)));
    const say = (figure: Figure | undefined) =>
      figure?.estimate ? `${number(figure.estimate.value, '%')} (${intervalOf(figure.estimate, '%')})` : '–';
    return `${name}: ${group.length} briefs, head terms ${say(terms)}, brand ${say(brand)}`;
  });
}

/**
 * What was found in each brief, for whoever mends the generator: of held-out briefs only that there are some, because what
 * is expected of them is not to be read.
 */
export function findingsOf(answers: readonly Answer[]): string[] {
  return answers.flatMap((answer) => {
    const { test } = answer;
    if (test.set === 'held-out') return [`${test.key}: held out, not shown`];
    if (answer.kind === 'refused') return [`${test.key}: refused, ${answer.code}`];
    const { keywords, foreign, grammar, claims, breaches } = judge(answer.structure, test);
    return [
      `${test.key}: ${keywords.headTerms.length} head terms (${keywords.headTerms.join(', ')})`,
      ...keywords.never.found.map((text) => `  never: ${text}`),
      ...keywords.harmful.map((text) => `  harmful negative: ${text}`),
      ...foreign.found.map((text) => `  another language: ${text}`),
      ...grammar.found.map((fault) => `  ${fault}`),
      ...claims.unsupported.map((claim) => `  unsupported ${claim}`),
      ...breaches.map((breach) => `  limit: ${breach}`),
    ];
  });
}

function goalOf({ goal, unit }: Figure): string {
  if (goal === undefined) return '';
  return 'atLeast' in goal ? `≥ ${number(goal.atLeast, unit)}` : `≤ ${number(goal.atMost, unit)}`;
}

const intervalOf = ({ low, high }: Estimate, unit: Figure['unit']): string =>
  `${number(low, unit)} – ${number(high, unit)}`;

const number = (value: number, unit: Figure['unit']): string =>
  unit === '%' ? `${(value * 100).toFixed(1)} %` : `${value.toFixed(0)} ms`;
