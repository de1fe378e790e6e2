import { importContracts } from '../../../contracts/analytics/imports.ts';
import { placesOf } from '../../../contracts/places.ts';
import { AppError } from '../../../lib/errors.ts';
import { answerMaker } from '../exchange/answer.ts';
import type { Answer, Exchange } from '../exchange/exchange.ts';
import { queryReader } from '../exchange/query.ts';
import { bodyChunks, mediaType } from '../http/read-body.ts';
import { formFile, type FormFile } from './form-file.ts';

const CHUNK_BYTES = 512 * 1024;
/** Base64 makes four characters of three bytes; the rest of the call has its room, too. */
const chunkBytes = (largestCall: number) =>
  Math.min(CHUNK_BYTES, Math.floor(((largestCall - 32 * 1024) * 3) / 4));
const FORM = 'multipart/form-data';
/** What a file may say of itself; what it is, its first bytes tell (services/analytics/imports/unpack). */
const TYPES = [
  'text/csv',
  'text/tab-separated-values',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel',
  'application/gzip',
  'application/x-gzip',
  'application/octet-stream',
];

const readSettings = queryReader(placesOf(importContracts.commitImport).query);
const answer = answerMaker(importContracts.commitImport);

/**
 * POST /api/analytics/imports: stores a file, the body or the one of a form, in chunks for the import job, and answers 202.
 * Whoever sends it too slowly is cut with REQUEST_TOO_SLOW (http/slow-clients.ts).
 */
export function uploadImport(exchange: Exchange): Promise<Answer> {
  return exchange.inTurn(() => storeFile(exchange));
}

async function storeFile(exchange: Exchange): Promise<Answer> {
  const settings = readSettings(exchange.query);
  const file = await sentFile(exchange);
  const named = file.fileName === null ? {} : { fileName: file.fileName.slice(-255) };
  const { id } = await exchange.call(importContracts.beginImport, { ...named, ...settings });
  let chunks = 0;
  for await (const chunk of chunksOf(file.chunks, chunkBytes(exchange.largestCall))) {
    const bytes = chunk.toString('base64');
    await exchange.call(importContracts.addImportChunk, { id, index: chunks, bytes });
    chunks += 1;
    await exchange.charge({ rows: 0, bytes: chunk.length, spent: true });
  }
  if (chunks === 0) throw new AppError('IMPORT_UNREADABLE', { detail: 'The file is empty.' });
  return answer(await exchange.call(importContracts.commitImport, { id, chunks }));
}

/** @throws AppError MEDIA_TYPE_UNSUPPORTED, REQUEST_TOO_LARGE, REQUEST_MALFORMED */
async function sentFile({ request, limits }: Exchange): Promise<FormFile> {
  const type = mediaType(request);
  if (type === FORM) return formFile(request, limits.uploadBytes);
  if (TYPES.includes(type))
    return { fileName: null, chunks: bodyChunks(request, limits.uploadBytes, { gzip: true }) };
  throw new AppError('MEDIA_TYPE_UNSUPPORTED', {
    detail: `Send the file as ${TYPES[0]}, as a workbook (.xlsx), packed with gzip, or in a form (${FORM}).`,
  });
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
