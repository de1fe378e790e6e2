import type { Brief } from '../../../../contracts/ai/brief.ts';
import type { Question } from '../../../../contracts/ai/structures.ts';
import { cleanLine } from '../../../../lib/visible-text.ts';
import type { LanguageFile } from '../../bank/domain/schema.ts';
import type { Reading } from '../../brief/domain/read-brief.ts';
import { platformsOf } from '../../check/domain/check.ts';

type Topic = keyof LanguageFile['questions'];
const ASKED: Readonly<Record<Topic, { code: string; path: string }>> = {
  trade: { code: 'TRADE_UNKNOWN', path: 'description' },
  product: { code: 'TRADE_UNSURE', path: 'description' },
  services: { code: 'SERVICES_UNSAID', path: 'description' },
  place: { code: 'PLACE_UNSAID', path: 'description' },
  audience: { code: 'AUDIENCE_UNSAID', path: 'audience' },
  name: { code: 'NAME_UNUSABLE', path: 'product' },
  facts: { code: 'FACTS_UNSAID', path: 'description' },
};
/** A campaign with fewer services is asked for more. */
const FEW_SERVICES = 2;
const LISTED = 8;

/** What the brief does not say and the structure would need, in the language of the ads. */
export function askQuestions(reading: Reading, brief: Brief): Question[] {
  const { trades, pack, services, places, audience, facts, claims, named, language } = reading;
  const found: Question[] = [];
  const ask = (topic: Topic, words: Record<string, string> = {}): void => {
    const { ask: text, without } = reading.file.questions[topic];
    found.push({
      ...ASKED[topic],
      ask: text.replace(/\{(\w+)\}/gu, (_, key: string) => words[key] ?? ''),
      without,
    });
  };
  if (pack === null) ask('trade');
  const names = trades.unsure.map((trade) => trade[language].names[0]?.one ?? trade.trade);
  if (names.length > 1) ask('product', { list: names.join(', ') });
  if (pack !== null && services.length < FEW_SERVICES) {
    const offered = new Set(services.map(({ name }) => name));
    const others = pack.services.map(({ name }) => name).filter((name) => !offered.has(name));
    if (others.length > 0) ask('services', { list: others.slice(0, LISTED).join(', ') });
  }
  if (trades.trade?.sells === 'local' && places.length === 0) ask('place');
  if (platformsOf(brief).includes('linkedin-ads') && audience.assumed) ask('audience');
  if (!named) ask('name', { name: cleanLine(brief.product) });
  if (facts.sentences.length + claims.length === 0) ask('facts');
  return found;
}
