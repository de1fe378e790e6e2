import type { AdObjects } from '../ad-objects.ts';
import { isObject, type Json, type Reply } from '../wire.ts';
import { accountBody, accountUserBody, type LinkedInAccount } from './accounts.ts';
import type { Entity } from './entities.ts';
import { gateFailure } from './failure.ts';
import type { RestliValue } from './restli.ts';
import { shown } from './serving-state.ts';

type Query = Record<string, RestliValue>;
/** Whose entities are looked for, and when. */
export type Reader = { entity: Entity; account: LinkedInAccount; objects: AdObjects; now: Date };
const SEARCHABLE = ['id', 'name', 'status', 'campaignGroup', 'type', 'test', 'reference'];
const CRITERIA: Record<string, string> = {
  campaigns: 'campaign',
  creatives: 'id',
  intendedStatuses: 'intendedStatus',
};
const PAGING = ['q', 'pageSize', 'pageToken', 'sortOrder', 'fields'];
const PAGE_LIMIT = 1000;
const PAGE_DEFAULT = 100;

/** The search finder of an account's groups and campaigns, and the criteria finder of its creatives. */
export function find(query: Query, reader: Reader, visibleBefore: number): Reply {
  const { entity, account, objects } = reader;
  const filters = entity.kind === 'creative' ? criteria(query) : search(query);
  if (isReply(filters)) return filters;
  const found = objects
    .list(entity.kind, account.id)
    .filter(({ fields }) => createdAt(fields) <= visibleBefore && matches(fields, filters, entity.urn))
    .map((object) => shown(object, reader));
  return page(found, query);
}

/** BATCH_GET: what is there of the ids that were asked for, and an error for each that is not. */
export function batchGet(query: Query, reader: Reader, visibleBefore: number): Reply {
  const { ids } = query;
  const { entity, account, objects } = reader;
  if (!isStringList(ids)) return invalid('ids');
  const results: Json = {};
  const errors: Json = {};
  const statuses: Json = {};
  for (const key of ids) {
    const id = idOfKey(key, entity);
    if (id === undefined) return gateFailure(400, 'PARAM_INVALID', `Key ${key} is not of the expected type`);
    const object = objects.get(entity.kind, id);
    const there = object?.account === account.id && createdAt(object.fields) <= visibleBefore;
    statuses[key] = there ? 200 : 404;
    if (object !== undefined && there) results[key] = shown(object, reader);
    else errors[key] = { status: 404, code: 'NOT_FOUND', message: 'Not Found' };
  }
  return { status: 200, body: { results, errors, statuses } };
}

/** The id in a key: a creative is named by its URN, groups and campaigns by their number. */
export function idOfKey(key: string, entity: Entity): string | undefined {
  if (entity.kind !== 'creative') return /^\d+$/.test(key) ? key : undefined;
  return key.startsWith(entity.urn) ? key.slice(entity.urn.length) : undefined;
}

/** The search finder over the ad accounts the token may use. */
export function findAccounts(query: Query, accounts: readonly LinkedInAccount[]): Reply {
  const filters = search(query);
  if (isReply(filters)) return filters;
  const urn = 'urn:li:sponsoredAccount:';
  return page(
    accounts.map(accountBody).filter((fields) => matches(fields, filters, urn)),
    query,
  );
}

/** The finder over the roles of the token's owner; its pages are counted by index. */
export function findAccountUsers(query: Query, accounts: readonly LinkedInAccount[]): Reply {
  if (query['q'] !== 'authenticatedUser') return invalid('q');
  const stray = Object.keys(query).find((name) => !['q', 'start', 'count', 'fields'].includes(name));
  if (stray !== undefined)
    return gateFailure(400, 'QUERY_PARAM_NOT_ALLOWED', `Query parameter '${stray}' is not allowed`);
  const [start, count] = [Number(query['start'] ?? 0), Number(query['count'] ?? 10)];
  if (!Number.isInteger(start) || start < 0) return invalid('start');
  if (!Number.isInteger(count) || count < 1 || count > PAGE_LIMIT) return invalid('count');
  const elements = accounts.slice(start, start + count).map(accountUserBody);
  const paging = { start, count, links: [], total: accounts.length };
  return { status: 200, body: { elements, paging } };
}

type Filters = { [field: string]: readonly string[] };

const isReply = (result: Filters | Reply): result is Reply => typeof result['status'] === 'number';

const invalid = (name: string): Reply =>
  gateFailure(400, 'PARAM_INVALID', `Invalid query parameters passed to request: ${name}`);

function search(query: Query): Filters | Reply {
  if (query['q'] !== 'search') return invalid('q');
  const stray = Object.keys(query).find((name) => name !== 'search' && !PAGING.includes(name));
  if (stray !== undefined)
    return gateFailure(400, 'QUERY_PARAM_NOT_ALLOWED', `Query parameter '${stray}' is not allowed`);
  const given = query['search'];
  if (given === undefined) return {};
  if (!isObject(given)) return invalid('search');
  const filters: Filters = {};
  for (const [name, condition] of Object.entries(given)) {
    if (name === 'test' && (condition === 'true' || condition === 'false')) {
      filters['test'] = [condition];
      continue;
    }
    const values: unknown = isObject(condition) ? condition['values'] : undefined;
    if (!SEARCHABLE.includes(name) || !isStringList(values)) return invalid(`search.${name}`);
    filters[name] = values;
  }
  return filters;
}

function criteria(query: Query): Filters | Reply {
  if (query['q'] !== 'criteria') return invalid('q');
  const filters: Filters = {};
  for (const [name, values] of Object.entries(query)) {
    if (PAGING.includes(name)) continue;
    const field = CRITERIA[name];
    if (field === undefined)
      return gateFailure(400, 'QUERY_PARAM_NOT_ALLOWED', `Query parameter '${name}' is not allowed`);
    if (!isStringList(values)) return invalid(name);
    filters[field] = values;
  }
  return filters;
}

function isStringList(values: unknown): values is string[] {
  return Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string');
}

function matches(fields: Json, filters: Filters, urn: string): boolean {
  return Object.entries(filters).every(([name, values]) => {
    const value = fields[name];
    const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
    return values.includes(text) || (name === 'id' && values.includes(`${urn}${text}`));
  });
}

/** When an entity was created, in epoch milliseconds. */
export function createdAt(fields: Json): number {
  const stamps = fields['changeAuditStamps'];
  const created = isObject(stamps) ? stamps['created'] : undefined;
  return Number(fields['createdAt'] ?? (isObject(created) ? created['time'] : 0));
}

function page(found: Json[], query: Query): Reply {
  const size = query['pageSize'] === undefined ? PAGE_DEFAULT : Number(query['pageSize']);
  if (!Number.isInteger(size) || size < 1 || size > PAGE_LIMIT) return invalid('pageSize');
  const token = query['pageToken'];
  const start =
    token === undefined
      ? 0
      : Number(/^page-(\d+)$/.exec(typeof token === 'string' ? token : '')?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) return invalid('pageToken');
  const ordered = query['sortOrder'] === 'DESCENDING' ? found.toReversed() : found;
  const elements = ordered.slice(start, start + size);
  const more = start + size < found.length;
  return {
    status: 200,
    body: { elements, metadata: more ? { nextPageToken: `page-${start + size}` } : {} },
  };
}
