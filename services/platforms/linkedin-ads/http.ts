import type { Clock } from '../../../lib/time.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import type { Effect, Session } from '../port.ts';
import {
  isObject,
  parseJson,
  sendRequest,
  unreadableAnswer,
  type VendorAnswer,
  type VendorRequest,
} from '../vendor/http.ts';
import { linkedInFailure, type Addressed } from './failures.ts';
import { restliQuery, type RestliValue } from './restli.ts';
import type { LinkedInAdsSettings } from './settings.ts';

export type Json = Record<string, unknown>;

/**
 * The calls of LinkedIn's Rest.li 2.0 API that this adapter needs; each is sent exactly once. Paths are relative to the
 * API's URL.
 */
export type LinkedInAdsHttp = {
  /** Reads an entity. @throws VendorFailure `gone` */
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

type Call = {
  method: VendorRequest['method'];
  path: string;
  effect: Effect;
  addressed: Addressed;
  restli?: string;
  body?: Json;
};

const CREATE = { method: 'POST', effect: 'write', addressed: 'collection', restli: 'CREATE' } as const;
const PATCH = { method: 'POST', effect: 'write', addressed: 'entity', restli: 'PARTIAL_UPDATE' } as const;
const DELETE = { method: 'DELETE', effect: 'write', addressed: 'entity', restli: 'DELETE' } as const;

const PAGE_SIZE = '500';

/** A client with the version, headers and time limit of the settings. */
export function linkedInAdsHttp(settings: LinkedInAdsSettings, clock: Clock): LinkedInAdsHttp {
  const call = (session: Session, request: Call): Promise<VendorAnswer> =>
    send(settings, clock, session, request);
  return {
    async get<Entity>(session: Session, path: string) {
      const answer = await call(session, { method: 'GET', path, effect: 'read', addressed: 'entity' });
      return entityOf<Entity>(answer);
    },
    async findAll<Entity>(session: Session, path: string, query: Record<string, RestliValue>) {
      const entities: Entity[] = [];
      let pageToken: string | undefined;
      do {
        const paging = { pageSize: PAGE_SIZE, ...(pageToken === undefined ? {} : { pageToken }) };
        const page = `${path}?${restliQuery({ ...query, ...paging })}`;
        const answer = await call(session, {
          method: 'GET',
          path: page,
          effect: 'read',
          addressed: 'collection',
        });
        const { elements, next } = pageOf<Entity>(answer);
        entities.push(...elements);
        pageToken = next;
      } while (pageToken !== undefined);
      return entities;
    },
    async create(session, path, body) {
      return createdId(await call(session, { ...CREATE, path, body }));
    },
    async patch(session, path, set, clear = []) {
      const patch = { $set: set, ...(clear.length === 0 ? {} : { $delete: clear }) };
      requireNoContent(await call(session, { ...PATCH, path, body: { patch } }));
    },
    async remove(session, path) {
      requireNoContent(await call(session, { ...DELETE, path }));
    },
  };
}

async function send(
  settings: LinkedInAdsSettings,
  clock: Clock,
  session: Session,
  { method, path, effect, addressed, restli, body }: Call,
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
  if (answer.status < 200 || answer.status > 299)
    throw linkedInFailure(answer, { effect, addressed }, clock());
  return answer;
}

/** An entity has an id, and says whether it is in use. */
function entityOf<Entity>(answer: VendorAnswer): Entity {
  const body = parseJson(answer.text);
  if (answer.status !== 200 || !isEntity(body)) throw unreadable(answer, 'read');
  return body as Entity;
}

function isEntity(body: unknown): boolean {
  if (!isObject(body)) return false;
  const { id, status = body['intendedStatus'] } = body;
  return (typeof id === 'number' || (typeof id === 'string' && id !== '')) && typeof status === 'string';
}

/** A page of a finder: its entities, and the token of the next page. */
function pageOf<Entity>(answer: VendorAnswer): { elements: Entity[]; next: string | undefined } {
  const body = parseJson(answer.text);
  const { elements, metadata } = isObject(body) ? body : {};
  const next = isObject(metadata) ? metadata['nextPageToken'] : undefined;
  if (answer.status !== 200 || !Array.isArray(elements) || !elements.every(isEntity))
    throw unreadable(answer, 'read');
  if (next !== undefined && typeof next !== 'string') throw unreadable(answer, 'read');
  return { elements: elements as Entity[], next };
}

/** A creation is answered 201 with the id in a header. */
function createdId(answer: VendorAnswer): string {
  const id = answer.headers.get('x-restli-id') ?? answer.headers.get('x-linkedin-id') ?? '';
  if (answer.status !== 201 || id === '') throw unreadable(answer, 'write');
  return decodeURIComponent(id);
}

/** A change and a deletion are answered 204, without a body. */
function requireNoContent(answer: VendorAnswer): void {
  if (answer.status !== 204) throw unreadable(answer, 'write');
}

function unreadable(answer: VendorAnswer, effect: Effect) {
  return unreadableAnswer(PLATFORM_NAMES['linkedin-ads'], answer, effect);
}
