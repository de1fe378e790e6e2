import type { QueryPart } from '../../../contracts/query.ts';
import { AppError, invalidField, type FieldFault } from '../../../lib/errors.ts';
import type { Query } from './exchange.ts';

/** Reads the query string of a URL. @throws AppError REQUEST_MALFORMED for a name that comes twice */
export function parseQuery(url: string): Query {
  const start = url.indexOf('?');
  const query: Record<string, string> = Object.create(null) as Record<string, string>;
  if (start < 0) return query;
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
    if (name in query)
      throw new AppError('REQUEST_MALFORMED', { detail: `The parameter ${name.slice(0, 60)} comes twice.` });
    query[name] = value;
  }
  return query;
}

/**
 * Returns the function that turns a query into the parameters of a contract, which are validated later.
 * The function throws AppError REQUEST_INVALID for names that the contract does not have.
 */
export function queryReader(parts: readonly QueryPart[]): (query: Query) => Record<string, unknown> {
  const partsByName = new Map(parts.map((part) => [part.name, part]));
  return (query) => {
    const names = Object.keys(query);
    const unknown = names.filter((name) => !partsByName.has(name));
    if (unknown.length > 0) throw unknownFields(unknown);
    const params: Record<string, unknown> = {};
    for (const name of names) {
      const { within: parent, form } = partsByName.get(name) as QueryPart;
      const value = valueOf(name, query[name] ?? '', form);
      if (parent === undefined) params[name] = value;
      else params[parent] = { ...(params[parent] as object | undefined), [name]: value };
    }
    return params;
  };
}

function valueOf(name: string, text: string, form: QueryPart['form']): unknown {
  if (form === 'text') return text;
  // anything else stays the text that it is, which no contract takes for a number: an empty one is not 0
  if (form === 'number') return /^\d{1,16}$/.test(text) ? Number(text) : text;
  if (form === 'list') return text.split(',').map((item) => item.trim());
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalidField(name, 'FIELD_INVALID', 'Send a JSON object.');
  }
}

/** The error (422) for unknown fields, each with its name. */
export function unknownFields(names: readonly string[]): AppError {
  const errors: FieldFault[] = names
    .slice(0, 50)
    .map((name) => ({ path: name.slice(0, 100), code: 'FIELD_UNKNOWN', message: 'There is no such field.' }));
  return new AppError('REQUEST_INVALID', { errors });
}
