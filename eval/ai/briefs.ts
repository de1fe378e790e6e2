import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Brief } from '../../contracts/ai/brief.ts';
import { holds } from './text/words.ts';

/** Texts between commas, or between semicolons where a text may hold a comma. */
const list = (separator: ',' | ';') =>
  z.string().transform((text) =>
    text
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
/** One thing an entry, each with the words by which it is known: `sports injury|sports`. */
const known = list(';').transform((items) => items.map((item) => item.split('|').map((way) => way.trim())));
const terms = list(',').refine((all) => all.length >= 10 && all.length <= 30, 'from 10 to 30 terms');

const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];
const SETS = ['development', 'held-out'] as const;
export type BriefSet = (typeof SETS)[number];

const Terms = z.strictObject({ must: terms, never: list(','), negatives: list(',') });
const Entry = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  language: z.enum(LANGUAGES),
  form: z.enum(['list', 'story', 'bullets', 'line']),
  kind: z.enum(['plain', 'rich', 'thin', 'awkward']),
  market: z.enum(['local', 'online', 'national', 'b2b']),
  product: z.string(),
  brand: list(','),
  description: z.string(),
  audience: z.string(),
  website: z.string(),
  tone: z.string().optional(),
  objective: Brief.shape.objective.default('leads'),
  platforms: Brief.shape.platforms.default(['google-ads']),
  locations: z.array(z.string()),
  places: list(','),
  must: terms.optional(),
  never: list(',').default([]),
  services: known,
  facts: z.union([z.string(), z.number().transform(String)]).pipe(known),
});
const Trade = z.strictObject({
  trade: z.string(),
  set: z.enum(SETS),
  languages: z.record(z.enum(LANGUAGES), Terms),
  briefs: z.array(Entry).min(1),
});

/** One brief as the API takes it, with what a careful marketer of that trade expects of the answer. */
export type TestBrief = Pick<z.output<typeof Entry>, 'language' | 'form' | 'kind' | 'market'> & {
  /** `<trade>/<id>`, the name under which results and scores are kept. */
  key: string;
  trade: string;
  set: BriefSet;
  brief: z.input<typeof Brief>;
  /** The advertiser's own words, which nobody searches who does not know the name. */
  brand: string[];
  /** Places that may be joined to a term without changing what it asks for. */
  places: string[];
  /** Terms that a customer of the trade types, without those of services that this advertiser does not offer. */
  must: string[];
  /** Terms of another trade, or of people who do not buy. */
  never: string[];
  /** Words that the trade keeps away with negative keywords. */
  negatives: string[];
  /** Services that deserve an ad group each. */
  services: string[][];
  /** Facts of the brief that an ad can say. */
  facts: string[][];
};

const FOLDER = join(import.meta.dirname, 'briefs');

/** All briefs of a set, in the order of their files. @throws ZodError when a file is not what it has to be */
export function readBriefs(set: BriefSet | 'all' = 'all'): TestBrief[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => Trade.parse(parse(readFileSync(join(FOLDER, name), 'utf8'))))
    .filter((trade) => set === 'all' || trade.set === set)
    .flatMap((trade) => trade.briefs.map((entry) => testBrief(trade, entry)));
}

function testBrief(trade: z.output<typeof Trade>, entry: z.output<typeof Entry>): TestBrief {
  const { language, form, kind, market, brand, places, services, facts } = entry;
  const expected = trade.languages[language];
  return {
    key: `${trade.trade}/${entry.id}`,
    trade: trade.trade,
    set: trade.set,
    language,
    form,
    kind,
    market,
    brief: {
      product: entry.product,
      description: entry.description,
      audience: entry.audience,
      landingPageUrl: entry.website,
      objective: entry.objective,
      platforms: entry.platforms,
      locations: entry.locations,
      languages: [language],
      ...(entry.tone !== undefined && { tone: entry.tone }),
    },
    brand,
    places,
    must: (entry.must ?? expected.must).filter(
      (term) => !entry.never.some((not) => holds(term, not, language)),
    ),
    never: [...expected.never, ...entry.never],
    negatives: expected.negatives,
    services,
    facts,
  };
}
