import { z } from 'zod';

/** The languages that the bank speaks. */
export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

const word = z.string().trim().min(1).max(80);
const words = z.array(z.union([word, z.int().transform(String)]));
const gender = z.enum(['m', 'f', 'n']).optional();

/** What the advertiser is called: `plumber`, `plumbers`. Gender where the language has one. */
const Name = z.strictObject({ one: word, many: word, gender });

/** One thing that a trade offers; `key` is the same in all languages. */
const Service = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+$/),
  name: word,
  gender,
  number: z.enum(['one', 'many']).optional(),
  said: words,
  terms: words,
});
export type Service = z.output<typeof Service>;

/** A trade in one language. */
const Pack = z.strictObject({
  names: z.array(Name).min(1),
  said: words,
  terms: words,
  services: z.array(Service),
  negatives: words,
  actions: z.array(word).min(1),
});
export type Pack = z.output<typeof Pack>;

/** One file of `trades/`: what a marketer knows of a trade (docs/term-bank.md). */
export const Trade = z.strictObject({
  trade: z.string().regex(/^[a-z0-9-]+$/),
  sells: z.enum(['local', 'business', 'shop', 'online']),
  /** Trades whose terms customers of this one type, too: whoever looks for an inn looks for a hotel. */
  akin: z.array(z.string()).optional(),
  audience: z
    .strictObject({ functions: words, seniorities: words, industries: words, companySizes: words })
    .partial()
    .optional(),
  en: Pack,
  de: Pack,
  fr: Pack,
  es: Pack,
});
export type Trade = z.output<typeof Trade>;

/** Sentences to fill. Slots in `docs/term-bank.md`; a sentence whose slot is not known is left out. */
const Sentences = z.strictObject({
  core: words.default([]),
  service: words.default([]),
  brand: words.default([]),
  neutral: words.default([]),
});
const Texts = z.strictObject({ headlines: Sentences, descriptions: Sentences });
/** Words by grammatical gender; `none` where the language or the word has none. */
const ByGender = z.partialRecord(z.enum(['m', 'f', 'n', 'none']), z.string());
const Voice = z.strictObject({
  your: ByGender.default({}),
  actions: z.record(z.enum(['awareness', 'traffic', 'leads', 'sales']), z.array(word).min(1)),
  /** A call to action of the bank that matches is written for the other form of address. */
  notActions: z.string().optional(),
  texts: Texts,
});
export type Address = 'formal' | 'informal';

/** One file of `languages/`: what belongs to a language and to no trade. */
export const LanguageFile = z.strictObject({
  language: z.enum(LANGUAGES),
  /** Headlines Are Written Like This. */
  titleCase: z.boolean(),
  /** The form of address where the brief asks for none. */
  address: z.enum(['formal', 'informal']),
  /** How a tone asks for the one or the other form of address. */
  asks: z.strictObject({ formal: z.string(), informal: z.string() }),
  article: ByGender,
  /** Sentences that address nobody; those of the voice come before them. */
  texts: Texts,
  voices: z.strictObject({ formal: Voice, informal: Voice }),
  brandGroup: word,
  keywords: z.strictObject({
    place: words,
    near: words,
    /** For trades that mostly serve people, where firms are to buy. */
    forFirms: words,
    buying: z.strictObject({ local: words, business: words, shop: words, online: words }),
  }),
  negatives: words,
  /** Words that join others and ask for nothing by themselves. */
  joining: words,
  places: z.strictObject({
    /** What stands before a place: `in`, `rund um`, with the articles that may follow. */
    before: z.string(),
    /** Words in a place that are not capitalised: `de`, `upon`. */
    within: words,
    /** Capitalised words after `before` that are no places. */
    not: words,
    /** Whether an unknown capitalised word after `before` is taken for a place. */
    trusting: z.boolean(),
    known: z.string(),
    preposition: z.string(),
    /** Words before a place that do not say that the firm is there (`from`, `desde`): the preposition replaces them. */
    elsewhere: words,
  }),
  /** Patterns of what a firm says that it does not do; group `what`. */
  excluded: z.array(z.string()),
  /** A sentence that matches tells the writer what to do: it is neither read nor used. */
  orders: z.string(),
  /** A sentence that matches one of these never becomes copy: what is denied, what is over, what is no business of an ad. */
  unfit: z.array(z.string()),
  /** An audience that matches says nothing. */
  everybody: z.string(),
  audience: z.string(),
  /** What the generator asks when a brief does not suffice, and what it does without an answer. */
  questions: z.record(
    z.enum(['trade', 'services', 'place', 'audience', 'name', 'facts', 'product']),
    z.strictObject({ ask: z.string(), without: z.string() }),
  ),
});
export type LanguageFile = z.output<typeof LanguageFile>;

const urn = z.string().regex(/^urn:li:\w+:\S+$/);
const Facet = z.array(
  z.strictObject({
    name: word,
    also: words.default([]),
    urn: z.union([urn.transform((one) => [one]), z.array(urn)]),
    said: z.partialRecord(z.enum(LANGUAGES), words).default({}),
  }),
);

/** `linkedin.yaml`: what LinkedIn calls people and firms, with the words of briefs that mean them. */
export const LinkedInFile = z.strictObject({
  sources: z.array(z.url()),
  readOn: z.iso.date(),
  functions: Facet,
  seniorities: Facet,
  industries: Facet,
  companySizes: Facet,
});
export type LinkedInFile = z.output<typeof LinkedInFile>;
export type FacetName = 'functions' | 'seniorities' | 'industries' | 'companySizes';
