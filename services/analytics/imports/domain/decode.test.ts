import { describe, expect, it } from 'vitest';
import { decodeText } from './testing/read-report.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('the text of a file', () => {
  it.each([
    ['UTF-8', [0x44, 0xc3, 0xad, 0x61], 'Día'],
    ['UTF-8 with its mark', [0xef, 0xbb, 0xbf, 0x44, 0x61], 'Da'],
    ['UTF-16, small end first, with its mark', [0xff, 0xfe, 0x44, 0, 0xed, 0], 'Dí'],
    ['UTF-16, big end first, with its mark', [0xfe, 0xff, 0, 0x44, 0, 0xed], 'Dí'],
    ['UTF-16 without a mark', [0x44, 0, 0xed, 0], 'Dí'],
    ['Windows-1252', [0x44, 0xed, 0x61, 0x80], 'Día€'],
    ['Windows-1252 that begins with ÿ', [0xff, 0x61], 'ÿa'],
    ['Windows-1252 that begins with þ', [0xfe, 0x61], 'þa'],
    ['Windows-1252 with þ in second place', [0x61, 0xfe], 'aþ'],
    ['Windows-1252 with ÿ in second place', [0x61, 0xff], 'aÿ'],
    ['UTF-8 with a stray zero', [0x44, 0, 0x61, 0x62], 'D\0ab'],
    ['UTF-8 with a stray zero later', [0x44, 0x61, 0x62, 0], 'Dab\0'],
    ['zeros only', [0, 0, 0, 0], '\0\0\0\0'],
    ['one letter', [0x44], 'D'],
    ['nothing', [], ''],
  ])('is read from %s', (_name, values, text) => {
    expect(decodeText(bytes(...values))).toBe(text);
  });

  it.each([
    ['UTF-8 after a letter of two bytes', [0xc3, 0xad, 0x61, 0xc3]],
    ['UTF-16', [0xff, 0xfe, 0x44, 0, 0xed]],
  ])('is not guessed where %s ends within a letter', (_name, values) => {
    expect(() => decodeText(bytes(...values))).toThrow(/cut off/);
  });

  it('is Windows-1252 where only its last letter could be the half of one of UTF-8', () => {
    expect(decodeText(bytes(0x61, 0xe4))).toBe('aä');
  });

  it('is Shift_JIS where that gives syllables, and Windows-1250 where the table is Polish then', () => {
    expect(decodeText(bytes(0x83, 0x54, 0x83, 0x4d))).toBe('サギ');
    expect(decodeText(bytes(0xaf, 0x75), (text) => text === 'Żu')).toBe('Żu');
    expect(decodeText(bytes(0xaf, 0x75))).toBe('¯u');
  });
});
