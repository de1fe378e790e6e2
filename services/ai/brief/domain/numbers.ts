export type NumberFact = { value: string; unit: string; text: string };

const CURRENCIES: Record<string, string> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  euro: 'EUR',
  euros: 'EUR',
  dollar: 'USD',
  dollars: 'USD',
  usd: 'USD',
  eur: 'EUR',
  gbp: 'GBP',
  chf: 'CHF',
};
const NUMBER =
  /(?<cur>[$€£¥₹]|(?:USD|EUR|GBP|CHF)(?=\s?\d))?\s?(?<digits>\p{Nd}+(?:[.,’' \u00a0\u202f]\p{Nd}{3}(?!\p{Nd}))*(?:[.,]\p{Nd}+)?)\s?(?<unit>%|percent|per cent|Prozent|pour cent|por ciento|[$€£¥₹]|(?:USD|EUR|GBP|CHF|euros?|dollars?)(?!\p{L})|[xX×](?![\p{L}\d]))?/giu;
const PERCENT = /^(?:%|percent|per cent|prozent|pour cent|por ciento)$/iu;

/**
 * Every number of a text with its unit: `%`, a currency, `x` (times) or none. Thousands separators of any language are
 * taken out, so that 1,000 and 1.000 and 1000 are one number.
 */
export function numberFacts(text: string): NumberFact[] {
  return [...text.normalize('NFKC').matchAll(NUMBER)].map((match) => {
    const { cur, digits = '', unit } = match.groups ?? {};
    return { value: plainNumber(digits), unit: plainUnit(cur ?? unit ?? ''), text: match[0].trim() };
  });
}

function plainNumber(digits: string): string {
  const joined = digits.replace(/[.,’' \u00a0\u202f](?=\p{Nd}{3}(?!\p{Nd}))/gu, '').replace(',', '.');
  const ascii = [...joined].map((c) => (/\p{Nd}/u.test(c) ? String(digitValue(c)) : c)).join('');
  return ascii.includes('.') ? ascii.replace(/\.?0+$/u, '') : ascii;
}

/** Decimal digits of every script stand in runs of ten that begin at a code point whose block is aligned. */
function digitValue(character: string): number {
  let value = 0;
  let point = character.codePointAt(0) ?? 0x30;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - 1))) {
    point -= 1;
    value += 1;
  }
  return value;
}

function plainUnit(unit: string): string {
  const lower = unit.toLowerCase();
  if (PERCENT.test(lower)) return '%';
  if (/^[x×]$/u.test(lower)) return 'x';
  return CURRENCIES[lower] ?? '';
}
