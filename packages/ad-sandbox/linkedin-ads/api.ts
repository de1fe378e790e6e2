import { randomUUID } from 'node:crypto';
import type { AdObjects } from '../ad-objects.ts';
import type { Grants } from '../grants.ts';
import type { DayLimit } from '../day-limit.ts';
import { header, type Call, type Reply } from '../wire.ts';
import { accountBody, type LinkedInAccount } from './accounts.ts';
import { analytics, type LinkedInFigures } from './analytics.ts';
import { entities, type Entity, type EntityPath } from './entities.ts';
import { gateFailure, newFailure, oldFailure } from './failure.ts';
import { batchGet, createdAt, find, findAccounts, findAccountUsers, idOfKey } from './finders.ts';
import { parseRestliQuery, RestliError, type RestliValue } from './restli.ts';
import type { Reviews } from './reviews.ts';
import { shown } from './serving-state.ts';
import { invalidToken, notFound, notImplemented, throttled } from './vendor-failures.ts';
import { create, partialUpdate, remove, type Ways, type Writer } from './write.ts';

export type ApiSettings = {
  objects: AdObjects;
  grants: Grants;
  now: () => Date;
  accounts: readonly LinkedInAccount[];
  versions: readonly string[];
  /** How long a new entity stays invisible to the finders; GET by id sees it at once. */
  searchLagMs: number;
  /** How long a new entity stays invisible to every read. */
  propagationMs: number;
  ways: Ways;
  reviews: Reviews;
  dayLimit: DayLimit;
  figures: LinkedInFigures;
};

/** Everything under /rest/. */
export async function api(call: Call, settings: ApiSettings): Promise<Reply> {
  await settings.reviews.settle();
  const reply = gate(call, settings) ?? (await route(call, settings));
  await settings.reviews.settle();
  const ids = { 'x-li-uuid': randomUUID(), 'x-li-fabric': 'sandbox', 'x-li-request-id': randomUUID() };
  return { ...reply, headers: { ...ids, 'x-restli-protocol-version': '2.0.0', ...reply.headers } };
}

function gate(call: Call, { grants, versions, dayLimit, now }: ApiSettings): Reply | undefined {
  const access = grants.authenticate(header(call, 'authorization'));
  if (access === undefined) return invalidToken();
  if (!dayLimit.take(1, now())) return throttled({ window: 'DAY' });
  const version = header(call, 'linkedin-version');
  if (version === undefined)
    return gateFailure(
      400,
      'VERSION_MISSING',
      'A version must be present. Please specify a version by adding the LinkedIn-Version header.',
    );
  if (!versions.includes(version))
    return gateFailure(426, 'NONEXISTENT_VERSION', `Requested version ${version} is not active`);
  if (header(call, 'x-restli-protocol-version') !== '2.0.0')
    return gateFailure(400, 'PARAM_INVALID', 'X-Restli-Protocol-Version must be 2.0.0');
  if (call.method === 'POST' && call.body === '' && header(call, 'content-length') === undefined)
    return gateFailure(411, 'LENGTH_REQUIRED', 'Content-Length is required');
  const scopes = access.scope.split(' ');
  const read = call.path === ANALYTICS ? ['r_ads_reporting'] : ['r_ads', 'rw_ads'];
  const needed = call.method === 'GET' ? read : ['rw_ads'];
  if (!needed.some((scope) => scopes.includes(scope)))
    return gateFailure(403, 'ACCESS_DENIED', `Not enough permissions to access: ${call.method} ${call.path}`);
  return undefined;
}

const ACCOUNT_USERS = '/rest/adAccountUsers';
const ANALYTICS = '/rest/adAnalytics';
const ROUTE = /^\/rest\/adAccounts(?:\/(\d+)(?:\/(adCampaignGroups|adCampaigns|creatives)(?:\/([^/]+))?)?)?$/;

