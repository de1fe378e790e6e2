import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { unreadable } from '../domain/unreadable.ts';
import { isZip } from './zip.ts';
import { workbookText } from './workbook.ts';

/** How much of a file is read: its text, and of a workbook what all of its parts unpack to, in bytes. */
export type Sizes = { readonly textBytes: number; readonly unpackedBytes: number };

/** Bytes that can be read from their beginning as often as they are needed. */
export type Source = () => AsyncIterable<Uint8Array>;

const PIECE_BYTES = 256 * 1024;

/**
 * The text of an uploaded file: unpacked where its first bytes say gzip, the table of its sheet where they say that it is
 * a workbook, and as it is otherwise. A text is never held whole; a workbook is. @throws AppError IMPORT_UNREADABLE, also while the
 * text is read
 */
export async function unpack(file: Source, { textBytes, unpackedBytes }: Sizes): Promise<Source> {
  const plain = isGzip(await beginningOf(file)) ? () => gunzip(file()) : file;
  const beginning = await beginningOf(plain);
  if (isGzip(beginning)) throw unreadable('The file is packed twice: unpack it once and send it again.');
  if (isOldWorkbook(beginning))
    throw unreadable('The file is an old Excel workbook (.xls): save it as .xlsx or as CSV.');
  if (!isZip(beginning)) return () => within(plain(), textBytes);
  const workbook = await whole(within(plain(), Math.min(textBytes, unpackedBytes)));
  const text = Buffer.from(await workbookText(workbook, unpackedBytes));
  return () => within(piecesOf(text), textBytes);
}

const isGzip = ([a, b]: Uint8Array): boolean => a === 0x1f && b === 0x8b;
const isOldWorkbook = ([a, b, c, d]: Uint8Array): boolean =>
  a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0;

/** The first bytes, at least so many where there are. */
export async function beginningOf(source: Source, least = 8): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source()) {
    pieces.push(piece);
    length += piece.length;
    if (length >= least) break;
  }
  return Buffer.concat(pieces);
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += PIECE_BYTES)
    yield bytes.subarray(start, start + PIECE_BYTES);
}

async function* within(pieces: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > most) throw tooLarge(most);
    yield piece;
  }
}

/** What gzip packed, as it is asked for: no more of it is unpacked, however small the packed file is. */
async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpacked = pipeline(Readable.from(packed), createGunzip({ chunkSize: PIECE_BYTES }), () => undefined);
  try {
    for await (const piece of unpacked) yield piece as Buffer;
  } catch (error) {
    throw unreadable('The gzip file is cut off or damaged: send it again.', error);
  }
}

const tooLarge = (most: number) =>
  unreadable(
    `The file has more than ${Math.floor(most / 1_048_576)} MB of text: export fewer days at once, in several files.`,
  );
