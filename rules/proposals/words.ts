import type { Proposal, ProposedChange } from '../../contracts/campaign/proposal.ts';
import { PLATFORM_NAMES, platformName } from '../words.ts';
import { formatFact, formatMicros, formatProbability } from './amounts.ts';
import { cleanLine } from '../../lib/visible-text.ts';

/** A proposal's words, as a recommendation shows them. */
export type ProposalWords = { title: string; explanation: string };

/**
 * A proposal in words: what to do, what the figures say, how sure that is, what it should bring and what it costs when it
 * is wrong. Every number is one of the evidence, the expected range or the cost if wrong, formatted; the amounts of the
 * change itself are shown beside the text and are not repeated.
 */
export function proposalWords(proposal: Proposal, campaignName: string, currency: string): ProposalWords {
  return {
    title: titleOf(proposal.change),
    explanation: [
      actionOf(proposal.change, nameOf(campaignName)),
      factsOf(proposal, currency),
      certaintyOf(proposal),
      effectOf(proposal, currency),
    ].join(' '),
  };
}

function titleOf(change: ProposedChange): string {
  if (change.kind === 'lower_budget') return 'Lower the daily budget';
  const platforms = change.split
    .filter((share) => share.dailyMicros > 0)
    .map((share) => PLATFORM_NAMES[share.platform]);
  return platforms.length === 1
    ? `Put the whole daily budget on ${platforms.join('')}`
    : `Share the daily budget differently between ${platforms.join(' and ')}`;
}

function actionOf(change: ProposedChange, name: string): string {
  return change.kind === 'lower_budget'
    ? `${name} can do with a smaller daily budget.`
    : `${name} can use the same daily budget better with another split between its platforms; the total does not grow.`;
}

function factsOf({ evidence }: Proposal, currency: string): string {
  const facts = evidence.facts.map((fact) => factOf(fact, currency));
  const period = `from ${evidence.from} to ${evidence.to} (${evidence.windowDays} ${evidence.windowDays === 1 ? 'day' : 'days'})`;
  return facts.length === 0
    ? `This rests on the figures ${period}.`
    : `The figures ${period}: ${facts.join('; ')}.`;
}

function certaintyOf({ evidence }: Proposal): string {
  const percent = formatProbability(evidence.probabilityBetter);
  return percent === null
    ? 'On these figures it is nearly certain that the change is an improvement.'
    : `On these figures the chance that the change is an improvement is ${percent}.`;
}

function effectOf({ expected, costIfWrong }: Proposal, currency: string): string {
  const show = (value: number): string => formatFact({ value, unit: expected.unit }, currency);
  const range = `Expected effect: ${show(expected.expected)}, most likely between ${show(expected.low)} and ${show(expected.high)}.`;
  return `${range} If it turns out wrong, it costs about ${formatMicros(costIfWrong.amountMicros, costIfWrong.currency)}.`;
}

/** `google-ads: conversions`, 12 conversions → `Google Ads: 12 conversions`; the platform by its name, nothing twice. */
function factOf(fact: Proposal['evidence']['facts'][number], currency: string): string {
  const named = fact.label.replace(/^[a-z-]+(?=:)/, platformName);
  const label = named.endsWith(` ${fact.unit}`) ? named.slice(0, -fact.unit.length - 1) : named;
  return `${plainLabel(label)} ${formatFact(fact, currency)}`;
}

/** Labels are words: a digit in one would be a number without evidence. */
function plainLabel(label: string): string {
  return cleanLine(label.replace(/\p{Nd}/gu, ''));
}

/** A campaign's name may hold numbers that are no evidence; then the text does without it. */
function nameOf(name: string): string {
  const clean = cleanLine(name);
  return clean === '' || /\p{Nd}/u.test(clean) ? 'This campaign' : `“${clean}”`;
}
