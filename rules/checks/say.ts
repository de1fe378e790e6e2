import type { Check } from '../../contracts/structure.ts';
import type { Platform } from '../../contracts/values.ts';
import type { CheckCode } from './codes.ts';

/**
 * Adds one finding about a path. `error` is what the platform refuses, `loss` what it cannot express and leaves out,
 * `warning` what it accepts although it may hardly serve, or what nobody here can know.
 */
export type Say = (severity: Check['severity'], code: CheckCode, path: string, message: string) => void;

/** What a check says about one platform, in the order in which it says it. */
export function checksOf(platform: Platform, check: (say: Say) => void): Check[] {
  const checks: Check[] = [];
  check((severity, code, path, message) => checks.push({ platform, severity, code, path, message }));
  return checks;
}
