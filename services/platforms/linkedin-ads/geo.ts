/**
 * ISO 3166 country → LinkedIn geo id (urn:li:geo:…), as LinkedIn's public search pages carry them; a live account
 * confirms them through adTargetingEntities (typeahead, facet locations). A country that is missing can be written as
 * `linkedin:<id>`.
 */
const COUNTRIES: Readonly<Record<string, string>> = {
  AE: '104305776',
  AR: '100446943',
  AT: '103883259',
  AU: '101452733',
  BE: '100565514',
  BR: '106057199',
  CA: '101174742',
  CH: '106693272',
  CL: '104621616',
  CN: '102890883',
  CO: '100876405',
  CZ: '104508036',
  DE: '101282230',
  DK: '104514075',
  ES: '105646813',
  FI: '100456013',
  FR: '105015875',
  GB: '101165590',
  GR: '104677530',
  HK: '103291313',
  HU: '100288700',
  ID: '102478259',
  IE: '104738515',
  IL: '101620260',
  IN: '102713980',
  IT: '103350119',
  JP: '101355337',
  KR: '105149562',
  LU: '104042105',
  MX: '103323778',
  MY: '106808692',
  NL: '102890719',
  NO: '103819153',
  NZ: '105490917',
  PH: '103121230',
  PL: '105072130',
  PT: '100364837',
  RO: '106670623',
  SA: '100459316',
  SE: '105117694',
  SG: '102454443',
  TH: '105146118',
  TR: '102105699',
  TW: '104187078',
  UA: '102264497',
  US: '103644278',
  VN: '104195383',
  ZA: '104035573',
};

/** ISO 639-1 → the interface locale of that language (LinkedIn Marketing, "Language codes" and "Locales"). */
const LOCALES: Readonly<Record<string, string>> = {
  ar: 'ar_AE',
  cs: 'cs_CZ',
  da: 'da_DK',
  de: 'de_DE',
  en: 'en_US',
  es: 'es_ES',
  fr: 'fr_FR',
  id: 'in_ID',
  it: 'it_IT',
  ja: 'ja_JP',
  ko: 'ko_KR',
  ms: 'ms_MY',
  nl: 'nl_NL',
  no: 'no_NO',
  pl: 'pl_PL',
  pt: 'pt_BR',
  ro: 'ro_RO',
  ru: 'ru_RU',
  sv: 'sv_SE',
  th: 'th_TH',
  tr: 'tr_TR',
  zh: 'zh_CN',
};

/** The geo URN of a location (`DE` or `linkedin:90009712`); null when LinkedIn cannot express it. */
export function linkedInGeoUrn(location: string): string | null {
  const id = location.startsWith('linkedin:') ? location.slice('linkedin:'.length) : COUNTRIES[location];
  return id === undefined ? null : `urn:li:geo:${id}`;
}

/** The location of a geo id, as a campaign names it: `DE`, or `linkedin:90009712` for one that is no country of ours. */
export const locationOfGeoId = (id: string): string =>
  Object.entries(COUNTRIES).find(([, own]) => own === id)?.[0] ?? `linkedin:${id}`;

/** The locale (`de_DE`) of an ISO 639-1 language; null when LinkedIn has none. */
export function linkedInLocale(language: string): string | null {
  return LOCALES[language] ?? null;
}
