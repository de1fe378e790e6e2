import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { keyFromSecret, seal, SealBroken, sealKey, unseal } from './sealed-text.ts';

const key = sealKey(randomBytes(32));
const PLACE = 'org|platform_grants|row';
const SECRET = Buffer.from('a refresh token');

it('what was sealed opens again, and looks different each time', () => {
  const [one, two] = [seal(key, PLACE, SECRET), seal(key, PLACE, SECRET)];
  expect(unseal(key, PLACE, one)).toEqual(SECRET);
  expect(one).not.toBe(two);
  expect(one).toMatch(/^v1(\.[\w-]+){4}$/);
});

it('does not open at another place or with another key', () => {
  const sealed = seal(key, PLACE, SECRET);
  expect(() => unseal(key, 'other|platform_grants|row', sealed)).toThrow(SealBroken);
  expect(() => unseal(sealKey(randomBytes(32)), PLACE, sealed)).toThrow(SealBroken);
  expect(() => unseal({ id: key.id, bytes: randomBytes(32) }, PLACE, sealed)).toThrow(SealBroken);
});

it('does not open when any byte of it was changed, cut or added', () => {
  const parts = seal(key, PLACE, SECRET).split('.');
  for (let part = 2; part < 5; part += 1) {
    const bytes = Buffer.from(parts[part] ?? '', 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      const text = parts.with(part, changed.toString('base64url')).join('.');
      expect(() => unseal(key, PLACE, text)).toThrow(SealBroken);
    }
    const short = parts.with(part, bytes.subarray(1).toString('base64url')).join('.');
    expect(() => unseal(key, PLACE, short)).toThrow(SealBroken);
  }
  expect(() => unseal(key, PLACE, ['v2', ...parts.slice(1)].join('.'))).toThrow(SealBroken);
  expect(() => unseal(key, PLACE, `${parts.join('.')}.more`)).toThrow(SealBroken);
  expect(() => unseal(key, PLACE, '')).toThrow(SealBroken);
});

it('a failure to open says nothing about what was sealed', () => {
  const sealed = seal(key, PLACE, SECRET);
  try {
    unseal(key, 'elsewhere', sealed);
    expect.unreachable();
  } catch (error) {
    expect((error as Error).message).toBe('a sealed text cannot be opened');
  }
});

it('the same secret gives the same key, another secret another', () => {
  expect(keyFromSecret('one').bytes).toEqual(keyFromSecret('one').bytes);
  expect(keyFromSecret('one').id).not.toBe(keyFromSecret('two').id);
});
