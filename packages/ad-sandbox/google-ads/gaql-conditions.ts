import type { Condition } from './gaql.ts';
import type { SelectedField } from './gaql-fields.ts';
import { dayRange } from './gaql-dates.ts';
import { QueryError } from './gaql-tokens.ts';

/** Makes the test for one WHERE condition, on the customer's day; throws QueryError when operator or value does not suit the field. */
export function conditionTest(
  condition: Condition,
  field: SelectedField,
  today: string,
): (value: unknown) => boolean {
  const { operator, values } = condition;
  const [first = ''] = values;
  if (typeof field.type === 'object' && 'enum' in field.type) checkEnum(field.type.enum, condition);
  switch (operator) {
    case 'IS NULL':
      return (value) => value === undefined;
    case 'IS NOT NULL':
      return (value) => value !== undefined;
    case 'LIKE':
    case 'NOT LIKE': {
      if (field.type !== 'string') throw mismatch(condition);
      const pattern = likePattern(first);
      return (value) => pattern.test(asText(value)) === (operator === 'LIKE');
    }
    case '=':
    case '!=':
    case 'IN':
    case 'NOT IN': {
      const wanted = operator === '=' || operator === 'IN';
      return (value) => values.includes(asText(value)) === wanted;
    }
    case 'DURING': {
      const range = field.type === 'date' ? dayRange(first, today) : undefined;
      if (range === undefined) throw mismatch(condition);
      return (value) => inDays(value, range);
    }
    case 'BETWEEN':
      if (field.type !== 'date') throw mismatch(condition);
      return (value) => compareDates(value, first) >= 0 && compareDates(value, values[1] ?? '') <= 0;
    default: {
      if (field.type === 'date')
        return (value) => value !== undefined && compare(compareDates(value, first), 0, operator);
      if (field.type !== 'int64' && field.type !== 'double') throw mismatch(condition);
      return (value) => value !== undefined && compare(Number(value), Number(first), operator);
    }
  }
}

function inDays(value: unknown, [first, last]: readonly [string, string]): boolean {
  return compareDates(value, first) >= 0 && compareDates(value, last) <= 0;
}

/** Compares a date and time with what was asked for: where only a day was given, by the day. */
function compareDates(value: unknown, asked: string): number {
  const text = asText(value).slice(0, asked.length);
  return text < asked ? -1 : Number(text > asked);
}

function asText(value: unknown): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

function compare(left: number, right: number, operator: '<' | '<=' | '>' | '>='): boolean {
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

function checkEnum(known: readonly string[], { field, operator, values }: Condition): void {
  if (!['=', '!=', 'IN', 'NOT IN', 'IS NULL', 'IS NOT NULL'].includes(operator))
    throw mismatch({ field, operator, values });
  const bad = values.find(
    (value) => !known.includes(value) && value !== 'UNSPECIFIED' && value !== 'UNKNOWN',
  );
  if (bad !== undefined)
    throw new QueryError('BAD_ENUM_CONSTANT', `Invalid enum constant '${bad}' for the field '${field}'.`);
}

function mismatch({ field, operator }: Condition): QueryError {
  return new QueryError(
    'OPERATOR_FIELD_MISMATCH',
    `The operator ${operator} cannot be used with '${field}'.`,
  );
}

/** `%` any text, `_` one character, `[x]` the character itself; letter case does not matter. */
function likePattern(like: string): RegExp {
  const source = like.replace(
    /\[(.)\]|([%_])|([\s\S])/gu,
    (_all, own: string, wild: string, plain: string) => {
      if (wild !== undefined) return wild === '%' ? '[\\s\\S]*' : '[\\s\\S]';
      return (own ?? plain).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    },
  );
  return new RegExp(`^${source}$`, 'i');
}
