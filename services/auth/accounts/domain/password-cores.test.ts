import { expect, it } from 'vitest';
import { coresOf, MAX_CORES } from './password-cores.ts';

it.each([
  ['a repetition', 'dragondragondragon', 'dragon'],
  ['one that is cut off', 'dragondragondra', 'dragon'],
  ['one of a repetition', 'abababababababab', 'ab'],
  ['one in other capitals', 'DragondragonDRAGON', 'dragon'],
  ['one with signs between', 'dragon-dragon-dragon', 'dragon'],
  ['one with other signs between', 'dragon_dragon!dragon', 'dragon'],
  ['a repetition of something at the end', 'dragon2x2x2x2x2x', 'dragon'],
  ['digits after it', 'dragon839204716', 'dragon'],
  ['digits before it', '839204716dragon', 'dragon'],
  ['signs after it', 'dragon!@#$%^&*(', 'dragon'],
  ['signs before it', '!@#$%^&*(dragon', 'dragon'],
  ['signs after digits of its own', 'abc123!!!!!!!!!', 'abc123'],
  ['a run that goes on', 'abc123456789012', 'abc123'],
  ['a run down', '111987654321098', '111'],
  ['a run before it', '123456789dragon', 'dragon'],
  ['one letter after it', 'dragonxxxxxxxxx', 'dragon'],
  ['letters in a row', 'dragonabcdefghi', 'dragon'],
  ['a year after digits', '159753-2024', '159753'],
  ['years after digits, the last one cut off', '1597532024202', '159753'],
  ['several of them', '123dragon-dragon2024!!', 'dragon'],
  ['nothing, in its own letters', 'DragonFruit', 'DragonFruit'],
])('a password that is longer by %s, %s, is found: %s', (_how, password, core) => {
  expect(coresOf(password)).toContain(core);
});

it.each([
  ['two characters in a row', 'dragonab', 'dragon'],
  ['letters that are no row', 'dragonxqz', 'dragon'],
  ['a number in digits that is no year', '159753-3024', '159753'],
])('%s are no padding: %s', (_what, password, core) => {
  expect(coresOf(password)).not.toContain(core);
});

it('a passphrase has few: itself, and itself without signs', () => {
  expect(coresOf('green orchard kettle')).toEqual(['green orchard kettle', 'greenorchardkettle']);
});

it('no password has more than a check can look up', () => {
  const worst = ['123a!', 'ab1!', 'aA1!2024', '1'].map((text) => text.repeat(200).slice(0, 200));
  for (const password of worst) expect(coresOf(password).length).toBeLessThanOrEqual(MAX_CORES);
  const alphabet = ['a', '1', '!', '2'];
  for (let seed = 1; seed <= 200; seed += 1) {
    const drawn = Array.from({ length: 200 }, (_, i) => alphabet[(seed * (i + 3) ** 2) % 4]).join('');
    expect(coresOf(drawn).length).toBeLessThanOrEqual(MAX_CORES);
  }
});
