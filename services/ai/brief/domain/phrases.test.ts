import { describe, expect, it } from 'vitest';
import { bare, sentences } from './phrases.ts';

describe('the sentences of a text', () => {
  it.each([
    ['One day. Two days! Three? Four', ['One day.', 'Two days!', 'Three?', 'Four']],
    ['One.  Two', ['One.', 'Two']],
    ['Tools, e.g. for teams. Über uns', ['Tools, e.g. for teams.', 'Über uns']],
    ['One. 2 days', ['One.', '2 days']],
    ['Sí. ¿Qué? ¡Ya!', ['Sí.', '¿Qué?', '¡Ya!']],
    ['One. "Two" three', ['One.', '"Two" three']],
    ['One. “Two” three', ['One.', '“Two” three']],
    ['Acme. 会計', ['Acme.', '会計']],
    ['会計。請求！経理？以上', ['会計。', '請求！', '経理？', '以上']],
    ['one\ntwo\r\nthree\n\nfour\u2028five\u2029six', ['one', 'two', 'three', 'four', 'five', 'six']],
    ['- one\n– two\n— three\n• four\n* five\n· six', ['one', 'two', 'three', 'four', 'five', 'six']],
    ['One - two\n-five degrees', ['One - two', '-five degrees']],
    ['Ac\u200bme  CRM', ['Acme CRM']],
    ['One. 24. !', ['One.']],
    ['', []],
  ])('%j are %j', (text, expected) => expect(sentences(text)).toEqual(expected));
});

it.each([
  ['“Acme”', 'Acme'],
  ['  ... Acme CRM, ...', 'Acme CRM'],
  ['mid-size, old firms', 'mid-size, old firms'],
  ['save 30% ', 'save 30%'],
  ['#1 choice', '#1 choice'],
  [' #1', '#1'],
  ['C++', 'C++'],
  ['sales (B2B)', 'sales (B2B)'],
  ['tea & ', 'tea'],
  ['…', ''],
])('“%s” without punctuation at its ends is “%s”', (phrase, expected) => expect(bare(phrase)).toBe(expected));
