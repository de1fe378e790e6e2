import { isObject, type Json } from '../wire.ts';
import { dayOf } from './accounts.ts';
import { changeEventRules } from './change-event-rules.ts';
import { parseQuery, type Query } from './gaql.ts';
import { conditionTest } from './gaql-conditions.ts';
import { fieldOf, joined, type SelectedField } from './gaql-fields.ts';
import { QueryError } from './gaql-tokens.ts';
import { camel } from './resources.ts';
import { figureRows } from './figure-rows.ts';
import { rowsOf, type Joined, type Source } from './rows.ts';

export type Found = { results: Json[]; fieldMask: string };

const STATES = /\.(primary_status|primary_status_reasons|(system_)?serving_status|approval_status)$/;

function asksForStates({ select, where, orderBy }: Query): boolean {
  return [...select, ...[...where, ...orderBy].map(({ field }) => field)].some((name) => STATES.test(name));
}

/** Answers a query over one account; throws QueryError when it is malformed. */
export function runQuery(text: string, source: Source): Found {
  const query = parseQuery(text);
  if (!Object.hasOwn(joined, query.from))
    throw new QueryError(
      'BAD_RESOURCE_TYPE_IN_FROM_CLAUSE',
      `Invalid resource type in FROM: '${query.from}'.`,
    );
  changeEventRules(query, dayOf(source.now, source.account));
  const selected = query.select.map((name) => fieldOf(name, query.from, 'SELECT'));
  const today = dayOf(source.now, source.account);
  const tests = query.where
    .filter(({ field }) => field !== DATE)
    .map((condition) => {
      const field = fieldOf(condition.field, query.from, 'WHERE');
      const test = conditionTest(condition, field, today);
      return (row: Joined): boolean => test(valueAt(row[field.resource], field.steps));
    });
  const rows = rowsFor(query, source, today).filter((row) => tests.every((test) => test(row)));
  order(rows, query);
  const results = rows.slice(0, query.limit).map((row) => project(row, query.from, selected));
  return {
    results,
    fieldMask: selected.map((field) => [camel(field.resource), ...field.steps].join('.')).join(','),
  };
}

const DATE = 'segments.date';

function rowsFor(query: Query, source: Source, today: string): Joined[] {
  const names = [...query.select, ...[...query.where, ...query.orderBy].map(({ field }) => field)];
  const asksForFigures = names.some((name) => /^(metrics|segments)\./.test(name));
  if (!asksForFigures && query.from !== 'search_term_view')
    return rowsOf(query.from, source, asksForStates(query));
  const days = query.where
    .filter(({ field }) => field === DATE)
    .map((condition) => conditionTest(condition, fieldOf(DATE, query.from, 'WHERE'), today));
  const isAsked = (day: string): boolean => days.every((test) => test(day));
  const isByKeyword = query.select.some((name) => name.startsWith('segments.') && name !== DATE);
  return figureRows(query.from, source, { isByDay: query.select.includes(DATE), isByKeyword, isAsked });
}

function valueAt(fields: Json | undefined, steps: readonly string[]): unknown {
  let value: unknown = fields;
  for (const step of steps) value = isObject(value) ? value[step] : undefined;
  return value;
}

function order(rows: Joined[], query: Query): void {
  const keys = query.orderBy.map(({ field, descending }) => ({
    ...fieldOf(field, query.from, 'SELECT'),
    sign: descending ? -1 : 1,
  }));
  rows.sort((left, right) => {
    for (const { resource, steps, type, sign } of keys) {
      const [a, b] = [valueAt(left[resource], steps), valueAt(right[resource], steps)];
      const numeric = type === 'int64' || type === 'double';
      const difference = numeric
        ? Number(a ?? 0) - Number(b ?? 0)
        : textOf(a) < textOf(b)
          ? -1
          : Number(textOf(a) > textOf(b));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

function project(row: Joined, from: string, selected: readonly SelectedField[]): Json {
  const result: Json = {};
  for (const resource of new Set([from, ...selected.map((field) => field.resource)]))
    if (row[resource]?.['resourceName'] !== undefined)
      result[camel(resource)] = { resourceName: row[resource]['resourceName'] };
  for (const { resource, steps } of selected) {
    const value = valueAt(row[resource], steps);
    if (value === undefined) continue;
    let target = (result[camel(resource)] ??= {}) as Json;
    for (const step of steps.slice(0, -1)) target = (target[step] ??= {}) as Json;
    target[steps.at(-1) ?? ''] = value;
  }
  return result;
}
