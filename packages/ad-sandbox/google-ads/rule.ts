import type { Json } from '../wire.ts';
import type { GoogleAccount } from './accounts.ts';
import type { Draft } from './draft.ts';
import type { Exemptions } from './exemptions.ts';
import { adsError, type AdsError, type FieldStep } from './failure.ts';
import type { KeywordPolicy } from './policies.ts';
import { snake } from './resources.ts';

/** What a business rule sees of one operation, and how it refuses. */
export type Ruling = {
  account: GoogleAccount;
  draft: Draft;
  now: Date;
  /** The object's own id, so that it is not taken for its own double. */
  id: string;
  before: Json | undefined;
  next: Json;
  exemptions: Exemptions;
  policies: readonly KeywordPolicy[];
  refuse: (code: string, message: string, at?: readonly (string | number)[], trigger?: unknown) => AdsError;
};

/** Turns ['headlines', 3, 'text'] under a prefix into field path elements. */
export function fieldPath(prefix: FieldStep[], at: readonly (string | number)[]): FieldStep[] {
  const path = [...prefix];
  for (const step of at) {
    const last = path.at(-1);
    if (typeof step === 'number' && last !== undefined) path[path.length - 1] = { ...last, index: step };
    else path.push({ fieldName: snake(String(step)) });
  }
  return path;
}

/** A refuser that collects into `errors`. */
export function refuser(errors: AdsError[], prefix: FieldStep[]): Ruling['refuse'] {
  return (code, message, at = [], trigger) => {
    const value =
      trigger === undefined ? undefined : typeof trigger === 'string' ? trigger : JSON.stringify(trigger);
    const error = adsError(code, message, fieldPath(prefix, at), value);
    errors.push(error);
    return error;
  };
}

/** Refuses with FieldError.REQUIRED each of these fields that is missing or empty. */
export function requireFields(ruling: Ruling, names: readonly string[]): void {
  for (const name of names) {
    const value = ruling.next[name];
    if (value === undefined || value === null || value === '')
      ruling.refuse('fieldError.REQUIRED', 'The required field was not present.', [name]);
  }
}

/** Whether another of these objects has the same value in this field. */
export function hasDouble(living: Json[], ruling: Ruling, field: string): boolean {
  const own = ruling.next['resourceName'];
  return living.some((other) => other['resourceName'] !== own && other[field] === ruling.next[field]);
}
