import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterCount, displayWidth } from './display-width.ts';
import { EAST_ASIAN_WIDE } from './east-asian-wide.ts';
import { searchTextWidth } from './google-ads/search-text.ts';
import { textLength } from './text-length.ts';

describe('display width', () => {
  it.each([
    ['', 0],
    ['Acme CRM', 8],
    ['Über', 4],
    ['Ελλάδα', 6],
    ['Привет', 6],
    ['مرحبا', 5],
    ['नमस्ते', 6],
    ['クラウド会計', 12],
    ['ｱｲｳ', 3],
    ['ＡＢＣ', 6],
    ['한국어', 6],
    ['廣告', 4],
    ['🚀', 2],
    ['𠮷', 2],
  ])('of %s is %i', (text, width) => expect(displayWidth(text)).toBe(width));

  it.each([
    ['the hexagrams, wide since Unicode 16', 0x4dc0, 0x4dff, 2],
    ['the small forms', 0xfe50, 0xfe52, 2],
    ['the rest of the small forms', 0xfe54, 0xfe66, 2],
    ['what no small form is', 0xfe53, 0xfe53, 1],
    ["Hangul's extended consonants", 0xa960, 0xa97c, 2],
    ['what comes before them', 0xa95f, 0xa95f, 1],
    ['what comes after them', 0xa97d, 0xa97f, 1],
    ['the full-width space', 0x3000, 0x3000, 2],
    ['the half-fill space', 0x303f, 0x303f, 1],
    ['half-width katakana', 0xff61, 0xff9f, 1],
    ['the last ideographs', 0x3fffd, 0x3fffd, 2],
    ['private use', 0xe000, 0xe000, 1],
  ])('of %s is settled', (_name, first, last, width) => {
    for (let point = first; point <= last; point += 1)
      expect([point.toString(16), displayWidth(String.fromCodePoint(point))]).toEqual([
        point.toString(16),
        width,
      ]);
  });

  it('is two from the first to the last character of every range of the table, and one beside it', () => {
    const ranges = EAST_ASIAN_WIDE.ranges
      .trim()
      .split(/\s+/u)
      .map((range) => range.split('-').map((point) => parseInt(point, 16)))
      .map(([first = 0, last = first]) => [first, last] as const);
    const starts = new Set(ranges.map(([first]) => first));
    const ends = new Set(ranges.map(([, last]) => last));
    const width = (point: number) => displayWidth(String.fromCodePoint(point));
    for (const [first, last] of ranges) {
      expect([first, width(first), width(last)]).toEqual([first, 2, 2]);
      if (!ends.has(first - 1)) expect([first, width(first - 1)]).toEqual([first, 1]);
      if (!starts.has(last + 1)) expect([last, width(last + 1)]).toEqual([last, 1]);
    }
  });

  it('adds up, and lies between one and two for each character', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const whole = displayWidth(a) + displayWidth(b);
        if ((a + b).isWellFormed()) expect(displayWidth(a + b)).toBe(whole);
        expect(displayWidth(a)).toBeGreaterThanOrEqual(characterCount(a));
        expect(displayWidth(a)).toBeLessThanOrEqual(2 * characterCount(a));
      }),
    );
  });
});

describe('the length of an ad text', () => {
  it.each([
    ['{KeyWord:Shoes}', 5],
    ['Buy {KeyWord:Shoes} now', 13],
    ['{keyword:会計}', 4],
    ['{LOCATION(City):Berlin}', 6],
    ['{KeyWord:}', 0],
    ['{KeyWord:open', 13],
    ['{COUNTDOWN(2026-12-24)}', 23],
    ['{Word:Shoes}', 12],
    ['{Location:Berlin}', 6],
    ['{LOCATION():Berlin}', 6],
    ['{LOCATION(City:Berlin}', 22],
    ['KeyWord:Shoes}', 14],
    ['{KeyWord:a} or {KeyWord:b}', 6],
  ])('of %s in a search ad is %i', (text, width) => expect(searchTextWidth(text)).toBe(width));

  it('counts double-width letters twice on Google and once on LinkedIn, and tags as text on LinkedIn', () => {
    expect(textLength('google-ads', '会計ソフト')).toBe(10);
    expect(textLength('linkedin-ads', '会計ソフト')).toBe(5);
    expect(textLength('linkedin-ads', '{KeyWord:Shoes}')).toBe(15);
  });
});
