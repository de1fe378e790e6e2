import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dictionary } from '@zxcvbn-ts/language-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filterOfFiles } from '../../../scripts/breach-filter.ts';
import { startStack } from '../../../tests/support/stack.ts';
import { weaknessOf, type Judges } from '../accounts/domain/password-rules.ts';
import {
  builtInJudges,
  FALSE_POSITIVE_RATE,
  filterOf,
  PasswordStrength,
} from '../accounts/password-strength.ts';

const LIST = dictionary['passwords-common'];
const WORDS = dictionary['diceware-common'];
const COMMONEST = LIST.slice(0, 3000);
const context = { email: 'grace.hopper@navy.example', name: 'Grace Hopper', organizationName: 'Compilers' };
const longer = (password: string, padding: string) => password + padding.slice(0, 15 - password.length);

/** How people make a short password long enough. */
const WAYS: Readonly<Record<string, (password: string) => string>> = {
  'said again and again': (password) => password.repeat(15).slice(0, Math.max(15, password.length)),
  'doubled with signs between': (password) =>
    Array.from({ length: Math.max(2, Math.ceil(16 / (password.length + 1))) }, () => password).join('-'),
  'digits after it': (password) => longer(password, '1234567890123456'),
  'digits before it': (password) =>
    `${'1234567890123456'.slice(0, Math.max(0, 15 - password.length))}${password}`,
  'signs after it': (password) => longer(password, '!@#$%^&*()_+-='),
  'a capital, and years after it': (password) =>
    longer(password.charAt(0).toUpperCase() + password.slice(1), '202420242024'),
};

let judges: Judges;
/** The same without zxcvbn, which takes some milliseconds a password: what the lists refuse by themselves. */
let lists: Judges;
let folder: string;
beforeAll(async () => {
  judges = await builtInJudges();
  lists = { ...judges, scoreOf: () => 4 };
  folder = await mkdtemp(join(tmpdir(), 'breach-filter-'));
});
afterAll(() => rm(folder, { recursive: true }));

const refusedOf = (passwords: readonly string[], by: Judges) =>
  passwords.filter((password) => weaknessOf(password, context, by) !== undefined);

/** Repeatable numbers below `limit`. */
function draws(seed: string): (limit: number) => number {
  let count = 0;
  return (limit) =>
    createHash('sha1')
      .update(`${seed} ${(count += 1)}`)
      .digest()
      .readUInt32BE() % limit;
}

describe('of the 3,000 commonest passwords, padded to fifteen characters, at least 99 % are refused', () => {
  it.each(Object.entries(WAYS))('%s', (way, pad) => {
    const share = refusedOf(COMMONEST.map(pad), lists).length / COMMONEST.length;
    process.stdout.write(`${way}: ${(100 * share).toFixed(2)} % of ${COMMONEST.length} refused\n`);
    expect(share).toBeGreaterThanOrEqual(0.99);
  });

  it.each(Object.entries(WAYS))(
    'not without the filter, nor without taking off the padding: %s',
    (_, pad) => {
      const sample = COMMONEST.slice(500, 800).map(pad);
      const refused = sample.map((password) => {
        const whole = { ...lists, isListed: (text: string) => text === password && lists.isListed(text) };
        const none = { ...lists, isListed: () => false };
        return [none, whole].map((by) => weaknessOf(password, context, by) !== undefined);
      });
      for (const fault of [0, 1])
        expect(refused.filter((by) => by[fault]).length).toBeLessThan(sample.length / 2);
    },
  );
});

