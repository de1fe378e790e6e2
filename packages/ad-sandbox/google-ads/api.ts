import type { AdObjects } from '../ad-objects.ts';
import type { AccessToken, Grants } from '../grants.ts';
import type { DayLimit } from '../day-limit.ts';
import { header, jsonObject, type Call, type Reply } from '../wire.ts';
import { changeRefusal, customerFor } from './access.ts';
import type { GoogleAccount } from './accounts.ts';
import type { DeveloperTokens } from './developer-tokens.ts';
import { adsError, badJsonReply, failureReply, inArray, statusReply } from './failure.ts';
import { QueryError } from './gaql-tokens.ts';
import type { GoogleFigures } from './figures.ts';
import { mutate, mutateService, type MutateCall } from './mutate.ts';
import type { OperationKind } from './operations.ts';
import type { KeywordPolicy } from './policies.ts';
import { resources } from './resources.ts';
import type { Reviews } from './reviews.ts';
import { quotaError } from './vendor-failures.ts';
import { runQuery } from './search.ts';

export type ApiSettings = {
  objects: AdObjects;
  grants: Grants;
  now: () => Date;
  accounts: readonly GoogleAccount[];
  versions: readonly string[];
  developerTokens: DeveloperTokens;
  policies: readonly KeywordPolicy[];
  reviewMs: number;
  automates: boolean;
  reviews: Reviews;
  dayLimit: DayLimit;
  figures: GoogleFigures;
  newRequestId: () => string;
};

const ADS_SCOPE = 'https://www.googleapis.com/auth/adwords';
const ROUTE = /^\/(v\d+)\/(?:customers:(listAccessibleCustomers)|customers\/([^/]+)\/(\w+):(\w+))$/;

/** Everything under /v{N}/. */
export async function api(call: Call, settings: ApiSettings): Promise<Reply> {
  await settings.reviews.settle();
  const requestId = settings.newRequestId();
  const reply = await route(call, settings, requestId);
  await settings.reviews.settle();
  return call.path.endsWith(':searchStream') && reply.status !== 404 ? inArray(reply) : reply;
}

async function route(call: Call, settings: ApiSettings, requestId: string): Promise<Reply> {
  const match = ROUTE.exec(call.path);
  const [, version = '', listing, customerId = '', service, method] = match ?? [];
  if (match === null) return statusReply(requestId, 404);
  const refuse = (status: number, code: string, message: string): Reply =>
    failureReply(version, requestId, status, [adsError(code, message)]);
  if (!settings.versions.includes(version)) {
    const newest = Math.max(...settings.versions.map((one) => Number(one.slice(1))));
    if (Number(version.slice(1)) > newest) return statusReply(requestId, 404);
    const message = `Version ${version} is deprecated. Requests to this version will be blocked.`;
    return refuse(400, 'requestError.UNSUPPORTED_VERSION', message);
  }
  const access = settings.grants.authenticate(header(call, 'authorization'));
  if (access === undefined)
    return refuse(401, 'authenticationError.OAUTH_TOKEN_INVALID', 'OAuth token in the header is not valid.');
  if (!access.scope.split(' ').includes(ADS_SCOPE))
    return statusReply(requestId, 403, [], 'Request had insufficient authentication scopes.');
  const unwanted = settings.developerTokens.refusalOf(header(call, 'developer-token'));
  if (unwanted !== undefined) return refuse(unwanted.status, unwanted.code, unwanted.message);
  if (listing !== undefined) return accessible(call, settings, requestId);
  const found = customerFor(customerId, header(call, 'login-customer-id'), settings.accounts);
  if ('code' in found) return refuse(found.status, found.code, found.message);
  const account = found;
  if (call.method !== 'POST') return statusReply(requestId, 404);
  const held = method === 'mutate' ? changeRefusal(account) : undefined;
  if (held !== undefined) return refuse(held.status, held.code, held.message);
  if (!settings.dayLimit.take(operationsIn(call), settings.now()))
    return failureReply(version, requestId, 429, [quotaError({ window: 'DAY' })]);
  const target = { requestId, version, account, access, method: method ?? '' };
  if (service === 'googleAds') return googleAdsService(call, settings, target);
  const kind = method === 'mutate' ? kindOfService(service) : undefined;
  if (kind !== undefined) return mutateService(mutateCall(call, settings, target), kind);
  return statusReply(requestId, 501, [], `Not simulated: ${service}:${method}`);
}

