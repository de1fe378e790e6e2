/**
 * Country → ISO 3166-1 numeric code. Google's id of a country is 2000 plus that code (geotargets table of the Google
 * Ads API: 2840 United States, 2276 Germany, …). Written from the public tables; a live account confirms them through
 * GeoTargetConstantService. A country that is missing can be written as `google:<id>`.
 */
const NUMERIC =
  'AE784 AL008 AR032 AT040 AU036 BA070 BD050 BE056 BG100 BH048 BO068 BR076 CA124 CH756 CL152 CN156 CO170 CR188 ' +
  'CY196 CZ203 DE276 DK208 DO214 DZ012 EC218 EE233 EG818 ES724 FI246 FR250 GB826 GE268 GH288 GR300 GT320 HK344 ' +
  'HN340 HR191 HU348 ID360 IE372 IL376 IN356 IS352 IT380 JM388 JO400 JP392 KE404 KR410 KW414 KZ398 LB422 LK144 ' +
  'LT440 LU442 LV428 MA504 MD498 ME499 MK807 MT470 MX484 MY458 NG566 NL528 NO578 NP524 NZ554 OM512 PA591 PE604 ' +
  'PH608 PK586 PL616 PT620 PY600 QA634 RO642 RS688 SA682 SE752 SG702 SI705 SK703 SN686 SV222 TH764 TN788 TR792 ' +
  'TW158 TZ834 UA804 UG800 US840 UY858 UZ860 VE862 VN704 ZA710';

const COUNTRIES = new Map(NUMERIC.split(' ').map((entry) => [entry.slice(0, 2), `2${entry.slice(2)}`]));

/** ISO 639-1 → language constant (Google Ads API, "Language codes" table). */
const LANGUAGES: Readonly<Record<string, string>> = {
  ar: '1019',
  bg: '1020',
  ca: '1038',
  cs: '1021',
  da: '1009',
  de: '1001',
  el: '1022',
  en: '1000',
  es: '1003',
  et: '1043',
  fi: '1011',
  fr: '1002',
  he: '1027',
  hi: '1023',
  hr: '1039',
  hu: '1024',
  id: '1025',
  is: '1026',
  it: '1004',
  ja: '1005',
  ko: '1012',
  lt: '1029',
  lv: '1028',
  ms: '1102',
  nl: '1010',
  no: '1013',
  pl: '1030',
  pt: '1014',
  ro: '1032',
  ru: '1031',
  sk: '1033',
  sl: '1034',
  sr: '1035',
  sv: '1015',
  th: '1044',
  tr: '1037',
  uk: '1036',
  ur: '1041',
  vi: '1040',
  zh: '1017',
};

/** The geo target constant id of a location (`DE` or `google:1004074`); null when Google cannot express it. */
export function googleGeoId(location: string): string | null {
  if (location.startsWith('google:')) return location.slice('google:'.length);
  return COUNTRIES.get(location) ?? null;
}

/** The language constant id of an ISO 639-1 code; null when Google has none that we know. */
export function googleLanguageId(language: string): string | null {
  return LANGUAGES[language] ?? null;
}

/** The ISO 639-1 code of a language constant; null when it has none that we know. */
export function languageOfGoogleId(id: string): string | null {
  return Object.entries(LANGUAGES).find(([, constant]) => constant === id)?.[0] ?? null;
}
