import type { IncomingMessage } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../../lib/errors.ts';
import { walkJson } from './json-structure.ts';
import { inSlices } from './slices.ts';

export const JSON_LIMIT = 100 * 1024;

/** The media type of a request in lower case, without parameters; empty when there is none. */
export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Whether a body may come compressed. */
export type Encodings = { readonly gzip?: boolean };

/**
 * Yields the bytes of a body, at most `limit`; of one that came compressed what it says, at most `limit` too, so that a
 * small body cannot become a large one. What follows after an error is left unread, and the connection stays for the answer.
 * @throws AppError REQUEST_TOO_LARGE, MEDIA_TYPE_UNSUPPORTED for bodies compressed in a way that is not read here,
 * REQUEST_MALFORMED for incomplete ones
 */
export async function* bodyChunks(
  request: IncomingMessage,
  limit: number,
  { gzip = false }: Encodings = {},
): AsyncGenerator<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  const packed = gzip && encoding === 'gzip';
  if (encoding !== 'identity' && !packed) throw new AppError('MEDIA_TYPE_UNSUPPORTED');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new AppError('REQUEST_TOO_LARGE');
  let total = 0;
  try {
    const pieces: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
    for await (const chunk of packed ? unpacked(pieces) : pieces) {
      total += chunk.length;
      if (total > limit) throw new AppError('REQUEST_TOO_LARGE');
      yield chunk;
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('REQUEST_MALFORMED', {}, error);
  }
}

/** What gzip packed. It ends with an error where the bytes are cut or damaged. */
const unpacked = (pieces: AsyncIterable<Buffer>): AsyncIterable<Buffer> =>
  pipeline(Readable.from(pieces), createGunzip(), () => undefined);

/** The whole body, at most `limit` bytes. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  encodings: Encodings = {},
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bodyChunks(request, limit, encodings)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Parses a JSON body.
 * @throws AppError MEDIA_TYPE_UNSUPPORTED, REQUEST_TOO_LARGE, REQUEST_MALFORMED
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readJsonText(request, JSON_LIMIT);
  if (text === '') return {};
  await inSlices(walkJson(text));
  return parseJson(text);
}

/** The text of a JSON body, not yet parsed. @throws AppError MEDIA_TYPE_UNSUPPORTED, REQUEST_TOO_LARGE, REQUEST_MALFORMED */
export async function readJsonText(
  request: IncomingMessage,
  limit: number,
  encodings: Encodings = {},
): Promise<string> {
  const type = mediaType(request);
  const declared =
    request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  if (declared && request.headers['content-length'] !== '0' && type !== 'application/json') {
    throw new AppError('MEDIA_TYPE_UNSUPPORTED', { detail: 'Send application/json.' });
  }
  return decodeUtf8(await readBody(request, limit, encodings));
}

/** @throws AppError REQUEST_MALFORMED */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('REQUEST_MALFORMED', { detail: 'The body is not valid JSON.' }, error);
  }
}

/** Decodes UTF-8, and keeps a byte order mark, which JSON does not have. @throws AppError REQUEST_MALFORMED for other bytes */
export function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new AppError('REQUEST_MALFORMED', { detail: 'The body is not UTF-8.' }, error);
  }
}
