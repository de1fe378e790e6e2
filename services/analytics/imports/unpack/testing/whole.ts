import { type Sizes, type Source, unpack } from '../unpack.ts';

/** Bytes as a source that gives them in pieces. */
export const sourceOf = (bytes: Uint8Array, piece = 700): Source =>
  async function* pieces() {
    for (let start = 0; start < bytes.length; start += piece) yield bytes.subarray(start, start + piece);
  };

/** What a file unpacks to, whole. */
export async function unpackWhole(bytes: Uint8Array, sizes: Sizes): Promise<Uint8Array> {
  const piece = Math.max(700, Math.ceil(bytes.length / 1_000));
  const text = await unpack(sourceOf(bytes, piece), sizes);
  const pieces: Uint8Array[] = [];
  for await (const one of text()) pieces.push(one);
  return Buffer.concat(pieces);
}
