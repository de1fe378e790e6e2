import { hasInvisible } from '../../../../lib/visible-text.ts';

export type TextFault = { code: string; message: string };
type Rule = TextFault & { found: (text: string, product: string) => boolean };

const DOMAIN =
  /(?<![\p{L}\d-])[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:com|net|org|io|ai|app|dev|co|eu|de|fr|es|it|nl|at|ch|uk|us|info|biz|shop|store|online|xyz|ru|cn)(?![\p{L}\d])/giu;
const PHONE =
  /\+\d[\d\s().-]{6,}\d|\(\d{2,5}\)\s?\d[\d\s.-]{4,}|(?<!\d)\d{3}[-. ]\d{4}(?!\d)|(?<![\d.,])0\d{1,4}[\s/.-]?\d[\d\s.-]{4,}\d|(?<![\d.,])\d{9,}/u;
const PICTOGRAPH = /[\p{Extended_Pictographic}\p{So}\p{Co}\p{Cn}]/gu;
const PICTOGRAPHS_ALLOWED = /[©®™°]/u;
const SHOUTED = /(?<!\p{L})\p{Lu}{5,}(?!\p{L})/gu;
const SHOUTED_PAIR = /(?<!\p{L})\p{Lu}{4,}[\s,.:;-]+\p{Lu}{4,}(?!\p{L})/u;

const RULES: readonly Rule[] = [
  rule('TEXT_INVISIBLE_CHARACTERS', 'holds characters that a reader cannot see', (t) => hasInvisible(t)),
  rule('TEXT_URL', 'holds a web address; the landing page is set separately', hasUrl),
  rule('TEXT_EMAIL', 'holds an e-mail address', (t) => /\S@\S+\.\S/u.test(t)),
  rule('TEXT_PHONE', 'holds a telephone number', (t) => PHONE.test(t)),
  rule('TEXT_HTML', 'holds HTML', (t) => /<[a-z!/?]|&(?:[a-z]{2,8}|#x?[\da-f]+);|javascript:/iu.test(t)),
  rule('TEXT_TAG', 'holds a placeholder or customiser tag', (t) => /[{}[\]]|%%|<<|>>/u.test(t)),
  rule('TEXT_FORMULA', 'begins with a character that a spreadsheet runs as a formula', (t) =>
    /^[\s"']*[=+\-@＝＋－＠]/u.test(t),
  ),
  rule('TEXT_SYMBOL', 'holds an emoji or a symbol that the platforms refuse', (t) =>
    (t.match(PICTOGRAPH) ?? []).some((c) => !PICTOGRAPHS_ALLOWED.test(c)),
  ),
  rule('TEXT_SHOUTING', 'is written in capitals', shouts),
  rule('TEXT_REPEATED_PUNCTUATION', 'repeats punctuation', (t) => /([!?.,;:*~_"'-])\1|[!?]{2}|…/u.test(t)),
  rule('TEXT_REPEATED_WORD', 'says a word three times in a row', (t) =>
    /(?<!\p{L})(\p{L}+)(?:\s+\1){2}(?!\p{L})/iu.test(t),
  ),
];

/** What no ad text may hold on either platform. `product` is the brief's product: a name such as monday.com may stay. */
export function textFaults(text: string, product: string): TextFault[] {
  return RULES.filter((r) => r.found(text, product)).map(({ code, message }) => ({ code, message }));
}

function rule(code: string, message: string, found: Rule['found']): Rule {
  return { code, message, found };
}

function hasUrl(text: string, product: string): boolean {
  if (/(?:\p{L}{2,}:\/\/|www\.)\S/iu.test(text)) return true;
  const own = product.toLowerCase();
  return (text.match(DOMAIN) ?? []).some((domain) => !own.includes(domain.toLowerCase()));
}

function shouts(text: string, product: string): boolean {
  const visible = text.replaceAll(product, '');
  if (SHOUTED_PAIR.test(visible)) return true;
  return (visible.match(SHOUTED) ?? []).some((word) => !product.includes(word));
}
