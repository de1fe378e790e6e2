import { z } from 'zod';
import { importContracts } from '../../contracts/analytics/imports.ts';
import { Platform } from '../../contracts/values.ts';
import { AppError, invalidField } from '../../lib/errors.ts';
import { bodyChunks, mediaType } from './http/read-body.ts';
import type { Answer, Exchange } from './route.ts';

const LIMIT = 16 * 1024 * 1024;
const CHUNK_BYTES = 512 * 1024;
const TYPES = [
  'text/csv',
  'text/tab-separated-values',
  'application/vnd.ms-excel',
  'application/octet-stream',
];

/** Query of an import: `columns` is JSON, our field → the file's header. */
export const ImportQuery = z.object({
  fileName: z.string().optional(),
  platform: Platform.optional(),
  currency: z.string().optional(),
  columns: z.string().optional(),
});

/** POST /api/analytics/imports: the file as body, kept in chunks until its job has read it; 202. */
export async function uploadImport(exchange: Exchange): Promise<Answer> {
  const type = mediaType(exchange.request);
  if (!TYPES.includes(type))
    throw new AppError('MEDIA_TYPE_UNSUPPORTED', { detail: `Send the file as ${TYPES[0]}.` });
  const begun = await exchange.call(importContracts.beginImport, parameters(exchange.query));
  let rest = Buffer.alloc(0);
  let index = 0;
  const add = async (bytes: Buffer) => {
    await exchange.call(importContracts.addImportChunk, {
      id: begun.id,
      index,
      bytes: bytes.toString('base64'),
    });
    index += 1;
  };
  for await (const piece of bodyChunks(exchange.request, LIMIT)) {
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= CHUNK_BYTES) {
      await add(rest.subarray(0, CHUNK_BYTES));
      rest = rest.subarray(CHUNK_BYTES);
    }
  }
  if (rest.length > 0) await add(rest);
  if (index === 0) throw new AppError('IMPORT_UNREADABLE', { detail: 'The file is empty.' });
  const queued = await exchange.call(importContracts.commitImport, { id: begun.id, chunks: index });
  return { status: 202, headers: { location: `/api/analytics/imports/${queued.id}` }, body: queued };
}

function parameters(query: Readonly<Record<string, string>>): Record<string, unknown> {
  const { columns, ...rest } = query;
  const strange = Object.keys(rest).find((name) => !(name in ImportQuery.shape));
  if (strange !== undefined)
    throw invalidField(strange.slice(0, 100), 'FIELD_UNKNOWN', 'There is no such field.');
  if (columns === undefined) return rest;
  try {
    return { ...rest, columns: JSON.parse(columns) as unknown };
  } catch {
    throw invalidField(
      'columns',
      'FIELD_INVALID',
      'Send a JSON object: our field → the header in your file.',
    );
  }
}
