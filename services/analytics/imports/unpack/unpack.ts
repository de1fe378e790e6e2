import { gunzipSync } from 'node:zlib';
import { unreadable } from '../domain/unreadable.ts';
import { isZip } from './zip.ts';
import { workbookText } from './workbook.ts';

/** The most text that is read of one file, unpacked: larger files are refused before their rows are. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/**
 * The text of an uploaded file: unpacked where its first bytes say gzip, the table of its sheet where they say that it is
 * a workbook, and as it is otherwise. @throws AppError IMPORT_UNREADABLE
 */
export async function unpack(bytes: Uint8Array): Promise<Uint8Array> {
  const plain = isGzip(bytes) ? gunzip(bytes) : bytes;
  if (isGzip(plain)) throw unreadable('The file is packed twice: unpack it once and send it again.');
  if (isZip(plain)) return withinLimit(Buffer.from(await workbookText(plain)));
  if (isOldWorkbook(plain))
    throw unreadable('The file is an old Excel workbook (.xls): save it as .xlsx or as CSV.');
  return withinLimit(plain);
}

const isGzip = ([a, b]: Uint8Array): boolean => a === 0x1f && b === 0x8b;
const isOldWorkbook = ([a, b, c, d]: Uint8Array): boolean =>
  a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0;

function withinLimit(bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_TEXT_BYTES) throw tooLarge();
  return bytes;
}

/** Never makes more than the limit, however small the packed file is. */
function gunzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_TEXT_BYTES });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw unreadable('The gzip file is cut off or damaged: send it again.', error);
  }
}

const tooLarge = () =>
  unreadable('The file has more than 16 MB of text: export fewer days at once, in several files.');
