import { isObject } from '../wire.ts';
import type { FieldType, MessageType } from './field-types.ts';
import { snake } from './resources.ts';

export type Violation = { field: string; description: string };

const INT64 = /^-?\d{1,19}$/;

/**
 * Checks a JSON value against a message as the vendor's JSON layer does: names it does not know and
 * values of a wrong type are refused before any business rule. int64 must be a string of digits.
 */
export function checkMessage(value: unknown, type: MessageType, path: string): Violation[] {
  if (!isObject(value)) return [invalid(path, 'MESSAGE', value)];
  return Object.entries(value).flatMap(([name, member]) => {
    const field = Object.hasOwn(type, name) ? type[name] : undefined;
    if (field === undefined)
      return [
        {
          field: path,
          description: `Invalid JSON payload received. Unknown name "${name}" at '${path}': Cannot find field.`,
        },
      ];
    return member === null ? [] : checkValue(member, field.type, `${path}.${snake(name)}`);
  });
}

function checkValue(value: unknown, type: FieldType, path: string): Violation[] {
  if (typeof type === 'object') {
    if ('message' in type) return checkMessage(value, type.message, path);
    if ('enum' in type)
      return typeof value === 'string' && type.enum.includes(value)
        ? []
        : [invalid(path, 'TYPE_ENUM', value)];
    if (!Array.isArray(value)) return [invalid(path, 'LIST', value)];
    return value.flatMap((member, index) => checkValue(member, type.list, `${path}[${index}]`));
  }
  const fits = {
    string: typeof value === 'string',
    date: typeof value === 'string',
    bool: typeof value === 'boolean',
    double: typeof value === 'number' && Number.isFinite(value),
    int64: typeof value === 'string' && INT64.test(value),
  }[type];
  return fits ? [] : [invalid(path, `TYPE_${type.toUpperCase()}`, value)];
}

function invalid(path: string, type: string, value: unknown): Violation {
  return { field: path, description: `Invalid value at '${path}' (${type}), ${JSON.stringify(value)}` };
}
