import { gunzipSync } from 'node:zlib';
import { unreadable } from '../domain/unreadable.ts';
import { isZip } from './zip.ts';
import { workbookText } from './workbook.ts';

/** How much of a file is read: its text, and of a workbook what all of its parts unpack to, in bytes. */
export type Sizes = { readonly textBytes: number; readonly unpackedBytes: number };

/**
 * The text of an uploaded file: unpacked where its first bytes say gzip, the table of its sheet where they say that it is
 * a workbook, and as it is otherwise. @throws AppError IMPORT_UNREADABLE
 */
export async function unpack(bytes: Uint8Array, { textBytes, unpackedBytes }: Sizes): Promise<Uint8Array> {
  const plain = isGzip(bytes) ? gunzip(bytes, textBytes) : bytes;
  if (isGzip(plain)) throw unreadable('The file is packed twice: unpack it once and send it again.');
  if (isZip(plain)) return withinLimit(Buffer.from(await workbookText(plain, unpackedBytes)), textBytes);
  if (isOldWorkbook(plain))
    throw unreadable('The file is an old Excel workbook (.xls): save it as .xlsx or as CSV.');
  return withinLimit(plain, textBytes);
}

const isGzip = ([a, b]: Uint8Array): boolean => a === 0x1f && b === 0x8b;
const isOldWorkbook = ([a, b, c, d]: Uint8Array): boolean =>
  a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0;

function withinLimit(bytes: Uint8Array, most: number): Uint8Array {
  if (bytes.length > most) throw tooLarge(most);
  return bytes;
}

/** Never makes more than the limit, however small the packed file is. */
function gunzip(bytes: Uint8Array, most: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(most);
    throw unreadable('The gzip file is cut off or damaged: send it again.', error);
  }
}

const tooLarge = (most: number) =>
  unreadable(
    `The file has more than ${Math.floor(most / 1_048_576)} MB of text: export fewer days at once, in several files.`,
  );
