import fc from 'fast-check';
import { expect, it } from 'vitest';
import { displayWidth } from '../../../../rules/display-width.ts';
import { cutToWidth, fits } from './width.ts';

it.each([
  ['Acme CRM', 8],
  ['クラウド会計', 12],
  ['Über', 4],
  ['한국어', 6],
  ['', 0],
])('%s is %i wide', (text, width) => expect(displayWidth(text)).toBe(width));

it.each([
  ['Track deals and forecast revenue', 15, 'Track deals and'],
  ['Track deals and forecast revenue', 14, 'Track deals'],
  ['Track deals, and more', 12, 'Track deals'],
  [' Track deals', 6, 'Track'],
  ['Automate follow-ups', 15, 'Automate'],
  ['Automate follow-ups', 18, 'Automate'],
  ['AT&T phones', 3, ''],
  ['AT&T phones', 4, 'AT&T'],
  ['and/or more', 5, ''],
  ['24-7 open', 3, ''],
  ['Meet 3D-2 now', 8, 'Meet'],
  ['client’s work', 7, ''],
  ["client's work", 8, "client's"],
  ['CRM会計Apps', 7, 'CRM会計'],
  ['CRM会計Apps', 3, 'CRM'],
  ['クラウド 会計', 9, 'クラウド'],
  ['Supercalifragilistic', 5, ''],
  ['short', 30, 'short'],
  ['Ready?', 6, 'Ready?'],
  ['Ready? ', 6, 'Ready'],
])('%s cut to %i ends with a whole word: “%s”', (text, width, cut) =>
  expect(cutToWidth(text, width)).toBe(cut),
);

it('a cut text is never wider than asked and is a start of the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.integer({ min: 1, max: 40 }),
      (text, width) => {
        const cut = cutToWidth(text, width);
        return displayWidth(cut) <= width && text.includes(cut);
      },
    ),
  );
});

it.each([
  ['Acme', 5, true],
  ['Acme', 4, true],
  ['Acme', 3, false],
  ['会計', 4, true],
  ['会計', 3, false],
  ['', 30, false],
])('“%s” fits into %i: %s; an empty text nowhere', (text, width, expected) =>
  expect(fits(text, width)).toBe(expected),
);
