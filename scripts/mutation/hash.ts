import { createHash } from 'node:crypto';

/** A hash of a list of values with twelve hexadecimal digits, enough for some hundred thousand lists. */
export function shortHash(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
