import { importContracts } from '../../../contracts/analytics/imports.ts';
import { placesOf } from '../../../contracts/places.ts';
import { AppError } from '../../../lib/errors.ts';
import { answerMaker } from '../exchange/answer.ts';
import type { Answer, Exchange } from '../exchange/exchange.ts';
import { queryReader } from '../exchange/query.ts';
import { bodyChunks, mediaType } from '../http/read-body.ts';

const LIMIT = 16 * 1024 * 1024;
const CHUNK_BYTES = 512 * 1024;
/** Base64 makes four characters of three bytes; the rest of the call has its room, too. */
const chunkBytes = (largestCall: number) =>
  Math.min(CHUNK_BYTES, Math.floor(((largestCall - 32 * 1024) * 3) / 4));
const TYPES = [
  'text/csv',
  'text/tab-separated-values',
  'application/vnd.ms-excel',
  'application/octet-stream',
];

const readSettings = queryReader(placesOf(importContracts.commitImport).query);
const answer = answerMaker(importContracts.commitImport);

/** POST /api/analytics/imports: stores the body, a file, in chunks for the import job, and answers 202. */
export function uploadImport(exchange: Exchange): Promise<Answer> {
  return exchange.inTurn(() => storeFile(exchange));
}

async function storeFile(exchange: Exchange): Promise<Answer> {
  const type = mediaType(exchange.request);
  if (!TYPES.includes(type))
    throw new AppError('MEDIA_TYPE_UNSUPPORTED', { detail: `Send the file as ${TYPES[0]}.` });
  const { id } = await exchange.call(importContracts.beginImport, readSettings(exchange.query));
  let chunks = 0;
  for await (const chunk of chunksOf(bodyChunks(exchange.request, LIMIT), chunkBytes(exchange.largestCall))) {
    const bytes = chunk.toString('base64');
    await exchange.call(importContracts.addImportChunk, { id, index: chunks, bytes });
    chunks += 1;
    await exchange.charge({ rows: 0, bytes: chunk.length, spent: true });
  }
  if (chunks === 0) throw new AppError('IMPORT_UNREADABLE', { detail: 'The file is empty.' });
  return answer(await exchange.call(importContracts.commitImport, { id, chunks }));
}

/** The same bytes in chunks of equal size; the last one may be smaller. */
async function* chunksOf(pieces: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    rest = Buffer.concat([rest, piece]);
    for (; rest.length >= size; rest = rest.subarray(size)) yield rest.subarray(0, size);
  }
  if (rest.length > 0) yield rest;
}
