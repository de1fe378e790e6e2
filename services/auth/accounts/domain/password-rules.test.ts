import { describe, expect, it } from 'vitest';
import { COMMON_PASSWORDS } from './common-passwords.ts';
import { requireStrongPassword, weaknessOf } from './password-rules.ts';

const context = {
  email: 'grace.hopper@navy.example',
  name: 'Grace Hopper',
  organizationName: 'Compilers & Co',
};
const code = (password: string) => weaknessOf(password, context)?.code;

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
    ['a famous one with something of its own', 'correct horse battery staple 42', undefined],
    ['the local part and digits', 'grace.hopper2026!', 'PASSWORD_GUESSABLE'],
    ['the address itself', 'grace.hopper@navy.example', 'PASSWORD_GUESSABLE'],
    ['the organisation and digits', 'Compilers&Co 123456', 'PASSWORD_GUESSABLE'],
    ['the product and digits', 'SalesIntelligence-2026', 'PASSWORD_GUESSABLE'],
    ['the name within a sentence of its own', 'hopper rides a green tractor', undefined],
  ])('of %s: %s → %s', (_name, password, expected) => {
    expect(code(password)).toBe(expected);
  });

  it('from the list of common ones is refused in any capitals', () => {
    expect(COMMON_PASSWORDS.size).toBeGreaterThan(700);
    for (const common of COMMON_PASSWORDS) {
      expect(common.length).toBeGreaterThanOrEqual(15);
      expect(code(common.toUpperCase())).toBe('PASSWORD_COMMON');
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
    expect(() => requireStrongPassword(password, context)).toThrow(
      expect.objectContaining({ code: 'PASSWORD_WEAK', public: { errors } }),
    );
  });

  it('is no other: a strong one passes', () => {
    expect(() => requireStrongPassword('a long walk by the river', context)).not.toThrow();
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
    ['thirty of one letter', 'z'.repeat(30)],
  ])('not %s: %s', (_what, password) => expect(code(password)).toBeUndefined());

  it('is taken out longest first, so that a short name does not hide a long one', () => {
    const anna = { email: 'a@b.example', name: 'Anna', organizationName: 'Annapurna' };
    expect(weaknessOf('annapurnaannapurna', anna)?.code).toBe('PASSWORD_GUESSABLE');
  });

  it('is no word of three letters, and nothing where no name is known', () => {
    const bob = { email: 'bob@abc.example', name: 'Bob', organizationName: 'Abc' };
    expect(weaknessOf('bobabcbobabc1234', bob)).toBeUndefined();
    expect(weaknessOf('gracehopper-1906', { email: 'x@y.example' })).toBeUndefined();
    expect(weaknessOf('stryker-was-here-1', { email: 'x' })).toBeUndefined();
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

it.each(['password', 'letmein', '123', 'abc123', '0987654321'])(
  '%s again and again is common, up to forty characters',
  (word) => {
    const again = word.repeat(14);
    expect([15, 27, 40].map((length) => code(again.slice(0, length)))).toEqual([
      ...['PASSWORD_COMMON', 'PASSWORD_COMMON', 'PASSWORD_COMMON'],
    ]);
    expect(code(again.slice(0, 41))).toBeUndefined();
  },
);
