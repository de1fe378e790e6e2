import { EXACT_FIELDS } from '../../../contracts/values.ts';

/** ECMAScript's JSON.rawJSON: text that is printed as it is. Node 22 and newer have it, its types do not yet. */
const rawJSON = (text: string): unknown =>
  (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text);
const INTEGER = /^-?\d+$/;
const fields: ReadonlySet<string> = new Set(EXACT_FIELDS);

/**
 * JSON in which a sum above 2^53 is an exact integer: between services such a sum travels as digits in a string, because
 * a JavaScript number could not hold it; a client sees one type, the integer of the API's promise.
 */
export function exactJson(body: unknown): string {
  return JSON.stringify(body, (key, value: unknown) =>
    typeof value === 'string' && fields.has(key) && INTEGER.test(value) ? rawJSON(value) : value,
  );
}
