import { randomUUID } from 'node:crypto';
import { adviceContracts, type Recommendation } from '../../contracts/campaign/advice.ts';
import { type Campaign } from '../../contracts/campaign/campaign.ts';
import { platformName, withPlatformNames } from '../../rules/words.ts';
import { DemoFailure } from './failure.ts';
import { shareOf } from './changes.ts';
import { count, money, percent } from './money.ts';
import type { Say } from './output.ts';
import type { Person } from './people.ts';

/** Asks for recommendations, prints each with its evidence, and returns the first. */
export async function optimize(person: Person, campaign: Campaign, say: Say): Promise<Recommendation> {
  const { recommendations } = await person.client.call(adviceContracts.optimize, { id: campaign.id });
  for (const recommendation of recommendations) explain(recommendation, campaign, say);
  const [first] = recommendations;
  if (first) return first;
  throw new DemoFailure('optimize found nothing to change, although one platform is clearly better');
}

function explain(recommendation: Recommendation, campaign: Campaign, say: Say): void {
  const { title, explanation, evidence, expected, costIfWrong } = recommendation;
  const { currency } = campaign.budget;
  say(`“${title}”`);
  for (const line of wrap(firstSentence(explanation), 92)) say(`  ${line}`);
  for (const share of recommendation.change.split) {
    const [old, now] = [shareOf(campaign, share.platform), share.dailyMicros].map((m) =>
      money(m, currency, 0),
    );
    say(`  ${platformName(share.platform)}: ${old} → ${now} a day`);
  }
  say(`  Why, from ${evidence.from} to ${evidence.to}:`);
  for (const line of factLines(evidence.facts, currency)) say(`  - ${line}`);
  say(`  - probability that the change is better: ${probabilityText(evidence.probabilityBetter)}`);
  const [low, middle, high] = [expected.low, expected.expected, expected.high].map((v) => count(v));
  say(`  Expected in 30 days: ${middle} more ${expected.unit} (80 % between ${low} and ${high})`);
  const risk = money(costIfWrong.amountMicros, costIfWrong.currency, 0);
  say(`  If it is wrong: at most ${risk} of a week’s money is in the wrong place`);
}

const probabilityText = (p: number) => (p > 0.999 ? 'more than 99.9 %' : percent(p, 1));
const firstSentence = (text: string) => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;

/** Facts as text, one line for each subject: `Google Ads: conversions 153,493; cost $26,500.08; …`. */
function factLines(facts: Recommendation['evidence']['facts'], currency: string): string[] {
  const lines = new Map<string, string[]>();
  for (const { label, value, unit } of facts) {
    const [subject = '', what = label] = label.split(': ');
    const amount =
      unit === currency ? money(value * 1_000_000, unit) : count(value) + (unit === '%' ? ' %' : '');
    lines.set(subject, [...(lines.get(subject) ?? []), `${what} ${amount}`]);
  }
  return [...lines].map(([subject, words]) => `${withPlatformNames(subject)}: ${words.join('; ')}`);
}

/** Breaks a text between words into lines of at most `width` characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Applies a recommendation, which makes a new version of the campaign and submits it for approval. */
export async function apply(person: Person, recommendation: Recommendation, say: Say): Promise<Campaign> {
  const applied = await person.client.call(adviceContracts.applyRecommendation, {
    id: recommendation.id,
    idempotencyKey: randomUUID(),
  });
  const { campaign } = applied;
  say(
    `${person.name} applies it: version ${campaign.version} of the campaign, ${campaign.review?.state ?? 'not submitted'}`,
  );
  return campaign;
}