async function route(call: Call, settings: ApiSettings): Promise<Reply> {
  const match = ROUTE.exec(call.path);
  if (match === null && call.path !== ACCOUNT_USERS && call.path !== ANALYTICS)
    return oldFailure(404, `No virtual resource found for path ${call.path}`, 0);
  let query: Record<string, RestliValue>;
  try {
    query = parseRestliQuery(call.rawQuery);
  } catch (error) {
    if (error instanceof RestliError) return gateFailure(400, error.code, error.message);
    throw error;
  }
  if (call.path === ANALYTICS)
    return call.method === 'GET' ? analytics(query, settings) : notImplemented(call);
  if (match === null)
    return call.method === 'GET' ? findAccountUsers(query, settings.accounts) : notImplemented(call);
  const [, accountId, path, key] = match;
  if (accountId === undefined)
    return call.method === 'GET' ? findAccounts(query, settings.accounts) : notImplemented(call);
  const account = settings.accounts.find((one) => one.id === accountId);
  if (account === undefined) return notFound();
  if (path === undefined)
    return call.method === 'GET' ? { status: 200, body: accountBody(account) } : notImplemented(call);
  if (call.method !== 'GET' && account.role === 'VIEWER')
    return newFailure(403, [
      {
        code: 'NO_PERMISSION_ON_ENTITY',
        fieldPath: '/',
        description: 'Viewer may not have permission on entity',
      },
    ]);
  const entity = entities[path as EntityPath];
  const access = settings.grants.authenticate(header(call, 'authorization'));
  const { objects } = settings;
  const writer: Writer = {
    entity,
    account,
    objects,
    now: settings.now(),
    who: access?.clientId ?? '',
    by: 'api',
    ways: settings.ways,
  };
  return key === undefined
    ? onCollection(call, query, writer, settings)
    : onEntity(call, key, writer, settings);
}

async function onCollection(
  call: Call,
  query: Record<string, RestliValue>,
  writer: Writer,
  settings: ApiSettings,
): Promise<Reply> {
  const { now } = writer;
  const method = header(call, 'x-restli-method')?.toUpperCase();
  const visibleBefore = now.getTime() - settings.propagationMs;
  const batch = query['ids'] !== undefined && query['q'] === undefined;
  if (call.method === 'GET' && batch && (method === undefined || method === 'BATCH_GET'))
    return batchGet(query, writer, visibleBefore);
  if (call.method === 'GET' && (method === undefined || method === 'FINDER'))
    return find(query, writer, visibleBefore - settings.searchLagMs);
  if (call.method === 'POST' && (method === undefined || method === 'CREATE') && call.rawQuery === '')
    return create(call.body, writer);
  return notImplemented(call);
}

async function onEntity(
  call: Call,
  key: string,
  writer: Writer,
  { propagationMs }: ApiSettings,
): Promise<Reply> {
  const id = idOf(key, writer.entity);
  if (id === undefined) return gateFailure(400, 'PATH_KEY_INVALID', `Key ${key} is not of the expected type`);
  const object = writer.objects.get(writer.entity.kind, id);
  if (object?.account !== writer.account.id) return notFound();
  const method = header(call, 'x-restli-method')?.toUpperCase();
  if (call.method === 'GET')
    return createdAt(object.fields) > writer.now.getTime() - propagationMs
      ? notFound()
      : { status: 200, body: shown(object, writer) };
  if (call.method === 'POST' && method === 'PARTIAL_UPDATE') return partialUpdate(call.body, object, writer);
  if (call.method === 'POST' && method === undefined)
    return gateFailure(400, 'PARAM_INVALID', 'X-RestLi-Method: PARTIAL_UPDATE is missing');
  if (call.method === 'DELETE') return remove(object, writer);
  return notImplemented(call);
}

/** A creative is named by its URN, percent-encoded; groups and campaigns by their number. */
function idOf(key: string, entity: Entity): string | undefined {
  return entity.kind === 'creative' && key.includes(':')
    ? undefined
    : idOfKey(decodeURIComponent(key), entity);
}
