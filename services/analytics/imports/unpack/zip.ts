import { inflateRawSync } from 'node:zlib';
import { unreadable } from '../domain/unreadable.ts';

/** How many times a part may be larger than it came. */
const MAX_RATIO = 200;
/** A small part may have any ratio. */
const SMALL_BYTES = 1024 * 1024;
const MAX_PARTS = 1_000;

const END = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const DEFLATED = 8;

/** Whether a file begins as a zip archive does. */
export const isZip = ([a, b, c, d]: Uint8Array): boolean => a === 0x50 && b === 0x4b && c === 3 && d === 4;

type Part = { name: string; method: number; packed: number; size: number; at: number };

/**
 * Refuses an archive that would unpack to more than `most` bytes, by what it says of itself before any of it is unpacked,
 * and then by unpacking each part no further than it says; `see` is shown each part. @throws AppError IMPORT_UNREADABLE
 */
export function checkZip(bytes: Uint8Array, most: number, see: (name: string, part: Buffer) => void): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const parts = partsOf(view);
    const total = parts.reduce((sum, { size }) => sum + size, 0);
    const swollen = parts.some(({ size, packed }) => size > SMALL_BYTES && size > packed * MAX_RATIO);
    if (total > most || swollen) throw bomb();
    for (const part of parts) see(part.name, unpackedPart(view, part));
  } catch (error) {
    if (error instanceof RangeError) throw damaged(error);
    throw error;
  }
}

function partsOf(view: Buffer): Part[] {
  const end = endOf(view);
  const count = view.readUInt16LE(end + 10);
  if (count > MAX_PARTS) throw bomb();
  const parts: Part[] = [];
  let at = view.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (view.readUInt32LE(at) !== ENTRY) throw damaged();
    if ((view.readUInt16LE(at + 8) & 1) === 1)
      throw unreadable('The workbook has a password: remove it first.');
    const name = view.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + view.readUInt16LE(at + 28));
    parts.push({
      name,
      method: view.readUInt16LE(at + 10),
      packed: view.readUInt32LE(at + 20),
      size: view.readUInt32LE(at + 24),
      at: view.readUInt32LE(at + 42),
    });
    at += ENTRY_BYTES + view.readUInt16LE(at + 28) + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return parts;
}

/** Where the archive's end record begins: the last bytes, but for a comment. */
function endOf(view: Buffer): number {
  for (
    let at = view.length - END_BYTES;
    at >= Math.max(0, view.length - END_BYTES - MAX_COMMENT_BYTES);
    at -= 1
  )
    if (view.readUInt32LE(at) === END) return at;
  throw damaged();
}

function unpackedPart(view: Buffer, { method, packed, size, at }: Part): Buffer {
  if (view.readUInt32LE(at) !== LOCAL) throw damaged();
  const start = at + LOCAL_BYTES + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28);
  if (method !== DEFLATED) {
    if (method !== 0 || packed !== size) throw damaged();
    return view.subarray(start, start + packed);
  }
  try {
    const unpacked = inflateRawSync(view.subarray(start, start + packed), {
      maxOutputLength: Math.max(size, 1),
    });
    if (unpacked.length !== size) throw damaged();
    return unpacked;
  } catch (error) {
    throw (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? bomb() : damaged(error);
  }
}

const bomb = () =>
  unreadable('The workbook unpacks to more than can be read: export fewer rows at once, or send CSV.');
const damaged = (cause?: unknown) => unreadable('The workbook is cut off or damaged: send it again.', cause);
