import { describe, expect, it } from 'vitest';
import { FAMOUS_PASSWORDS } from './famous-passwords.ts';
import {
  ESTIMATED_POINTS,
  ESTIMATED_WORD_LENGTH,
  ESTIMATED_WORDS,
  requireStrongPassword,
  weaknessOf,
  type Judges,
} from './password-rules.ts';

const context = {
  email: 'grace.hopper@navy.example',
  name: 'Grace Hopper',
  organizationName: 'Compilers & Co',
};
const LISTED = ['password', 'letmein', '123456', 'zzzz', 'P4ssphrase'];
const judges: Judges = { isListed: (text) => LISTED.includes(text), scoreOf: () => 3 };
const code = (password: string) => weaknessOf(password, context, judges)?.code;

describe('a password', () => {
  it.each([
    ['fourteen letters', 'abfkdheutlsnvx', 'PASSWORD_TOO_SHORT'],
    ['fifteen letters', 'abfkdheutlsnvxq', undefined],
    ['fifteen emoji, which count once each', '🦀🐙🦑🐡🐬🐳🦈🐊🐅🐆🦓🦍🐘🦛🦏', undefined],
    ['fourteen emoji', '🦀🐙🦑🐡🐬🐳🦈🐊🐅🐆🦓🦍🐘🦛', 'PASSWORD_TOO_SHORT'],
    ['words with spaces', 'a long walk by the river', undefined],
    ['outer spaces, which count', ' lemon orchard ', undefined],
    ['two hundred characters', 'walk by the river '.repeat(12).slice(0, 200), undefined],
    ['two hundred and one', 'walk by the river '.repeat(12).slice(0, 201), 'PASSWORD_TOO_LONG'],
    ['one ligature that is eighteen characters after NFKC', '\uFDFA', undefined],
    ['one letter again and again', 'zzzzzzzzzzzzzzzz', 'PASSWORD_COMMON'],
    ['a common one in capitals', 'PasswordPassword', 'PASSWORD_COMMON'],
    ['a common one in full-width letters', 'ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ', 'PASSWORD_COMMON'],
    ['a walk over the keyboard', 'qwertyuiopasdfgh', 'PASSWORD_COMMON'],
    ['digits in a row', '12345678901234567890', 'PASSWORD_COMMON'],
    ['a famous one', 'correct horse battery staple', 'PASSWORD_COMMON'],
    ['a famous one with digits', 'correct horse battery staple 42', 'PASSWORD_COMMON'],
    ['a listed one as it was leaked, with digits', 'P4ssphrase1234567', 'PASSWORD_COMMON'],
    ['a listed one in small letters, with digits', 'p4ssphrase1234567', undefined],
    ['the local part and digits', 'grace.hopper2026!', 'PASSWORD_GUESSABLE'],
    ['the address itself', 'grace.hopper@navy.example', 'PASSWORD_GUESSABLE'],
    ['the organisation and digits', 'Compilers&Co 123456', 'PASSWORD_GUESSABLE'],
    ['the product and digits', 'SalesIntelligence-2026', 'PASSWORD_GUESSABLE'],
    ['the name within a sentence of its own', 'hopper rides a green tractor', undefined],
  ])('of %s: %s → %s', (_name, password, expected) => {
    expect(code(password)).toBe(expected);
  });

  it('that is famous is refused in any capitals, however it is padded', () => {
    expect(FAMOUS_PASSWORDS.size).toBeGreaterThan(150);
    for (const famous of FAMOUS_PASSWORDS) {
      expect(code(famous.toUpperCase().padEnd(15, '!'))).toBe('PASSWORD_COMMON');
      expect(code(`${famous} ${famous} ${famous}`)).toBe('PASSWORD_COMMON');
    }
  });
});

describe('a weak password', () => {
  it.each([
    ['abc', 'PASSWORD_TOO_SHORT', 'Use at least 15 characters.'],
    ['ab'.repeat(101), 'PASSWORD_TOO_LONG', 'Use at most 200 characters.'],
    ['z'.repeat(29), 'PASSWORD_COMMON', 'This password is on lists that attackers try first.'],
    [
      'gracehopper1906!',
      'PASSWORD_GUESSABLE',
      'Do not build the password from your name, address or organisation.',
    ],
  ])('%s: %s, in words', (password, fault, message) => {
    const errors = [{ path: 'password', code: fault, message }];
    expect(() => requireStrongPassword(password, context, judges)).toThrow(
      expect.objectContaining({ code: 'PASSWORD_WEAK', public: { errors } }),
    );
  });

  it('is no other: a strong one passes', () => {
    expect(() => requireStrongPassword('a long walk by the river', context, judges)).not.toThrow();
  });
});

