import { randomUUID } from 'node:crypto';
import { campaignContracts, type Campaign, type Recommendation } from '../../contracts/campaign.ts';
import { DemoFailure } from './failure.ts';
import { count, money, percent, platformName } from './money.ts';
import type { Say } from './output.ts';
import type { Person } from './people.ts';

/** Asks what to change and says each recommendation with its evidence; gives the first. */
export async function optimize(person: Person, campaign: Campaign, say: Say): Promise<Recommendation> {
  const path = `/api/campaigns/${campaign.id}/optimize`;
  const { recommendations } = await person.client.post(path, campaignContracts.optimize.result);
  for (const recommendation of recommendations) explain(recommendation, campaign, say);
  const [first] = recommendations;
  if (first) return first;
  throw new DemoFailure('optimize found nothing to change, although one platform is clearly better');
}

function explain(
  { title, explanation, evidence, expected, costIfWrong }: Recommendation,
  { budget }: Campaign,
  say: Say,
): void {
  const value = (amount: number, unit: string) =>
    unit === budget.currency ? money(amount * 1_000_000, unit) : `${count(amount)} ${unit}`;
  say(`“${title}”`);
  for (const line of wrapped(explanation, 92)) say(`  ${line}`);
  for (const fact of evidence.facts) say(`  - ${platformInside(fact.label)} ${value(fact.value, fact.unit)}`);
  say(
    `  Days ${evidence.from} to ${evidence.to}; probability that it is better ${percent(evidence.probabilityBetter, 1)}`,
  );
  const range = [expected.low, expected.expected, expected.high].map((v) => count(v));
  say(`  Expected in 30 days: ${range[1]} more ${expected.unit} (80 % between ${range[0]} and ${range[2]})`);
  say(
    `  If it is wrong, at most ${money(costIfWrong.amountMicros, costIfWrong.currency, 0)} is misplaced in its week`,
  );
}

const platformInside = (label: string) =>
  label.replace(/^(google-ads|linkedin-ads)/, (platform) => platformName(platform));

/** Text in lines of at most `width` characters, broken between words. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Applies a recommendation: a new version of the campaign, handed in for approval. */
export async function apply(person: Person, recommendation: Recommendation, say: Say): Promise<Campaign> {
  const applied = await person.client.post(
    `/api/recommendations/${recommendation.id}/apply`,
    campaignContracts.applyRecommendation.result,
    { key: randomUUID() },
  );
  const { campaign } = applied;
  say(
    `${person.name} applies it: version ${campaign.version} of the campaign, ${campaign.review?.state ?? 'not submitted'}`,
  );
  return campaign;
}
