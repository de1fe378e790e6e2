import type { AdObjects } from '../ad-objects.ts';
import { isObject, type Json } from '../wire.ts';
import { dayOf, type GoogleAccount } from './accounts.ts';
import { parseQuery, type Query } from './gaql.ts';
import { conditionTest } from './gaql-conditions.ts';
import { fieldOf, joined, type SelectedField } from './gaql-fields.ts';
import { QueryError } from './gaql-tokens.ts';
import { camel, idInName, resources } from './resources.ts';

/** One object with everything it hangs under, by GAQL resource name. */
type Joined = Record<string, Json | undefined>;

export type Found = { results: Json[]; fieldMask: string };

/** Answers a query over one account; throws QueryError when it is malformed. */
export function runQuery(text: string, objects: AdObjects, account: GoogleAccount, now: Date): Found {
  const query = parseQuery(text);
  if (!Object.hasOwn(joined, query.from))
    throw new QueryError(
      'BAD_RESOURCE_TYPE_IN_FROM_CLAUSE',
      `Invalid resource type in FROM: '${query.from}'.`,
    );
  const selected = query.select.map((name) => fieldOf(name, query.from, 'SELECT'));
  const today = dayOf(now, account);
  const tests = query.where.map((condition) => {
    const field = fieldOf(condition.field, query.from, 'WHERE');
    const test = conditionTest(condition, field, today);
    return (row: Joined): boolean => test(valueAt(row[field.resource], field.steps));
  });
  const rows = rowsOf(query.from, objects, account).filter((row) => tests.every((test) => test(row)));
  order(rows, query);
  const results = rows.slice(0, query.limit).map((row) => project(row, query.from, selected));
  return {
    results,
    fieldMask: selected.map((field) => [camel(field.resource), ...field.steps].join('.')).join(','),
  };
}

function rowsOf(from: string, objects: AdObjects, account: GoogleAccount): Joined[] {
  const customer = customerRow(account);
  if (from === 'customer') return [{ customer }];
  const resource = Object.values(resources).find((one) => one.gaql === from);
  if (resource === undefined) return [];
  return objects.list(resource.kind, account.id).map((object) => {
    const row: Joined = { customer, [from]: object.fields };
    let { parent } = resource;
    let fields = object.fields;
    while (parent !== undefined) {
      const id = idInName(fields[parent.field], account.id, parent.kind);
      const above = id === undefined ? undefined : objects.get(parent.kind, id)?.fields;
      if (above === undefined) break;
      row[resources[parent.kind].gaql] = above;
      fields = above;
      parent = resources[parent.kind].parent;
    }
    if (from === 'campaign_budget')
      row[from] = { ...object.fields, referenceCount: references(objects, account, fields) };
    return row;
  });
}

function references(objects: AdObjects, account: GoogleAccount, budget: Json): string {
  const users = objects
    .list('campaign', account.id)
    .filter(
      ({ fields }) => fields['campaignBudget'] === budget['resourceName'] && fields['status'] !== 'REMOVED',
    );
  return String(users.length);
}

function customerRow(account: GoogleAccount): Json {
  return {
    resourceName: `customers/${account.id}`,
    id: account.id,
    descriptiveName: account.descriptiveName,
    currencyCode: account.currencyCode,
    timeZone: account.timeZone,
    manager: false,
    testAccount: true,
    status: 'ENABLED',
  };
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
    if (row[resource] !== undefined)
      result[camel(resource)] = { resourceName: row[resource]['resourceName'] };
  for (const { resource, steps } of selected) {
    const value = valueAt(row[resource], steps);
    if (value === undefined) continue;
    let target = result[camel(resource)] as Json;
    for (const step of steps.slice(0, -1)) target = (target[step] ??= {}) as Json;
    target[steps.at(-1) ?? ''] = value;
  }
  return result;
}
