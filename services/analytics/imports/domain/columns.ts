import { de } from './header-names/de.ts';
import { en } from './header-names/en.ts';
import { es } from './header-names/es.ts';
import { fr } from './header-names/fr.ts';
import { it } from './header-names/it.ts';
import { ja } from './header-names/ja.ts';
import { nl } from './header-names/nl.ts';
import { pl } from './header-names/pl.ts';
import { pt } from './header-names/pt.ts';
import { query } from './header-names/query.ts';

/** A field that a column of a report may hold. */
export type Field =
  | 'date'
  | 'period'
  | 'hour'
  | 'account'
  | 'accountId'
  | 'campaign'
  | 'campaignId'
  | 'campaignGroup'
  | 'campaignGroupId'
  | 'adGroup'
  | 'adGroupId'
  | 'ad'
  | 'adId'
  | 'keyword'
  | 'keywordId'
  | 'platform'
  | 'currency'
  | 'impressions'
  | 'clicks'
  | 'cost'
  | 'costMicros'
  | 'conversions'
  | 'conversionValue'
  | 'conversionValueMicros';

export type Language = 'en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'nl' | 'pl' | 'ja';

/** The headers of each field as they are written, separated by `|`. */
export type FieldNames = Partial<Record<Field, string>>;

/**
 * Column names of Google Ads and LinkedIn Campaign Manager by language. Columns that are not listed (CTR, budgets,
 * states …) are ignored: rates are computed from the figures.
 */
const NAMES: readonly (readonly [Language, FieldNames])[] = [
  ['en', en],
  ['en', query],
  ['de', de],
  ['fr', fr],
  ['es', es],
  ['pt', pt],
  ['it', it],
  ['nl', nl],
  ['pl', pl],
  ['ja', ja],
];

export type ColumnMeaning = { readonly field: Field; readonly languages: readonly Language[] };

/** `(USD)` or `[USD]` behind a header; `(UTC)` and `(GMT)` are time zones. */
const CURRENCY_NOTE = /[(（[](?:in )?(?!UTC|GMT)([A-Z]{3})[)）\]]\s*$/;
/** `Cost USD`, `Spend in USD`, `USD Cost`. */
const BARE_CURRENCY = /^([A-Z]{3})\s+(.+)$|^(.+?)\s+(?:in\s+)?([A-Z]{3})$/;
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const MONEY: ReadonlySet<Field> = new Set<Field>(['cost', 'conversionValue']);

const MEANINGS: ReadonlyMap<string, ColumnMeaning> = collect();

function collect(): Map<string, ColumnMeaning> {
  const meanings = new Map<string, ColumnMeaning>();
  for (const [language, fields] of NAMES) {
    for (const [field, names] of Object.entries(fields) as [Field, string][]) {
      for (const name of names.split('|').map(plainHeader)) {
        const { field: first = field, languages = [] } = meanings.get(name) ?? {};
        meanings.set(name, { field: first, languages: [...new Set([...languages, language])] });
      }
    }
  }
  return meanings;
}

/** A header without case, accents, punctuation and its time zone note: `Start Date (in UTC)` → `start date`. */
export function spelling(header: string): string {
  return header
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[(（](?:\p{L}{1,3} )?(?:utc|gmt)[^)）]*[)）]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The spelling of a header without its currency: `Total Spent (USD)` → `total spent`. */
export function plainHeader(header: string): string {
  return spelling(header.replace(CURRENCY_NOTE, ''));
}

/** The currency that the header of a column of money says, such as `Cost (USD)` or `Cost USD`; null for none. */
export function currencyInHeader(header: string): string | null {
  return CURRENCY_NOTE.exec(header)?.[1] ?? bareCurrency(header)?.code ?? null;
}

/** The field that a header names, and the languages that write it so; null for a column that is not used. */
export function meaningOf(header: string): ColumnMeaning | null {
  return MEANINGS.get(plainHeader(header)) ?? bareCurrency(header)?.meaning ?? null;
}

/** A header of money with the code of its currency before or behind it, without brackets. */
function bareCurrency(header: string): { code: string; meaning: ColumnMeaning } | null {
  const [, before, money = '', moneyBefore = '', behind] = BARE_CURRENCY.exec(header.trim()) ?? [];
  const code = before ?? behind ?? '';
  const meaning = CURRENCIES.has(code) ? MEANINGS.get(plainHeader(money || moneyBefore)) : undefined;
  return meaning && MONEY.has(meaning.field) ? { code, meaning } : null;
}
