import type { Clock } from '../../../lib/time.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import { VendorFailure, type Session } from '../port.ts';
import {
  sendRequest,
  parseJson,
  type Effect,
  type VendorAnswer,
  type VendorRequest,
} from '../vendor/http.ts';
import { linkedInFailure } from './failures.ts';
import { restliQuery, type RestliValue } from './restli.ts';
import type { LinkedInAdsSettings } from './settings.ts';

export type Json = Record<string, unknown>;

/**
 * The calls of LinkedIn's Rest.li 2.0 API that this adapter needs; each is sent exactly once. Paths are relative to the
 * API's URL.
 */
export type LinkedInAdsHttp = {
  /** Reads an entity. @throws VendorFailure `not-found` */
  get<Entity>(session: Session, path: string): Promise<Entity>;
  /** Reads all pages of a finder. */
  findAll<Entity>(session: Session, path: string, query: Record<string, RestliValue>): Promise<Entity[]>;
  /** Creates an entity and returns its id: a number for groups and campaigns, a URN for creatives. */
  create(session: Session, path: string, entity: Json): Promise<string>;
  /** Sets fields of an entity and clears others. */
  patch(session: Session, path: string, set: Json, clear?: readonly string[]): Promise<void>;
  /** Deletes a draft. */
  remove(session: Session, path: string): Promise<void>;
};

type Call = { method: VendorRequest['method']; path: string; effect: Effect; restli?: string; body?: Json };

const PAGE_SIZE = '500';

/** A client with the version, headers and time limit of the settings. */
export function linkedInAdsHttp(settings: LinkedInAdsSettings, clock: Clock): LinkedInAdsHttp {
  const call = (session: Session, request: Call): Promise<VendorAnswer> =>
    send(settings, clock, session, request);
  const get = async <Entity>(session: Session, path: string): Promise<Entity> => {
    const body = parseJson((await call(session, { method: 'GET', path, effect: 'read' })).text);
    if (typeof body !== 'object' || body === null) throw unreadable('unavailable');
    return body as Entity;
  };
  return {
    get,
    async findAll<Entity>(session: Session, path: string, query: Record<string, RestliValue>) {
      const entities: Entity[] = [];
      let pageToken: string | undefined;
      do {
        const paging = { pageSize: PAGE_SIZE, ...(pageToken === undefined ? {} : { pageToken }) };
        const page = await get<Page<Entity>>(session, `${path}?${restliQuery({ ...query, ...paging })}`);
        entities.push(...(page.elements ?? []));
        pageToken = page.metadata?.nextPageToken;
      } while (pageToken !== undefined);
      return entities;
    },
    async create(session, path, body) {
      const answer = await call(session, { method: 'POST', path, effect: 'write', restli: 'CREATE', body });
      const id = answer.headers.get('x-restli-id') ?? answer.headers.get('x-linkedin-id') ?? '';
      if (id === '') throw unreadable('unknown');
      return decodeURIComponent(id);
    },
    async patch(session, path, set, clear = []) {
      const patch = { $set: set, ...(clear.length === 0 ? {} : { $delete: clear }) };
      await call(session, {
        method: 'POST',
        path,
        effect: 'write',
        restli: 'PARTIAL_UPDATE',
        body: { patch },
      });
    },
    async remove(session, path) {
      await call(session, { method: 'DELETE', path, effect: 'write', restli: 'DELETE' });
    },
  };
}

async function send(
  settings: LinkedInAdsSettings,
  clock: Clock,
  session: Session,
  { method, path, effect, restli, body }: Call,
): Promise<VendorAnswer> {
  const answer = await sendRequest({
    vendor: PLATFORM_NAMES['linkedin-ads'],
    url: `${settings.apiUrl}${path}`,
    method,
    headers: {
      authorization: `Bearer ${await session.accessToken()}`,
      'linkedin-version': settings.apiVersion,
      'x-restli-protocol-version': '2.0.0',
      ...(restli === undefined ? {} : { 'x-restli-method': restli }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(session.traceparent === undefined ? {} : { traceparent: session.traceparent }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    effect,
    timeoutMs: settings.timeoutMs,
    signal: session.signal,
  });
  if (answer.status < 200 || answer.status > 299) throw linkedInFailure(answer, effect, clock());
  return answer;
}

type Page<Entity> = { elements?: Entity[]; metadata?: { nextPageToken?: string } };

function unreadable(kind: 'unknown' | 'unavailable'): VendorFailure {
  return new VendorFailure(kind, 'ANSWER_UNREADABLE', 'LinkedIn Ads gave an answer that cannot be read.');
}
