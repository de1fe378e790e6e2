import { expect, it } from 'vitest';
import { line, text } from './values.ts';

it.each([
  ['a high half', 'Field\ud83dbook'],
  ['a low half', 'Field\ude00book'],
  ['the halves the wrong way round', '\ude00\ud83d'],
])('refuses text with %s of a character, which no database would take', (_, broken) => {
  expect(line(100).safeParse(broken).success).toBe(false);
  expect(text(100).min(1).safeParse(broken).success).toBe(false);
});

it.each(['', ' ', '\u00a0', '\u200b\u200d'])('refuses a line in which nothing can be seen', (blank) => {
  expect(line(100).safeParse(blank).success).toBe(false);
});

it('takes every whole character', () => {
  for (const whole of ['Fieldbook 😀', 'Zoë', 'e\u0301', '\u202eabc', 'a\uffff']) {
    expect(line(100).parse(whole)).toBe(whole);
    expect(text(100).parse(whole)).toBe(whole);
  }
});
