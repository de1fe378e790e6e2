import type { Clock } from '../../../lib/time.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import { VendorFailure, type Session } from '../port.ts';
import { sendRequest, parseJson, type Effect, type VendorAnswer } from '../vendor/http.ts';
import { googleFailure } from './failures.ts';
import type { GoogleAdsSettings } from './settings.ts';

export type Json = Record<string, unknown>;
export type MutateOperation = Record<
  string,
  { create?: Json; update?: Json; remove?: string; updateMask?: string }
>;

/** The calls of the Google Ads REST API that this adapter needs; each is sent exactly once. */
export type GoogleAdsHttp = {
  /** One atomic googleAds:mutate; returns resource names in the order of the operations. */
  mutate(session: Session, operations: MutateOperation[]): Promise<string[]>;
  /** All rows of a query, as the vendor writes them (int64 as strings). */
  search<Row>(session: Session, query: string): Promise<Row[]>;
  /** Resource names of the customers that an access token reaches directly. */
  accessibleCustomers(accessToken: string): Promise<string[]>;
};

/** A client with the version, headers and time limit of the settings. */
export function googleAdsHttp(settings: GoogleAdsSettings, clock: Clock): GoogleAdsHttp {
  const base = `${settings.apiUrl}/${settings.apiVersion}`;
  const call = async (path: string, effect: Effect, token: string, body?: Json, session?: Session) => {
    const answer = await sendRequest({
      vendor: PLATFORM_NAMES['google-ads'],
      url: `${base}/${path}`,
      method: body === undefined ? 'GET' : 'POST',
      headers: headers(settings, token, session?.traceparent),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      effect,
      timeoutMs: settings.timeoutMs,
      signal: session?.signal,
    });
    if (answer.status !== 200) throw googleFailure(answer, effect, clock());
    return readBody(answer, effect);
  };
  return {
    async mutate(session, mutateOperations) {
      const path = `customers/${session.account}/googleAds:mutate`;
      const body = { mutateOperations, partialFailure: false, responseContentType: 'RESOURCE_NAME_ONLY' };
      const answer = await call(path, 'write', await session.accessToken(), body, session);
      return resourceNames(answer, mutateOperations.length);
    },
    async search<Row>(session: Session, query: string) {
      const path = `customers/${session.account}/googleAds:searchStream`;
      const chunks = await call(path, 'read', await session.accessToken(), { query }, session);
      return (chunks as { results?: Row[] }[]).flatMap((chunk) => chunk.results ?? []);
    },
    async accessibleCustomers(accessToken) {
      const answer = (await call('customers:listAccessibleCustomers', 'read', accessToken)) as {
        resourceNames?: string[];
      };
      return answer.resourceNames ?? [];
    },
  };
}

function headers(settings: GoogleAdsSettings, token: string, traceparent?: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    ...(settings.developerToken === undefined ? {} : { 'developer-token': settings.developerToken }),
    ...(settings.loginCustomerId === undefined ? {} : { 'login-customer-id': settings.loginCustomerId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

function readBody(answer: VendorAnswer, effect: Effect): unknown {
  const body = parseJson(answer.text);
  if (typeof body === 'object' && body !== null) return body;
  throw unreadable(effect);
}

function resourceNames(answer: unknown, count: number): string[] {
  const responses = (answer as { mutateOperationResponses?: Record<string, { resourceName?: string }>[] })
    .mutateOperationResponses;
  const names = (responses ?? []).map((response) => Object.values(response)[0]?.resourceName ?? '');
  if (names.length !== count || names.includes('')) throw unreadable('write');
  return names;
}

function unreadable(effect: Effect): VendorFailure {
  const kind = effect === 'write' ? 'unknown' : 'unavailable';
  return new VendorFailure(kind, 'ANSWER_UNREADABLE', 'Google Ads gave an answer that cannot be read.');
}
