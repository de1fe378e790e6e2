import type { Clock } from '../../../lib/time.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import type { Effect, Session } from '../port.ts';
import { isObject, parseJson, sendRequest, unreadableAnswer, type VendorAnswer } from '../vendor/http.ts';
import { googleFailure } from './failures.ts';
import { confirmingGone } from './gone.ts';
import type { GoogleAdsSettings } from './settings.ts';

export type Json = Record<string, unknown>;
export type MutateOperation = Record<
  string,
  {
    create?: Json;
    update?: Json;
    remove?: string;
    updateMask?: string;
    exemptPolicyViolationKeys?: Json[];
    policyValidationParameter?: Json;
  }
>;

/** What a call proves itself by; without a developer token of its own that of the settings is sent. */
export type Credentials = { accessToken: string; developerToken: string | null };

/**
 * The calls of the Google Ads REST API that this adapter needs; each is sent exactly once. `gone` is thrown only when a search
 * does not list the object either.
 */
export type GoogleAdsHttp = {
  /** One atomic googleAds:mutate; returns resource names in the order of the operations. */
  mutate(session: Session, operations: MutateOperation[]): Promise<string[]>;
  /** All rows of a query, as the vendor writes them (int64 as strings). */
  search<Row>(session: Session, query: string): Promise<Row[]>;
  /** Resource names of the customers that an access token reaches directly. */
  accessibleCustomers(credentials: Credentials): Promise<string[]>;
};

/** A client with the version, headers and time limit of the settings. */
export function googleAdsHttp(settings: GoogleAdsSettings, clock: Clock): GoogleAdsHttp {
  const base = `${settings.apiUrl}/${settings.apiVersion}`;
  const call = async (path: string, effect: Effect, by: Credentials, body?: Json, session?: Session) => {
    const answer = await sendRequest({
      vendor: PLATFORM_NAMES['google-ads'],
      url: `${base}/${path}`,
      method: body === undefined ? 'GET' : 'POST',
      headers: headers(settings, by, session),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      effect,
      timeoutMs: settings.timeoutMs,
      signal: session?.signal,
    });
    if (answer.status !== 200) throw googleFailure(answer, effect, clock());
    return answer;
  };
  const search = async <Row>(session: Session, query: string): Promise<Row[]> => {
    const path = `customers/${session.account}/googleAds:searchStream`;
    return rowsOf<Row>(await call(path, 'read', await credentialsOf(session), { query }, session));
  };
  return {
    async mutate(session, mutateOperations) {
      const path = `customers/${session.account}/googleAds:mutate`;
      const body = { mutateOperations, partialFailure: false, responseContentType: 'RESOURCE_NAME_ONLY' };
      return confirmingGone(session, mutateOperations, { search }, async () => {
        const answer = await call(path, 'write', await credentialsOf(session), body, session);
        const names = resourceNames(answer, session.account, mutateOperations.length);
        await session.took?.();
        return names;
      });
    },
    search,
    accessibleCustomers: async (by) =>
      customersOf(await call('customers:listAccessibleCustomers', 'read', by)),
  };
}

/** The access token comes last: a connection that ended meanwhile has none, so that nothing is sent under another developer token. */
async function credentialsOf(session: Session): Promise<Credentials> {
  const developerToken = (await session.developerToken?.()) ?? null;
  return { developerToken, accessToken: await session.accessToken() };
}

function headers(
  settings: GoogleAdsSettings,
  { accessToken, developerToken: brought }: Credentials,
  { loginCustomerId = null, traceparent }: Partial<Session> = {},
): Record<string, string> {
  const developerToken = brought ?? settings.developerToken;
  return {
    authorization: `Bearer ${accessToken}`,
    'content-type': 'application/json',
    ...(developerToken === undefined ? {} : { 'developer-token': developerToken }),
    ...(loginCustomerId === null ? {} : { 'login-customer-id': loginCustomerId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/** The resource names of a mutate: as many as it had operations, each of this account. */
function resourceNames(answer: VendorAnswer, account: string, count: number): string[] {
  const body = parseJson(answer.text);
  const responses: unknown = isObject(body) ? body['mutateOperationResponses'] : undefined;
  const names = (Array.isArray(responses) ? responses : []).map((response: unknown) => {
    const [result] = isObject(response) ? Object.values(response) : [];
    return isObject(result) && typeof result['resourceName'] === 'string' ? result['resourceName'] : '';
  });
  if (names.length !== count || !names.every((name) => name.startsWith(`customers/${account}/`)))
    throw unreadable(answer, 'write');
  return names;
}

/** The rows of a stream: at least one chunk, each with the mask of its fields; a chunk without rows leaves `results` out. */
function rowsOf<Row>(answer: VendorAnswer): Row[] {
  const chunks = parseJson(answer.text);
  if (!Array.isArray(chunks) || chunks.length === 0 || !chunks.every(isChunk))
    throw unreadable(answer, 'read');
  return chunks.flatMap(({ results }) => results ?? []) as Row[];
}

type Chunk = { fieldMask: string; results?: unknown[] };

function isChunk(chunk: unknown): chunk is Chunk {
  if (!isObject(chunk) || typeof chunk['fieldMask'] !== 'string') return false;
  const { results } = chunk;
  return results === undefined || (Array.isArray(results) && results.every(isObject));
}

/** Without any customer Google leaves the list out of its answer. */
function customersOf(answer: VendorAnswer): string[] {
  const body = parseJson(answer.text);
  if (!isObject(body)) throw unreadable(answer, 'read');
  const { resourceNames: names = [], ...others } = body;
  const isList = Array.isArray(names) && names.every((name) => typeof name === 'string');
  if (!isList || Object.keys(others).length > 0) throw unreadable(answer, 'read');
  return names;
}

function unreadable(answer: VendorAnswer, effect: Effect) {
  return unreadableAnswer(PLATFORM_NAMES['google-ads'], answer, effect);
}
