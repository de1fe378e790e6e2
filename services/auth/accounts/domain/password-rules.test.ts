import { describe, expect, it } from 'vitest';
import { COMMON_PASSWORDS } from './common-passwords.ts';
import { weaknessOf } from './password-rules.ts';

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
