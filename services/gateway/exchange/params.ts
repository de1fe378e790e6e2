import type { Origin } from '../../../contracts/auth/identity.ts';
import type { HttpHeader, PublicContract } from '../../../contracts/http.ts';
import { placesOf, type Places } from '../../../contracts/places.ts';
import { AppError, invalidField } from '../../../lib/errors.ts';
import { readJson } from '../http/read-body.ts';
import type { Exchange } from './exchange.ts';
import { queryReader, unknownFields } from './query.ts';

type Params = Record<string, unknown>;

/**
 * Returns the function that reads a contract's parameters from path, headers, query and body, each from the place that
 * the contract gives it. A body cannot set a parameter that has another place. The function throws AppError
 * REQUEST_INVALID, IDEMPOTENCY_KEY_REQUIRED, and the errors of reading a body.
 */
export function paramsReader(contract: PublicContract): (exchange: Exchange) => Promise<Params> {
  const places = placesOf(contract);
  const readHeaders = headersReader(contract, places);
  const readQuery = queryReader(places.query);
  const readBody = bodyReader(places);
  return async (exchange) => {
    const outsideBody = { ...exchange.path, ...readHeaders(exchange) };
    const query = readQuery(exchange.query);
    return { ...query, ...(await readBody(exchange)), ...outsideBody };
  };
}

function headersReader(contract: PublicContract, places: Places): (exchange: Exchange) => Params {
  const { connection } = contract.http;
  const headers = places.headers.map((place) => ({ ...place, name: place.header.toLowerCase() }));
  return ({ request, address }) => {
    const params: Params = {};
    for (const { param, header, name, required } of headers) {
      const text = request.headers[name];
      const value = text === undefined ? undefined : HEADER_VALUES[header](String(text));
      if (value !== undefined) params[param] = value;
      else if (required) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    }
    if (connection !== undefined) params[connection] = originOf(address, request.headers['user-agent']);
    return params;
  };
}

const HEADER_VALUES: Readonly<Record<HttpHeader, (text: string) => unknown>> = {
  'Idempotency-Key': (text) => text || undefined,
  'If-Match': versionIn,
};

/** The version in one of our ETags, or in `"3"`; 0 for any other text (contracts/values.ts, ExpectedVersion). */
function versionIn(text: string): number {
  return Number(/^"([1-9]\d{0,8})(?:-\d+)?"$/.exec(text.trim())?.[1] ?? 0);
}

/** Where a request comes from, as the audit trail keeps it. */
export const originOf = (address: string, userAgent = ''): Origin => ({
  address: address.slice(0, 100),
  userAgent: userAgent.slice(0, 500),
});

function bodyReader({ body, path, headers, query, closed }: Places): (exchange: Exchange) => Promise<Params> {
  if (body.kind === 'none') return async () => ({});
  if (body.kind === 'whole') return async ({ request }) => ({ [body.param]: await readJson(request) });
  const otherPlaces = new Set([
    ...path,
    ...closed,
    ...headers.map(({ param }) => param),
    ...query.map(({ name }) => name),
  ]);
  return async ({ request }) => {
    const fields = await readJson(request);
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
      throw invalidField('', 'FIELD_INVALID', 'Send a JSON object.');
    const misplaced = Object.keys(fields).filter((name) => otherPlaces.has(name));
    if (misplaced.length > 0) throw unknownFields(misplaced);
    return { ...fields };
  };
}
