import { createHash } from 'node:crypto';

/** How many codes a person has at once. */
export const RECOVERY_CODES = 10;
/** 80 bits: nobody finds a code by its hash. */
export const RECOVERY_CODE_BYTES = 10;
/** Crockford's base 32: no letter looks like a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code as people write it down: four groups of four. */
export function recoveryCodeOf(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let length = (bytes.length * 8) / 5; length > 0; length -= 1) {
    text = `${ALPHABET[Number(bits & 31n)]}${text}`;
    bits >>= 5n;
  }
  return (text.match(/.{4}/g) ?? []).join('-');
}

/**
 * What is stored of a code: it depends on the person too, so that one code's hash says nothing about another person's.
 * Letters that look like digits are read as those; case, spaces and hyphens make no difference.
 */
export function recoveryCodeHash(userId: string, code: string): Buffer {
  const read = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return createHash('sha256').update(`${userId}|${read}`).digest();
}