describe('of 2,000 good passwords at most 1 % are refused by the lists, and of the first 40 none by zxcvbn', () => {
  const draw = draws('good passwords');
  const phrases = Array.from({ length: 2000 }, (_, i) =>
    Array.from({ length: 4 + (i % 3) }, () => WORDS[draw(WORDS.length)]).join([' ', '-', '', '.'][i % 4]),
  );
  const characters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789!@#$%^&*-_';
  const random = Array.from({ length: 2000 }, () =>
    Array.from({ length: 20 }, () => characters[draw(characters.length)]).join(''),
  );

  it.each([
    ['phrases of four to six words', phrases],
    ['twenty characters of a password manager', random],
  ])('%s', (kind, passwords) => {
    const refused = refusedOf(passwords, lists);
    process.stdout.write(`${kind}: ${refused.length} of ${passwords.length} refused\n`);
    expect(refused.length).toBeLessThanOrEqual(20);
    expect(refusedOf(passwords.slice(0, 40), judges)).toEqual([]);
  });
});

describe('zxcvbn', () => {
  it.each([
    ['a listed password and a walk over the keyboard', 'stevenqwertyuiop1'],
    ['two names', 'michaeljennifer'],
    ['one letter', 'jjjjjjjjjjjjjjjjjjjjjjjjjjjjjj'],
    ['a date again and again', '12.3.198712.3.198712.3.1987'],
  ])('refuses %s: %s', (_what, password) => {
    expect(weaknessOf(password, context, { ...judges, isListed: () => false })?.code).toBe(
      'PASSWORD_PREDICTABLE',
    );
  });

  it('knows the words of the person', () => {
    const own = 'zorgblatt quuxling';
    expect(judges.scoreOf(own, [])).toBe(4);
    expect(judges.scoreOf(own, ['zorgblatt', 'quuxling'])).toBe(3);
  });
});

describe('the filter that comes along', () => {
  it('has the size and the rate of error that docs/deployment.md states', async () => {
    const filter = filterOf(LIST);
    const text = await readFile(join(import.meta.dirname, '../../../docs/deployment.md'), 'utf8');
    const figure = (value: number) => value.toLocaleString('en-US');
    expect(text).toContain(`${figure(LIST.length)} passwords in ${figure(filter.toBytes().length)} bytes`);
    expect(FALSE_POSITIVE_RATE).toBe(1e-6);
    expect(text).toContain('wrong once in a million');
    const asked = 50_000;
    const wrong = Array.from({ length: asked }, (_, i) => filter.has(`on no list ${i}`)).filter(Boolean);
    process.stdout.write(`the filter: ${wrong.length} of ${asked} others taken for listed\n`);
    expect(wrong.length).toBeLessThanOrEqual(3); // one in a million: more than three of 50,000 come once in millions of lists
    expect(LIST.filter((password) => !filter.has(password.normalize('NFKC').toLowerCase()))).toEqual([]);
  });
});

describe('BREACH_FILTER', () => {
  const start = (file: string) => startStack({ services: ['auth'], env: { BREACH_FILTER: file } });
  const accepts = (strength: PasswordStrength, password: string) =>
    strength.require(password, context).then(
      () => true,
      () => false,
    );

  it('takes the place of the list: words in small letters, and passwords of which only the SHA-1 is known', async () => {
    const file = join(folder, 'list');
    const hash = createHash('sha1').update('Murmuration').digest('hex').toUpperCase();
    await writeFile(file, `Kittiwakes\r\n\n${hash}:17\n`);
    const filter = await filterOfFiles([file], 1e-6);
    expect(filter.passwords).toBe(2);
    await writeFile(join(folder, 'filter'), filter.toBytes());
    const strength = new PasswordStrength(join(folder, 'filter'));
    await strength.prepare();
    expect(await accepts(strength, 'kittiwakes 2024')).toBe(false);
    expect(await accepts(strength, 'Murmuration!2024')).toBe(false);
    expect(await accepts(strength, 'murmuration of kittiwakes')).toBe(true);
  });

  it.each([
    ['that is not there', undefined, /^BREACH_FILTER cannot be used: ENOENT[^\n]*\.$/],
    ['that is no filter', 'password\n', /^BREACH_FILTER cannot be used: no filter of passwords\.$/],
  ])('with a file %s refuses the start in one sentence', async (_what, content, sentence) => {
    const file = join(folder, 'wrong');
    if (content !== undefined) await writeFile(file, content);
    await expect(start(file)).rejects.toThrow(sentence);
  });
});
