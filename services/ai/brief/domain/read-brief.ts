import type { Brief } from '../../../../contracts/ai/brief.ts';
import { cleanLine, stripInvisible } from '../../../../lib/visible-text.ts';
import type { Bank, Lexicon } from '../../bank/domain/bank.ts';
import type { Address, Language, LanguageFile, Pack, Trade } from '../../bank/domain/schema.ts';
import { LANGUAGES } from '../../bank/domain/schema.ts';
import { textFaults } from '../../check/domain/text-faults.ts';
import { type ClaimEvidence, claimEvidence } from './claims.ts';
import { chooseLanguage } from './languages/choose.ts';
import type { Vocabulary } from './languages/vocabulary.ts';
import { bare } from './phrases.ts';
import { type Audience, readAudience } from './read-audience.ts';
import { type Excluded, readExcluded } from './read-excluded.ts';
import { type Facts, readFacts, withoutOrders } from './read-facts.ts';
import { readOwnKinds, readDefinitions, readTitle } from './read-own.ts';
import { type Place, readPlaces } from './read-places.ts';
import { type Offered, offeredOf, readOwn } from './read-services.ts';
import { type FoundTrades, readTrades } from './read-trade.ts';
import { BUYERS, type Source } from './trade-points.ts';

export type Kind = Pack['names'][number];

/** What the generator takes from a brief: its own words, and what the bank knows of its trade. */
export type Reading = {
  language: Language;
  vocabulary: Vocabulary;
  file: LanguageFile;
  lexicon: Lexicon;
  voice: Address;
  /** The name of the firm or product, whole; empty when it has none that can stand in an ad. */
  brand: string;
  /** Whether the brief has a name that can stand in an ad, even one that says the trade only. */
  named: boolean;
  trades: FoundTrades;
  pack: Pack | null;
  /** What the advertiser is called; null where the bank does not know the trade. */
  kind: Kind | null;
  /** The second trade of which the brief speaks as plainly. */
  secondPack: Pack | null;
  /** What customers of the trade type besides its own terms, because it is akin to others. */
  akinTerms: string[];
  /** Whether firms are to buy: LinkedIn is for those. */
  toFirms: boolean;
  /** What is sold, in the brief's words, where the bank does not know the trade. */
  ownKinds: string[];
  services: Offered[];
  places: Place[];
  excluded: Excluded;
  facts: Facts;
  audience: Audience;
  /** What the brief claims; every text is held against it. */
  evidence: ClaimEvidence;
  /** Whole claims; never shortened, because a condition could be lost. */
  claims: string[];
};

