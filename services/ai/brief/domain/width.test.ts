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
  ['Automate follow-ups', 15, 'Automate'],
  ['Supercalifragilistic', 5, ''],
  ['short', 30, 'short'],
])('%s cut to %i ends with a whole word', (text, width, cut) => expect(cutToWidth(text, width)).toBe(cut));

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

it('an empty text does not fit anywhere', () => expect(fits('', 30)).toBe(false));
