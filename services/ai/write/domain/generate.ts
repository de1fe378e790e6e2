import type { Brief } from '../../../../contracts/ai/brief.ts';
import type { Question } from '../../../../contracts/ai/structures.ts';
import type { AdGroup, Check, Structure } from '../../../../contracts/structure.ts';
import type { Bank } from '../../bank/domain/bank.ts';
import { readBrief, type Reading } from '../../brief/domain/read-brief.ts';
import { platformsOf } from '../../check/domain/check.ts';
import { writeDescriptions, writeTextAds } from './descriptions.ts';
import { writeHeadlines } from './headlines.ts';
import { writeKeywords, writeNegatives } from './keywords.ts';
import { generatorNotes } from './notes.ts';
import { writePaths } from './paths.ts';
import { type Plan, planGroups } from './plan-groups.ts';
import { askQuestions } from './questions.ts';

/** The version of the built-in generator; raise it when the same brief may give another structure with the same bank. */
export const BUILTIN_VERSION = 'builtin-4';

export type Generated = {
  /** Null where the brief says too little to write from: the questions say what is missing. */
  structure: Structure | null;
  questions: Question[];
  /** What was not done with the brief. */
  notes: Check[];
};

const OTHER_LANGUAGE: Question = {
  code: 'LANGUAGE_UNKNOWN',
  path: 'languages',
  ask: 'In which language shall the ads be: English (en), German (de), French (fr) or Spanish (es)?',
  without: 'The built-in generator writes no other language.',
};

/**
 * The built-in generator: a structure from the brief's own words and what the term bank knows of its trade. It invents no
 * number, price, superlative or offer, and the same brief gives the same structure, byte for byte.
 */
export function generateStructure(brief: Brief, bank: Bank): Generated {
  const reading = readBrief(brief, bank);
  if (reading === null) return { structure: null, questions: [OTHER_LANGUAGE], notes: [] };
  const adGroups = writeGroups(reading, brief);
  return {
    structure: adGroups.length === 0 ? null : { adGroups },
    questions: askQuestions(reading, brief),
    notes: generatorNotes(brief, reading),
  };
}

function writeGroups(reading: Reading, brief: Brief): AdGroup[] {
  const search = platformsOf(brief).includes('google-ads');
  const plans = planGroups(reading);
  const keywords = search ? keywordsOf(plans, reading) : new Map<Plan, AdGroup['keywords']>();
  const all = [...keywords.values()].flat();
  const own = [brief.product, reading.excluded.rest, brief.audience, ...brief.claims].join(' ');
  const negativeKeywords = search ? writeNegatives(reading, own, all) : [];
  const bodies = new Set<string>();
  const names = new Set<string>();
  return plans
    .filter((plan) => !search || (keywords.get(plan) ?? []).length > 0)
    .map((plan) => ({
      name: uniqueName(plan.name, names),
      keywords: keywords.get(plan) ?? [],
      negativeKeywords,
      ...audiencesOf(reading, brief),
      ads: adsOf(plan, reading, brief, bodies),
    }))
    .filter(({ ads }) => ads.length > 0);
}

/** The keywords of each group. Services come first, so that a term of a service does not stand with the trade. */
function keywordsOf(plans: readonly Plan[], reading: Reading): Map<Plan, AdGroup['keywords']> {
  const used = new Set<string>();
  const order = [...plans].sort((a, b) => Number(b.kind === 'service') - Number(a.kind === 'service'));
  return new Map(order.map((plan) => [plan, writeKeywords(plan, reading, used)]));
}

function audiencesOf({ audience: { facets } }: Reading, brief: Brief): Pick<AdGroup, 'audiences'> {
  const { functions: jobFunctions, seniorities, industries } = facets;
  if (!platformsOf(brief).includes('linkedin-ads')) return {};
  if (jobFunctions.length + seniorities.length + industries.length === 0) return {};
  return { audiences: { jobFunctions, seniorities, industries } };
}

function adsOf(plan: Plan, reading: Reading, brief: Brief, bodies: Set<string>): AdGroup['ads'] {
  return platformsOf(brief).flatMap((platform): AdGroup['ads'] => {
    if (platform === 'linkedin-ads')
      return writeTextAds(plan, reading, brief, bodies).map((ad) => ({ format: 'text_ad', ...ad }));
    return [
      {
        format: 'responsive_search',
        headlines: writeHeadlines(plan, reading, brief).map((text) => ({ text })),
        descriptions: writeDescriptions(plan, reading, brief, bodies).map((text) => ({ text })),
        ...writePaths(plan, reading, brief),
      },
    ];
  });
}

function uniqueName(name: string, names: Set<string>): string {
  const short = [...name].slice(0, 110).join('').trim();
  let unique = short;
  for (let i = 2; names.has(unique); i += 1) unique = `${short} ${i}`;
  names.add(unique);
  return unique;
}
