import { invalidField } from '../../../../lib/errors.ts';

const NUMERIC_VALUE_OUT_OF_RANGE = '22003';

/** An error as the sender of the facts sees it, where they add up to more than 63 bits hold. */
export function asTooLarge(error: unknown): unknown {
  if ((error as { code?: unknown }).code !== NUMERIC_VALUE_OUT_OF_RANGE) return error;
  return invalidField('rows', 'SUM_TOO_LARGE', 'The figures of one campaign and day add up too high.');
}
