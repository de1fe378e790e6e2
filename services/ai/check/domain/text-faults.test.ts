import { describe, expect, it } from 'vitest';
import { cleanLine, hasInvisible } from '../../../../lib/visible-text.ts';
import { textFaults } from './text-faults.ts';

const codes = (text: string, product = 'Acme CRM') => textFaults(text, product).map((f) => f.code);

describe('what no ad text may hold', () => {
  it.each([
    ['TEXT_URL', 'Visit www.acme.example now'],
    ['TEXT_URL', 'See acme.com for more'],
    ['TEXT_URL', 'See ACME.COM for more'],
    ['TEXT_URL', 'See müller.de for more'],
    ['TEXT_URL', 'ftp://acme.example'],
    ['TEXT_EMAIL', 'Write to sales@acme.example'],
    ['TEXT_PHONE', 'Call +49 30 1234567'],
    ['TEXT_PHONE', 'Call (030) 123 45 67'],
    ['TEXT_PHONE', 'Call 555-123-4567'],
    ['TEXT_HTML', '<b>Acme</b>'],
    ['TEXT_HTML', 'Acme &lt;script'],
    ['TEXT_HTML', 'Acme &#60;script'],
    ['TEXT_HTML', 'Acme &#x3C;script'],
    ['TEXT_HTML', 'javascript:alert(1)'],
    ['TEXT_TAG', '{KeyWord:Shoes}'],
    ['TEXT_TAG', '[name]'],
    ['TEXT_TAG', '%%name%%'],
    ['TEXT_TAG', 'Dear <<name'],
    ['TEXT_TAG', 'Dear name>>'],
    ['TEXT_FORMULA', '=HYPERLINK("x")'],
    ['TEXT_FORMULA', ' +1 more'],
    ['TEXT_FORMULA', '"=1'],
    ['TEXT_FORMULA', '\'"-1'],
    ['TEXT_FORMULA', '@SUM(A1)'],
    ['TEXT_FORMULA', '-2+3'],
    ['TEXT_FORMULA', '＝1+1'],
    ['TEXT_SYMBOL', 'Sales 🚀'],
    ['TEXT_SYMBOL', '★ Acme'],
    ['TEXT_SYMBOL', 'Acme® ★'],
    ['TEXT_SYMBOL', 'Acme \ue000'],
    ['TEXT_SHOUTING', 'GREAT SALES tool'],
    ['TEXT_SHOUTING', 'Get it TODAY'],
    ['TEXT_SHOUTING', 'Get it TODAY with us'],
    ['TEXT_SHOUTING', 'The GOOD DEAL here'],
    ['TEXT_SHOUTING', 'The GOOD - DEAL here'],
    ['TEXT_REPEATED_WORD', 'Buy buy buy'],
    ['TEXT_REPEATED_WORD', 'Now buy  buy buy it'],
    ['TEXT_INVISIBLE_CHARACTERS', 'Ac\u200bme'],
    ['TEXT_INVISIBLE_CHARACTERS', 'Acme \u202eMRC'],
    ['TEXT_INVISIBLE_CHARACTERS', 'Acme \u{e0041}'],
    ['TEXT_INVISIBLE_CHARACTERS', 'Acme\u0007'],
  ])('%s: %s', (code, text) => expect(codes(text)).toContain(code));

  it.each(['!!', '??', '..', ',,', ';;', '::', '**', '~~', '__', '""', "''", '--', '…', '!?', '?!'])(
    'TEXT_REPEATED_PUNCTUATION: Acme%s',
    (marks) => expect(codes(`Acme${marks}`)).toEqual(['TEXT_REPEATED_PUNCTUATION']),
  );

  it.each([
    'Acme CRM for B2B SaaS teams',
    'GDPR compliant, ISO 27001',
    'From 1.000.000 to 2,000,000 rows',
    'Open 24/7 in 2026',
    "Today's plan: ready?",
    'Acme® for Q&A; teams',
    'Acme© Acme™ at 20°',
    'Made for ISO GDPR',
    'Rows < 6 and > 5',
    'Tea - coffee = more + better',
    'Buy buy now',
    'So so some teams',
    'Also so so good',
    'The iPHONE guide',
    'Use C:// or www. as you like',
    'Ends.Company and x.commerce',
    'クラウド会計ソフト',
  ])('nothing is wrong with: %s', (text) => expect(codes(text)).toEqual([]));
});

describe('the product’s own name', () => {
  it.each([
    ['Try monday.com', 'monday.com'],
    ['Try Monday.com', 'monday.com'],
    ['Try monday.com', 'Monday.com CRM'],
    ['Fast.Simple tools at acme.com', 'acme.com'],
    ['Meet ASANA', 'ASANA'],
    ['Meet GOOD DEAL', 'GOOD DEAL'],
    ['Meet TOOLS', 'ACME TOOLS'],
  ])('may be named though it looks like an address or shouts: %s', (text, product) =>
    expect(codes(text, product)).toEqual([]),
  );

  it.each([
    ['TEXT_URL', 'Try other.com', 'monday.com'],
    ['TEXT_URL', 'Try monday.com or other.com', 'monday.com'],
    ['TEXT_URL', 'Try eu.monday.com', 'monday.com'],
    ['TEXT_URL', 'Try eu.shop.monday.com', 'monday.com'],
    ['TEXT_URL', 'Try monday.com', 'day.com'],
    ['TEXT_URL', 'Try e-monday.com', 'monday.com'],
    ['TEXT_SHOUTING', 'Meet ASANA TODAY', 'ASANA'],
    ['TEXT_SHOUTING', 'Meet TODAY', ''],
  ])('%s: others than the product’s: %s', (code, text, product) =>
    expect(codes(text, product)).toEqual([code]),
  );
});

it.each([
  ['Ac\u200bme', 'holds characters that a reader cannot see'],
  ['acme.com', 'holds a web address; the landing page is set separately'],
  ['me@acme.example', 'holds an e-mail address'],
  ['Call 555-1234', 'holds a telephone number'],
  ['Acme <b', 'holds HTML'],
  ['{Acme', 'holds a placeholder or customiser tag'],
  ['=1', 'begins with a character that a spreadsheet runs as a formula'],
  ['★ Acme', 'holds an emoji or a symbol that the platforms refuse'],
  ['TODAY', 'is written in capitals'],
  ['Really?!', 'repeats punctuation'],
  ['Buy buy buy', 'says a word three times in a row'],
])('of “%s” people read that it %s', (text, message) =>
  expect(textFaults(text, 'Zora').map((fault) => fault.message)).toEqual([message]),
);

it('every fault of a text is told, in one order', () => {
  expect(codes('=Buy buy buy {it} at acme.com!! TODAY')).toEqual([
    'TEXT_URL',
    'TEXT_TAG',
    'TEXT_FORMULA',
    'TEXT_SHOUTING',
    'TEXT_REPEATED_PUNCTUATION',
    'TEXT_REPEATED_WORD',
  ]);
});

it('cleaning takes out what a reader does not see and leaves one line', () => {
  const hidden = 'Ac\u200bme\u{e0069}\u{e0067} \u202eCRM\ufe0f\n new\ud800';
  expect(cleanLine(hidden)).toBe('Acme CRM new');
  expect(hasInvisible(cleanLine(hidden))).toBe(false);
});
