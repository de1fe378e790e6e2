import { keywordFaults } from '../../../../rules/checks/google-ads/keywords.ts';
import { GOOGLE_ADS_LIMITS } from '../../../../rules/google-ads/limits.ts';
import { displayWidth } from '../../../../rules/display-width.ts';
import { claimEvidence, unsupportedClaims } from '../../brief/domain/claims.ts';
import { urnsOf } from '../../brief/domain/read-audience.ts';
import {
  LANGUAGES,
  type FacetName,
  type Language,
  type LinkedInFile,
  type Pack,
  type Trade,
} from './schema.ts';
import { wordsOf } from './words.ts';

/** A name of a service is the head of a headline that has room for a word more. */
const NAME_WIDTH = 25;
const NOTHING_SAID = claimEvidence({
  product: '',
  description: '',
  audience: '',
  landingPageUrl: 'https://example.com/',
  objective: 'leads',
  platforms: ['google-ads'],
  locations: [],
  languages: [],
  claims: [],
});

/** What is wrong with a trade of the bank, each as a line that says where. None means that a generator may use it. */
export function tradeFaults(trade: Trade, linkedIn: LinkedInFile): string[] {
  const keys = (language: Language): string =>
    trade[language].services
      .map(({ key }) => key)
      .sort()
      .join(' ');
  const facets = Object.entries(trade.audience ?? {}) as [FacetName, string[]][];
  return [
    ...LANGUAGES.filter((language) => keys(language) !== keys('en')).map(
      (language) => `${trade.trade}: services of ${language} differ from en`,
    ),
    ...facets.flatMap(([facet, names]) =>
      names
        .filter((name) => urnsOf(name, facet, linkedIn) === undefined)
        .map((name) => `${trade.trade}: ${facet}: nobody knows “${name}”`),
    ),
    ...LANGUAGES.flatMap((language) =>
      packFaults(trade[language], language).map((fault) => `${trade.trade} ${language}: ${fault}`),
    ),
  ];
}

function packFaults(pack: Pack, language: Language): string[] {
  const terms = [...pack.terms, ...pack.services.flatMap((service) => service.terms)];
  const keys = pack.services.map(({ key }) => key);
  return [
    ...repeated(pack.terms).map((term) => `the term “${term}” is there twice`),
    ...pack.services.flatMap((service) => repeated(service.terms).map((term) => `“${term}” is there twice`)),
    ...repeated(keys).map((key) => `the service ${key} is there twice`),
    ...[...terms, ...pack.negatives]
      .filter((term) => keywordFaults(term).length > 0)
      .map((term) => `“${term}” is no keyword`),
    ...pack.services
      .filter(({ name }) => displayWidth(name) > NAME_WIDTH)
      .map(({ name }) => `“${name}” is wider than ${NAME_WIDTH}`),
    ...pack.actions
      .filter((action) => displayWidth(action) > GOOGLE_ADS_LIMITS.headlines.width)
      .map((action) => `“${action}” is too wide for a headline`),
    ...pack.actions
      .filter((action) => unsupportedClaims(action, NOTHING_SAID).length > 0)
      .map((action) => `“${action}” claims something`),
    ...pack.negatives.flatMap((negative) => {
      const words = wordsOf(negative);
      const blocked = terms.find((term) => words.every((word) => wordsOf(term).includes(word)));
      return blocked === undefined ? [] : [`“${negative}” would keep “${blocked}” away`];
    }),
    ...(language === 'en' ? [] : genderFaults(pack, language)),
  ];
}

function genderFaults({ names, services }: Pack, language: Language): string[] {
  const wrong = (gender: string | undefined): boolean =>
    gender === undefined || (language !== 'de' && gender === 'n');
  return [
    ...names.filter(({ gender }) => wrong(gender)).map(({ one }) => `“${one}” has no gender`),
    ...services.filter(({ gender }) => wrong(gender)).map(({ name }) => `“${name}” has no gender`),
  ];
}

/** People type `expert comptable` and `expert-comptable`: only the same letters are the same term. */
function repeated(texts: readonly string[]): string[] {
  const plain = texts.map((text) => text.toLowerCase());
  return texts.filter((_, i) => plain.indexOf(plain[i] ?? '') < i);
}
