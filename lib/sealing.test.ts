import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKey, SealBroken, Sealing, sealingKey } from './sealing.ts';

const key = sealingKey(randomBytes(32));
const sealing = new Sealing(key);
const PLACE = 'org|platform_grants|row';
const SECRET = Buffer.from('a refresh token ✓');

describe('a sealed text', () => {
  it('opens again, and looks different each time', () => {
    const [one, two] = [sealing.seal(SECRET, PLACE), sealing.seal(SECRET, PLACE)];
    expect(sealing.open(one, PLACE)).toEqual(SECRET);
    expect(sealing.openText(two, PLACE)).toBe('a refresh token ✓');
    expect(one).not.toBe(two);
    expect(one).toMatch(/^v1(\.[\w-]+){4}$/);
  });

  it('does not open at another place or with another key', () => {
    const sealed = sealing.seal(SECRET, PLACE);
    expect(() => sealing.open(sealed, 'other|platform_grants|row')).toThrow(SealBroken);
    expect(() => new Sealing(sealingKey(randomBytes(32))).open(sealed, PLACE)).toThrow(SealBroken);
    const sameName = new Sealing({ id: key.id, bytes: randomBytes(32) });
    expect(() => sameName.open(sealed, PLACE)).toThrow(SealBroken);
  });

  it('does not open when any byte of it was changed, cut or added', () => {
    const parts = sealing.seal(SECRET, PLACE).split('.');
    for (let part = 0; part < 5; part += 1) {
      const bytes = Buffer.from(parts[part] ?? '', part < 2 ? 'utf8' : 'base64url');
      for (let index = 0; index < bytes.length; index += 1) {
        const changed = Buffer.from(bytes);
        changed[index] = (changed[index] ?? 0) ^ 1;
        const text = parts.with(part, changed.toString(part < 2 ? 'utf8' : 'base64url')).join('.');
        expect(() => sealing.open(text, PLACE)).toThrow(SealBroken);
      }
      expect(() => sealing.open(parts.toSpliced(part, 1).join('.'), PLACE)).toThrow(SealBroken);
    }
    expect(() => sealing.open(`${parts.join('.')}.more`, PLACE)).toThrow(SealBroken);
    expect(() => sealing.open(parts.join('.').slice(0, -6), PLACE)).toThrow(SealBroken); // a tag cut short
    expect(() => sealing.open('', PLACE)).toThrow(SealBroken);
  });

  it('that cannot be opened says nothing about what was sealed', () => {
    const sealed = sealing.seal(SECRET, PLACE);
    expect(() => sealing.open(sealed, 'elsewhere')).toThrow(/^a sealed text cannot be opened$/);
  });

  it('never uses an initial vector twice', () => {
    const vectors = Array.from({ length: 5_000 }, () => sealing.seal('text', 'row').split('.')[2]);
    expect(new Set(vectors).size).toBe(vectors.length);
  });
});

describe('keys', () => {
  it('are the same for the same secret and purpose only', () => {
    expect(deriveKey('one', 'mail')).toEqual(deriveKey('one', 'mail'));
    expect(deriveKey('one', 'mail').id).not.toBe(deriveKey('two', 'mail').id);
    expect(deriveKey('one', 'mail').id).not.toBe(deriveKey('one', 'keys').id);
  });

  it('that are older open what they sealed, and seal nothing any more', () => {
    const old = sealingKey(randomBytes(32));
    const both = new Sealing(key, { older: [old] });
    expect(both.open(new Sealing(old).seal(SECRET, PLACE), PLACE)).toEqual(SECRET);
    expect(both.seal(SECRET, PLACE).split('.')[1]).toBe(key.id);
  });

  it('without a name, as the first release wrote them, open only where that is said', () => {
    const bytes = Buffer.from(hkdfSync('sha256', 'secret', '', 'auth mails', 32));
    const vector = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', bytes, vector).setAAD(Buffer.from('row'));
    const text = Buffer.concat([cipher.update('hello'), cipher.final()]);
    const sealed = ['v1', ...[vector, text, cipher.getAuthTag()].map((b) => b.toString('base64url'))].join(
      '.',
    );
    const named = deriveKey('secret', 'auth mails');
    expect(new Sealing(named, { unnamed: true }).openText(sealed, 'row')).toBe('hello');
    expect(() => new Sealing(named).open(sealed, 'row')).toThrow(SealBroken);
  });
});
