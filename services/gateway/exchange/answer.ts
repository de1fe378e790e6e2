import { createHash } from 'node:crypto';
import { answerSchema, answersWithText } from '../../../contracts/json-text.ts';
import type { PublicContract } from '../../../contracts/http.ts';
import { filledIn } from '../../../contracts/places.ts';
import type { Answer } from './exchange.ts';
import { exactJson } from './exact-json.ts';

type VersionedResource = { version: number; updatedAt: string };

/**
 * Returns the function that turns a contract's result into its answer: status, Location, ETag, and the body as text.
 */
export function answerMaker(contract: PublicContract): (result: unknown) => Answer {
  const { status = 200, acceptedBy, location, etag, cacheControl } = contract.http;
  if (status === 204) return () => ({ status });
  const print = answersWithText(contract)
    ? (result: unknown) => (result as { text: string }).text
    : exactJson(answerSchema(contract));
  const cache = cacheControl ?? (etag && status === 200 ? 'private, no-cache' : undefined);
  const isAccepted = (result: unknown) =>
    acceptedBy !== undefined && Object.hasOwn(result as object, acceptedBy);
  return (result) => {
    const accepted = isAccepted(result);
    const body = print(result);
    const isPlaced = location !== undefined && (acceptedBy === undefined || accepted);
    return {
      status: accepted ? 202 : status,
      headers: {
        ...(isPlaced ? { location: filledIn(location, result as Record<string, unknown>) } : {}),
        ...(etag && !accepted
          ? { etag: etag === 'content' ? contentEtag(body) : etagOf(result as VersionedResource) }
          : {}),
        ...(cache ? { 'cache-control': cache } : {}),
      },
      body,
    };
  };
}

/**
 * The ETag: the version, for If-Match, and the time of the last change, because status and review change without a new
 * version.
 */
const etagOf = ({ version, updatedAt }: VersionedResource) => `"${version}-${Date.parse(updatedAt)}"`;

/**
 * The ETag of an answer's own text. A report's says more than its fact version would: a campaign that is renamed, a new
 * day or an alert changes the answer while no figure changes.
 */
export const contentEtag = (body: string | Uint8Array): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