describe('what an attacker would build it from', () => {
  it.each([
    ['the address', 'gracehoppernavyexample'],
    ['the local part', 'grace_hopper_1906'],
    ['a part of the name', 'hopperhopperhopper'],
    ['the first word of the domain', 'navynavynavynavy'],
    ['a part of the organisation', 'compilerscompilers'],
    ['the product', 'sales-intelligence-platform'],
    ['full-width letters', 'Ｇｒａｃｅ Ｈｏｐｐｅｒ 1906'],
    ['seven letters of one’s own', 'gracehopper-tractor'],
    ['digits beside them', 'grace12345tractor'],
  ])('%s: %s', (_what, password) => expect(code(password)).toBe('PASSWORD_GUESSABLE'));

  it.each([
    ['eight letters of one’s own', 'gracehopper-tractors'],
    ['the last word of the domain', 'exampleexampleexample'],
    ['few letters, and none of the words', '8273645192837465'],
  ])('not %s: %s', (_what, password) => expect(code(password)).toBeUndefined());

  it('is taken out longest first, so that a short name does not hide a long one', () => {
    const anna = { email: 'a@b.example', name: 'Anna', organizationName: 'Annapurna' };
    expect(weaknessOf('annapurnaannapurna', anna, judges)?.code).toBe('PASSWORD_GUESSABLE');
  });

  it('is no word of three letters, and nothing where no name is known', () => {
    const bob = { email: 'bob@abc.example', name: 'Bob', organizationName: 'Abc' };
    expect(weaknessOf('bobabcbobabc1234', bob, judges)).toBeUndefined();
    expect(weaknessOf('gracehopper-1906', { email: 'x@y.example' }, judges)).toBeUndefined();
    expect(weaknessOf('stryker-was-here-1', { email: 'x' }, judges)).toBeUndefined();
  });
});

it.each([
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'q1w2e3r4t5y6u7i8o9p0',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujm',
  'poiuytrewqlkjhgfdsamnbvcxz',
])('every beginning of the walk %s is common', (walk) => {
  for (let length = 15; length <= walk.length; length += 1)
    expect(code(walk.slice(0, length))).toBe('PASSWORD_COMMON');
});

describe('the estimate of guesses', () => {
  const score = (result: number) => ({ ...judges, scoreOf: () => result });
  const message = 'Use several words that do not belong together.';

  it('refuses what takes less than a hundred million', () => {
    const password = 'a long walk by the river';
    expect(weaknessOf(password, context, score(2))).toEqual({
      ...{ path: 'password', code: 'PASSWORD_PREDICTABLE', message },
    });
    expect(weaknessOf(password, context, score(3))).toBeUndefined();
  });

  const asked = (password: string, person: Parameters<typeof weaknessOf>[1]) => {
    const questions: [string, readonly string[]][] = [];
    const scoreOf = (...question: [string, readonly string[]]) => questions.push(question) + 3;
    weaknessOf(password, person, { ...judges, scoreOf });
    return questions;
  };

  it('is asked about the password after NFKC, by somebody who knows the person', () => {
    const words = ['salesintelligenceplatform', 'salesintelligence', 'ada@b.example'.replace(/\W/g, '')];
    const [question] = asked('ａ long walk by the river', { email: 'ada@b.example', name: 'Lady Ada' });
    expect(question).toEqual(['a long walk by the river', [...words, 'ladyada', 'lady']]);
  });

  it('is given so much that it takes no long time, whatever was sent', () => {
    const name = Array.from({ length: 300 }, (_, i) => `${i}${'p4$$'.repeat(40)}`).join(' ');
    const longest = '🦀🐙🦑🐡🐬🐳🦈🐊🐅🐆'.repeat(3) + 'x1@4'.repeat(42);
    const [[password, words] = ['', []]] = asked(longest, { email: 'x@y.example', name });
    expect([...password]).toHaveLength(ESTIMATED_POINTS);
    expect(longest.startsWith(password)).toBe(true);
    expect(words).toHaveLength(ESTIMATED_WORDS);
    expect(Math.max(...words.map((word) => word.length))).toBe(ESTIMATED_WORD_LENGTH);
    expect([ESTIMATED_POINTS, ESTIMATED_WORDS, ESTIMATED_WORD_LENGTH]).toEqual([32, 24, 40]);
  });
});
