import { isObject, type Json } from './wire.ts';

/**
 * What a person does in a platform's own page, by the vendor's names. `object` is a resource name or a URN, `add` a kind of
 * object as the journal calls it, `account` is needed where the fields do not name it, `person` stands in the journal.
 */
export type Edit = { person: string; account: string } & (
  { object: string; set: Json } | { object: string; remove: true } | { add: string; fields: Json }
);

const NAMES = ['object', 'set', 'remove', 'add', 'fields', 'field', 'value', 'account', 'person'];

/** Reads an edit from the control API's JSON (`field` and `value` for one field); throws a sentence when malformed. */
export function parseEdit(body: Json | undefined): Edit {
  const given = body ?? {};
  const stray = Object.keys(given).find((name) => !NAMES.includes(name));
  if (stray !== undefined) throw new Error(`${stray} is not known`);
  const { object, set, remove, add, fields, field, value } = given;
  const person = given['person'] ?? 'someone@example.com';
  const account = given['account'] ?? '';
  if (typeof person !== 'string' || typeof account !== 'string')
    throw new Error('person and account must be strings');
  if (typeof add === 'string' && isObject(fields) && object === undefined)
    return { person, account, add, fields };
  if (typeof object !== 'string' || add !== undefined)
    throw new Error('an edit has object with set, field and value, or remove; or it has add with fields');
  if (remove === true && set === undefined && field === undefined) return { person, account, object, remove };
  if (isObject(set)) return { person, account, object, set };
  if (typeof field === 'string' && value !== undefined)
    return { person, account, object, set: nested(field.split('.'), value) };
  throw new Error('an edit of an object has set, field and value, or remove: true');
}

function nested([first = '', ...rest]: string[], value: unknown): Json {
  return { [first]: rest.length === 0 ? value : nested(rest, value) };
}
