import type { Clock } from '../../../lib/time.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import type { Effect, Session } from '../port.ts';
import { sendRequest, type VendorAnswer, type VendorRequest } from '../vendor/http.ts';
import {
  createdId,
  entityOf,
  pageOf,
  reportOf,
  requireNoContent,
  rolesOf,
  type AccountRole,
} from './answers.ts';
import { linkedInFailure, type Addressed } from './failures.ts';
import { searchForEntity } from './paths.ts';
import { restliQuery, type RestliValue } from './restli.ts';
import { whenParentKnown, whenSettled } from './settled.ts';
import type { LinkedInAdsSettings } from './settings.ts';

export type Json = Record<string, unknown>;

/**
 * The calls of LinkedIn's Rest.li 2.0 API that this adapter needs. Paths are relative to the API's URL. Each call is sent
 * once, except while LinkedIn says that it does not know the entity, or what a new one hangs under: for some seconds after a
 * creation that may be so. `gone` is thrown only when a search does not list the entity either.
 */
export type LinkedInAdsHttp = {
  /** Reads an entity. @throws VendorFailure `gone` */
  get<Entity>(session: Session, path: string): Promise<Entity>;
  /** Reads all pages of a finder. */
  findAll<Entity>(session: Session, path: string, query: Query): Promise<Entity[]>;
  /** All rows of a report; `fields` are the names of what is asked for, which have a syntax of their own. */
  report<Element>(session: Session, query: Query, fields: string): Promise<Element[]>;
  /** The role of the token's owner in each ad account that they may use. */
  accountRoles(session: Session): Promise<AccountRole[]>;
  /** Whether a search lists the entity of a path, whatever its state. */
  isListed(session: Session, path: string): Promise<boolean>;
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

const GET = { method: 'GET', effect: 'read', addressed: 'entity' } as const;
const FIND = { method: 'GET', effect: 'read', addressed: 'collection' } as const;
const CREATE = { method: 'POST', effect: 'write', addressed: 'collection', restli: 'CREATE' } as const;
const PATCH = { method: 'POST', effect: 'write', addressed: 'entity', restli: 'PARTIAL_UPDATE' } as const;
const DELETE = { method: 'DELETE', effect: 'write', addressed: 'entity', restli: 'DELETE' } as const;

const PAGE_SIZE = '500';
/** How long what was just created may be called gone, unless a setting says otherwise. */
const PROPAGATION_MS = 10_000;

type Query = Record<string, RestliValue>;

/** A client with the version, headers and time limit of the settings. */
export function linkedInAdsHttp(settings: LinkedInAdsSettings, clock: Clock): LinkedInAdsHttp {
  const call = (session: Session, request: Call): Promise<VendorAnswer> =>
    send(settings, clock, session, request);
  const boundMs = settings.propagationMs ?? PROPAGATION_MS;
  const findAll = <Entity>(session: Session, path: string, query: Query) =>
    allPages<Entity>((page) => call(session, { ...FIND, path: page }), path, query);
  const isListed = async (session: Session, path: string): Promise<boolean> => {
    const search = searchForEntity(path);
    return (await findAll(session, search.path, search.query)).length > 0;
  };
  const settled = <Result>(session: Session, path: string, attempt: () => Promise<Result>) =>
    whenSettled(attempt, () => isListed(session, path), { boundMs, signal: session.signal });
  return {
    get: <Entity>(session: Session, path: string) =>
      settled(session, path, async () => entityOf<Entity>(await call(session, { ...GET, path }))),
    findAll,
    report: async <Element>(session: Session, query: Query, fields: string) => {
      const path = `/adAnalytics?${restliQuery(query)}&fields=${fields}`;
      return reportOf<Element>(await call(session, { ...FIND, path }));
    },
    accountRoles: (session) => allRoles((path) => call(session, { ...FIND, path })),
    isListed,
    create: async (session, path, body) =>
      whenParentKnown(async () => createdId(await call(session, { ...CREATE, path, body })), {
        boundMs,
        signal: session.signal,
      }),
    patch(session, path, set, clear = []) {
      const body = { patch: { $set: set, ...(clear.length === 0 ? {} : { $delete: clear }) } };
      return settled(session, path, async () =>
        requireNoContent(await call(session, { ...PATCH, path, body })),
      );
    },
    remove: (session, path) =>
      settled(session, path, async () => requireNoContent(await call(session, { ...DELETE, path }))),
  };
}

/** Every page of a finder. */
async function allPages<Entity>(
  read: (path: string) => Promise<VendorAnswer>,
  path: string,
  query: Query,
): Promise<Entity[]> {
  const entities: Entity[] = [];
  let pageToken: string | undefined;
  do {
    const paging = { pageSize: PAGE_SIZE, ...(pageToken === undefined ? {} : { pageToken }) };
    const { elements, next } = pageOf<Entity>(await read(`${path}?${restliQuery({ ...query, ...paging })}`));
    entities.push(...elements);
    pageToken = next;
  } while (pageToken !== undefined);
  return entities;
}

/** Every page of the token's own roles; this finder counts its pages by index. */
async function allRoles(read: (path: string) => Promise<VendorAnswer>): Promise<AccountRole[]> {
  const roles: AccountRole[] = [];
  let page: AccountRole[];
  do {
    const paging = { start: String(roles.length), count: PAGE_SIZE };
    page = rolesOf(await read(`/adAccountUsers?${restliQuery({ q: 'authenticatedUser', ...paging })}`));
    roles.push(...page);
  } while (page.length === Number(PAGE_SIZE));
  return roles;
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
