import { importContracts } from '../../../contracts/analytics/imports.ts';
import { placesOf } from '../../../contracts/places.ts';
import { AppError } from '../../../lib/errors.ts';
import { answerMaker } from '../exchange/answer.ts';
import type { Answer, Exchange } from '../exchange/exchange.ts';
import { queryReader } from '../exchange/query.ts';
import { bodyChunks, mediaType } from '../http/read-body.ts';

const LIMIT = 16 * 1024 * 1024;
const CHUNK_BYTES = 512 * 1024;
const TYPES = [
  'text/csv',
  'text/tab-separated-values',
  'application/vnd.ms-excel',
  'application/octet-stream',
];

const readSettings = queryReader(placesOf(importContracts.commitImport).query);
const answer = answerMaker(importContracts.commitImport);

/** POST /api/analytics/imports: stores the body, a file, in chunks for the import job, and answers 202. */
export async function uploadImport(exchange: Exchange): Promise<Answer> {
  const type = mediaType(exchange.request);
  if (!TYPES.includes(type))
    throw new AppError('MEDIA_TYPE_UNSUPPORTED', { detail: `Send the file as ${TYPES[0]}.` });
  const { id } = await exchange.call(importContracts.beginImport, readSettings(exchange.query));
  let chunks = 0;
  for await (const chunk of chunksOf(bodyChunks(exchange.request, LIMIT))) {
    const bytes = chunk.toString('base64');
    await exchange.call(importContracts.addImportChunk, { id, index: chunks, bytes });
    chunks += 1;
  }
  if (chunks === 0) throw new AppError('IMPORT_UNREADABLE', { detail: 'The file is empty.' });
  return answer(await exchange.call(importContracts.commitImport, { id, chunks }));
}

/** The same bytes in chunks of equal size; the last one may be smaller. */
async function* chunksOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    rest = Buffer.concat([rest, piece]);
    for (; rest.length >= CHUNK_BYTES; rest = rest.subarray(CHUNK_BYTES)) yield rest.subarray(0, CHUNK_BYTES);
  }
  if (rest.length > 0) yield rest;
}
