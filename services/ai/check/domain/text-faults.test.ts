import { describe, expect, it } from 'vitest';
import { cleanLine, hasInvisible } from '../../../../lib/visible-text.ts';
import { textFaults } from './text-faults.ts';

const codes = (text: string, product = 'Acme CRM') => textFaults(text, product).map((f) => f.code);

describe('what no ad text may hold', () => {
  it.each([
    ['TEXT_URL', 'Visit www.acme.example now'],
    ['TEXT_URL', 'See acme.com for more'],
    ['TEXT_URL', 'ftp://acme.example'],
    ['TEXT_EMAIL', 'Write to sales@acme.example'],
    ['TEXT_PHONE', 'Call +49 30 1234567'],
    ['TEXT_PHONE', 'Call (030) 123 45 67'],
    ['TEXT_PHONE', 'Call 555-123-4567'],
    ['TEXT_HTML', '<b>Acme</b>'],
    ['TEXT_HTML', 'Acme &lt;script'],
    ['TEXT_HTML', 'javascript:alert(1)'],
    ['TEXT_TAG', '{KeyWord:Shoes}'],
    ['TEXT_FORMULA', '=HYPERLINK("x")'],
    ['TEXT_FORMULA', ' +1 more'],
    ['TEXT_FORMULA', '@SUM(A1)'],
    ['TEXT_FORMULA', '-2+3'],
    ['TEXT_FORMULA', '＝1+1'],
    ['TEXT_SYMBOL', 'Sales 🚀'],
    ['TEXT_SYMBOL', '★ Acme'],
    ['TEXT_SHOUTING', 'GREAT SALES tool'],
    ['TEXT_SHOUTING', 'Get it TODAY'],
    ['TEXT_REPEATED_PUNCTUATION', 'Really?!'],
    ['TEXT_REPEATED_PUNCTUATION', 'Wait...'],
    ['TEXT_REPEATED_WORD', 'Buy buy buy'],
    ['TEXT_INVISIBLE_CHARACTERS', 'Ac\u200bme'],
    ['TEXT_INVISIBLE_CHARACTERS', 'Acme \u202eMRC'],
    ['TEXT_INVISIBLE_CHARACTERS', 'Acme \u{e0041}'],
    ['TEXT_INVISIBLE_CHARACTERS', 'Acme\u0007'],
  ])('%s: %s', (code, text) => expect(codes(text)).toContain(code));

  it.each([
    'Acme CRM for B2B SaaS teams',
    'GDPR compliant, ISO 27001',
    'From 1.000.000 to 2,000,000 rows',
    'Open 24/7 in 2026',
    "Today's plan: ready?",
    'Acme® for Q&A teams',
    'クラウド会計ソフト',
  ])('nothing is wrong with: %s', (text) => expect(codes(text)).toEqual([]));

  it('a product whose name looks like an address or shouts may be named', () => {
    expect(codes('Try monday.com', 'monday.com')).toEqual([]);
    expect(codes('Meet ASANA', 'ASANA')).toEqual([]);
    expect(codes('Try other.com', 'monday.com')).toContain('TEXT_URL');
  });
});

it('cleaning takes out what a reader does not see and leaves one line', () => {
  const hidden = 'Ac\u200bme\u{e0069}\u{e0067} \u202eCRM\ufe0f\n new\ud800';
  expect(cleanLine(hidden)).toBe('Acme CRM new');
  expect(hasInvisible(cleanLine(hidden))).toBe(false);
});