const PRODUCT_BREAK = /\s[-–—|]\s|[:;,(|]\s?|\s(?:for|für|pour|para)\s/iu;
const NO_FACTS: Facts = { sentences: [], lines: [], unused: [] };
const MOST_AKIN = 20;

/** Reads a brief with the bank; null when its language is none of the bank's. The same brief gives the same reading. */
export function readBrief(brief: Brief, bank: Bank): Reading | null {
  const { vocabulary, language: asked, briefLanguage } = chooseLanguage(brief);
  const language = LANGUAGES.find((own) => own === asked);
  if (language === undefined) return null;
  const { file } = bank.lexicon(language);
  // A brief in another language is read in its own; only what the bank knows can be said in the language of the ads.
  const lexicon = bank.lexicon(LANGUAGES.find((own) => own === briefLanguage) ?? language);
  const foreign = lexicon.file.language !== language;
  const [name = '', ...described] = cleanLine(brief.product).split(PRODUCT_BREAK).map(bare);
  const brand = isName(name, brief.product) ? name : '';
  const excluded = readExcluded(withoutOrders(stripInvisible(brief.description), lexicon), lexicon);
  const buyers = withoutOrders(brief.audience, lexicon);
  const trades = readTrades(
    sourcesOf(brief, { text: excluded.rest, denied: excluded.phrases, buyers, described }, vocabulary),
    lexicon,
  );
  const pack = trades.trade?.[language] ?? null;
  const audience = readAudience(buyers, lexicon, { linkedIn: bank.files.linkedIn, trade: trades.trade });
  return {
    language,
    vocabulary,
    file,
    lexicon,
    voice: voiceOf(brief.tone ?? '', file),
    brand: brandSays(brand, lexicon) ? brand : '',
    named: brand !== '',
    trades,
    pack,
    kind:
      pack === null ? null : kindOf(pack, `${brief.product} ${brief.description}`, bank.lexicon(language)),
    ownKinds: pack === null && !foreign ? readOwnKinds(described, excluded.rest, vocabulary) : [],
    services: offeredOf(
      trades,
      foreign ? [] : readOwn(excluded.rest, { vocabulary, lexicon, known: pack !== null }),
      { language, lexicon },
    ),
    places: placesOf([excluded.rest, buyers, brief.product], lexicon, foreign),
    excluded,
    facts: foreign ? NO_FACTS : readFacts(brief.description, vocabulary, lexicon, brief.product),
    audience: withoutTexts(foreign, audience),
    akinTerms: akinTo(trades.trade, bank, language),
    secondPack: trades.second?.[language] ?? null,
    toFirms: brief.platforms.includes('linkedin-ads'),
    evidence: claimEvidence(brief),
    claims: claimsOf(brief),
  };
}

type Parts = { text: string; denied: readonly string[]; buyers: string; described: readonly string[] };

/** The texts of a brief by how much each says of what is sold. */
function sourcesOf(
  { product, claims }: Brief,
  { text, denied, buyers, described }: Parts,
  vocabulary: Vocabulary,
): Source[] {
  const definitions = [...described, ...readDefinitions(text, vocabulary)].join('. ');
  return [
    { text: product, weight: 1.2 },
    { text: readTitle(text, vocabulary), weight: 1.1 },
    { text: definitions, weight: 1.1, defines: true },
    { text: [text, ...claims].join('\n'), weight: 1 },
    // What a firm does not do still tells its trade, and who buys tells little of it.
    { text: denied.join('\n'), weight: 0.7, denies: true },
    { text: buyers, weight: BUYERS },
  ];
}

/** The places of a brief; in a text of another language they stand without the words before them. */
function placesOf(texts: readonly string[], { file }: Lexicon, foreign: boolean): Place[] {
  const places = readPlaces(texts.map(stripInvisible), file);
  return foreign ? places.map(({ name }) => ({ name, phrase: '' })) : places;
}

function claimsOf({ claims, product }: Brief): string[] {
  return claims
    .map((claim) => cleanLine(claim).replace(/[.!\s]+$/u, ''))
    .filter((claim) => /[\p{L}\p{N}]/u.test(claim) && textFaults(claim, product).length === 0);
}

/** True when the brief has words to write with at all: one that can be searched for is enough. */
export function hasWords(brief: Brief): boolean {
  const text = cleanLine(`${brief.product} ${brief.description} ${brief.audience}`);
  return /(?<![\p{L}\p{M}])[\p{L}\p{M}]{2,30}(?![\p{L}\p{M}])/u.test(text);
}

function akinTo(trade: Trade | null, { files }: Bank, language: Language): string[] {
  return files.trades
    .filter(({ trade: name }) => trade?.akin?.includes(name) === true)
    .flatMap((other) => other[language].terms.slice(0, MOST_AKIN));
}

const withoutTexts = (foreign: boolean, audience: Audience): Audience =>
  foreign ? { ...audience, texts: [] } : audience;

/** What the advertiser is called: the name that the brief uses, else the usual one. */
function kindOf(pack: Pack, text: string, lexicon: Lexicon): Kind | null {
  const said = ` ${lexicon.stems(text).join(' ')} `;
  const used = pack.names.find(({ one, many }) =>
    [one, many].some((name) => said.includes(` ${lexicon.stems(name).join(' ')} `)),
  );
  return used ?? pack.names[0] ?? null;
}

/** A name that an ad can hold: no address, no capitals, nothing that platforms refuse. */
function isName(name: string, product: string): boolean {
  return /\p{L}/u.test(name) && textFaults(name, product).length === 0 && !/\.\p{L}{2,}$/u.test(name);
}

/** A name whose words all are words of the trade (`MBA`) tells nobody apart. */
function brandSays(name: string, lexicon: Lexicon): boolean {
  const stems = lexicon.stems(name);
  return stems.some((_, place) => lexicon.at(stems, place) === undefined);
}

function voiceOf(tone: string, file: LanguageFile): Address {
  if (new RegExp(file.asks.formal, 'iu').test(tone)) return 'formal';
  return new RegExp(file.asks.informal, 'iu').test(tone) ? 'informal' : file.address;
}
