import { isObject, type Json } from '../wire.ts';
import type { Refuse } from './failure.ts';
import type { FieldTable, Shape } from './fields.ts';

const URN = /^urn:li:[a-zA-Z]+:.+$/;
const DECIMAL = /^\d{1,12}(\.\d{1,2})?$/;

/** Refuses fields the entity does not have, the vendor's own ones, and values of a wrong form. */
export function checkShape(fields: Json, table: FieldTable, refuse: Refuse): void {
  for (const [name, value] of Object.entries(fields)) {
    const field = Object.hasOwn(table, name) ? table[name] : undefined;
    if (field === undefined)
      refuse('FIELD_NOT_ALLOWED', `/${name}`, `/${name} :: unrecognized field found but not allowed`);
    else if (field.ro === true) refuse('FIELD_NOT_ALLOWED', `/${name}`, `/${name} is not allowed to be set`);
    else checkValue(value, field.shape, `/${name}`, refuse);
  }
}

function checkValue(value: unknown, shape: Shape, path: string, refuse: Refuse): void {
  if (typeof shape === 'object' && !Array.isArray(shape)) {
    const inner = shape as { readonly [name: string]: Shape };
    if (!isObject(value)) {
      refuse('INVALID_VALUE_FOR_FIELD', path, `${path} is not a record`);
      return;
    }
    for (const [name, member] of Object.entries(value)) {
      const known = Object.hasOwn(inner, name) ? inner[name] : undefined;
      if (known === undefined)
        refuse(
          'FIELD_NOT_ALLOWED',
          `${path}/${name}`,
          `${path}/${name} :: unrecognized field found but not allowed`,
        );
      else checkValue(member, known, `${path}/${name}`, refuse);
    }
    return;
  }
  if (!fits(value, shape as Exclude<Shape, { readonly [name: string]: Shape }>))
    refuse('INVALID_VALUE_FOR_FIELD', path, `${path} can't be set to ${JSON.stringify(value)}`);
}

function fits(value: unknown, shape: string | readonly string[]): boolean {
  if (typeof shape !== 'string') return typeof value === 'string' && shape.includes(value);
  switch (shape) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'epoch':
    case 'number':
      return Number.isSafeInteger(value) && (value as number) >= 0;
    case 'urn':
      return typeof value === 'string' && URN.test(value);
    case 'decimal':
      return typeof value === 'string' && DECIMAL.test(value);
    case 'targeting':
      return isObject(value);
    default:
      return typeof value === 'string';
  }
}

/** Refuses each of these fields that is missing. */
export function requireFields(fields: Json, names: readonly string[], refuse: Refuse): void {
  for (const name of names) {
    const value = name
      .split('/')
      .reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), fields);
    if (value === undefined || value === null)
      refuse('MISSING_FIELD', `/${name}`, `/${name} is required but missing`);
    else if (value === '') refuse('INVALID_VALUE_BLANK_FIELD', `/${name}`, `/${name} can't be blank`);
  }
}

/** Refuses changes of fields that are fixed once set. */
export function refuseFixed(before: Json, next: Json, table: FieldTable, refuse: Refuse): void {
  for (const [name, field] of Object.entries(table))
    if (
      field.fixed === true &&
      before[name] !== undefined &&
      JSON.stringify(before[name]) !== JSON.stringify(next[name])
    )
      refuse(
        name === 'objectiveType' ? 'IMMUTABLE_CAMPAIGN_OBJECTIVE_TYPE' : 'FIELD_NOT_ALLOWED',
        `/${name}`,
        `/${name} can't be updated once set`,
      );
}