function accessible(call: Call, settings: ApiSettings, requestId: string): Reply {
  if (call.method !== 'GET') return statusReply(requestId, 404);
  const direct = settings.accounts.filter((account) => account.direct !== false);
  const resourceNames = direct.map((account) => `customers/${account.id}`);
  return { status: 200, headers: { 'request-id': requestId }, body: { resourceNames } };
}

type Target = {
  requestId: string;
  version: string;
  account: GoogleAccount;
  access: AccessToken;
  method: string;
};

/** What a call costs of the day's operations: each changed item one, a query one. */
function operationsIn(call: Call): number {
  const body = jsonObject(call.body);
  const list = body?.['mutateOperations'] ?? body?.['operations'];
  return Array.isArray(list) ? Math.max(1, list.length) : 1;
}

function mutateCall(call: Call, settings: ApiSettings, target: Target): MutateCall {
  const { objects, policies, reviewMs, automates } = settings;
  const { requestId, version, account, access } = target;
  const now = settings.now();
  const who = access.clientId;
  const ways = { policies, reviewMs, automates };
  return { objects, ...ways, requestId, version, account, who, by: 'api', now, body: call.body };
}

/** The kind that a service such as `adGroupAds` changes; `ads` changes the ad inside one. */
function kindOfService(service: string | undefined): OperationKind | undefined {
  if (service === 'ads') return 'ad';
  return Object.values(resources).find(({ collection }) => collection === service)?.kind;
}

async function googleAdsService(call: Call, settings: ApiSettings, target: Target): Promise<Reply> {
  const { requestId, method } = target;
  if (method === 'mutate') return mutate(mutateCall(call, settings, target));
  if (method === 'search' || method === 'searchStream') return search(call, settings, target);
  return statusReply(requestId, 404);
}

function search(call: Call, settings: ApiSettings, { requestId, version, account, method }: Target): Reply {
  const body = jsonObject(call.body);
  const allowed =
    method === 'search'
      ? ['query', 'pageToken', 'pageSize', 'validateOnly', 'searchSettings']
      : ['query', 'summaryRowSetting'];
  const unknown = Object.keys(body ?? { '': 0 }).find((name) => !allowed.includes(name));
  if (body === undefined || unknown !== undefined) {
    const description = `Invalid JSON payload received. Unknown name "${unknown ?? ''}": Cannot find field.`;
    return badJsonReply(requestId, [{ field: '', description }]);
  }
  const refuse = (code: string, message: string): Reply =>
    failureReply(version, requestId, 400, [adsError(code, message)]);
  if (body['pageSize'] !== undefined)
    return refuse('requestError.PAGE_SIZE_NOT_SUPPORTED', 'Setting the page size is not supported.');
  if (typeof body['query'] !== 'string' || body['query'] === '')
    return refuse('requestError.REQUIRED_FIELD_MISSING', 'Required field is missing.');
  try {
    const { results, fieldMask } = runQuery(body['query'], {
      objects: settings.objects,
      accounts: settings.accounts,
      figures: settings.figures,
      account,
      now: settings.now(),
    });
    const page = results.length === 0 ? { fieldMask } : { results, fieldMask };
    const chunk = method === 'searchStream' ? { ...page, requestId } : page;
    return { status: 200, headers: { 'request-id': requestId }, body: chunk };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return refuse(error.code.includes('.') ? error.code : `queryError.${error.code}`, error.message);
  }
}
