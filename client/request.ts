import type { HttpHeader, PublicContract } from '../contracts/http.ts';
import { filledIn, namesIn, placesOf, type Places } from '../contracts/places.ts';
import type { QueryPart } from '../contracts/query.ts';
import { ClientFailure } from './failures.ts';

/** One HTTP request; `path` has its query, `json` is the body as text. */
export type ClientRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: string | undefined;
};
type Params = Readonly<Record<string, unknown>>;

const known = new WeakMap<PublicContract, Places>();

/** The request by which a client calls an action: each parameter in the place that the contract gives it. */
export function requestOf(contract: PublicContract, asked: object): ClientRequest {
  const params: Params = { ...asked };
  const places = known.get(contract) ?? placesOf(contract);
  known.set(contract, places);
  refuseUnknown(contract, places, params);
  const { method, path } = contract.http;
  return {
    method,
    path: pathWith(path, params) + queryText(places.query, params),
    headers: headersFrom(places, params),
    json: bodyFrom(places, params),
  };
}

/** Where a client hears of each change of an action's answer. @throws Error when the action tells none */
export function eventsPath({ name, http }: PublicContract, asked: object): string {
  if (http.events === undefined) throw new Error(`${name} tells no events`);
  return pathWith(http.events, { ...asked });
}

/** A parameter that would be left out in silence is a mistake. @throws ClientFailure */
function refuseUnknown({ name, http }: PublicContract, places: Places, params: Params): void {
  const { path, headers, query, body } = places;
  const fields = body.kind === 'fields' ? Object.keys(body.fields) : [];
  const names = new Set([
    ...path,
    ...headers.map(({ param }) => param),
    ...query.map((part) => part.within ?? part.name),
    ...(http.body === undefined ? fields : [http.body]),
  ]);
  const unknown = Object.keys(params).filter((param) => params[param] !== undefined && !names.has(param));
  if (unknown.length > 0) throw new ClientFailure(`${name} has no parameter ${unknown.join(', ')}`);
}

/** A path for which no part is missing, is a step to another path, or holds half a character. @throws ClientFailure */
function pathWith(path: string, params: Params): string {
  for (const name of namesIn(path)) {
    const value = params[name];
    if (typeof value !== 'string' || ['', '.', '..'].includes(value) || !value.isWellFormed())
      throw new ClientFailure(`${path}: this cannot be its ${name}`, [JSON.stringify(value) ?? 'nothing']);
  }
  return filledIn(path, params);
}

const HEADER_TEXTS: Readonly<Record<HttpHeader, (value: unknown) => string>> = {
  'Idempotency-Key': String,
  'If-Match': (version) => `"${String(version)}"`,
};

function headersFrom({ headers }: Places, params: Params): Record<string, string> {
  const given = headers.filter(({ param }) => params[param] !== undefined);
  return Object.fromEntries(given.map(({ param, header }) => [header, HEADER_TEXTS[header](params[param])]));
}

function bodyFrom({ body }: Places, params: Params): string | undefined {
  if (body.kind === 'none') return undefined;
  if (body.kind === 'whole') return JSON.stringify(params[body.param]);
  const fields = Object.keys(body.fields).map((name) => [name, params[name]] as const);
  return JSON.stringify(Object.fromEntries(fields));
}

function queryText(parts: readonly QueryPart[], params: Params): string {
  const query = new URLSearchParams();
  for (const { name, within, form } of parts) {
    const holder = within === undefined ? params : ((params[within] ?? {}) as Params);
    const value = holder[name];
    if (value !== undefined) query.set(name, QUERY_TEXTS[form](value));
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

const QUERY_TEXTS: Readonly<Record<QueryPart['form'], (value: unknown) => string>> = {
  text: String,
  number: String,
  list: (items) => (items as readonly unknown[]).join(','),
  json: JSON.stringify,
};
