import { createHash } from 'node:crypto';

/** Twelve hexadecimal digits for a list of values: enough to tell some hundred thousand lists apart. */
export function shortHash(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
