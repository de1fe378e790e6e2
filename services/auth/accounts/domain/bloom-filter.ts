import { createHash } from 'node:crypto';

const MAGIC = Buffer.from('SIPBLOOM');
const VERSION = 1;
const HEADER_BYTES = 32;

/** A file that is no filter, or is cut off. */
export class NotAFilter extends Error {}

/**
 * A set of passwords that holds no password: whoever asks for one that is in it is always told so, and for one that is not,
 * wrongly, at a rate that its size decides. A password stands in it by its SHA-1, as in published lists of breaches; the hash
 * only spreads, and keeps nothing secret.
 *
 * As bytes: `SIPBLOOM`, version (u32), hashes a password (u32), bits (u64), passwords (u64), all big-endian; then the bits,
 * the lowest of a byte first. Hash i of a password is (a + i·b) modulo bits, where a and b | 1 are the first and the second
 * six bytes of its SHA-1.
 */
export class BloomFilter {
  readonly #bits: Buffer;
  readonly #size: number;
  readonly #hashes: number;
  #passwords: number;

  private constructor(bits: Buffer, size: number, hashes: number, passwords: number) {
    this.#bits = bits;
    this.#size = size;
    this.#hashes = hashes;
    this.#passwords = passwords;
  }

  /** An empty one for so many passwords; `rate` is how often another password is wrongly found in it then. */
  static for(passwords: number, rate: number): BloomFilter {
    const bytes = Math.max(1, Math.ceil((-passwords * Math.log(rate)) / Math.LN2 ** 2 / 8));
    const hashes = Math.max(1, Math.round(((bytes * 8) / Math.max(1, passwords)) * Math.LN2));
    return new BloomFilter(Buffer.alloc(bytes), bytes * 8, Math.min(hashes, 30), 0);
  }

  /** @throws NotAFilter */
  static parse(bytes: Buffer): BloomFilter {
    const header = bytes.subarray(0, HEADER_BYTES);
    if (header.length < HEADER_BYTES || !header.subarray(0, 8).equals(MAGIC))
      throw new NotAFilter('no filter of passwords');
    const [version, hashes] = [header.readUInt32BE(8), header.readUInt32BE(12)];
    const [size, passwords] = [Number(header.readBigUInt64BE(16)), Number(header.readBigUInt64BE(24))];
    const bits = bytes.subarray(HEADER_BYTES);
    if (version !== VERSION || hashes < 1 || hashes > 30 || size < 8 || size !== bits.length * 8)
      throw new NotAFilter('a filter of passwords that is damaged or of another version');
    return new BloomFilter(bits, size, hashes, passwords);
  }

  toBytes(): Buffer {
    const header = Buffer.alloc(HEADER_BYTES);
    MAGIC.copy(header);
    header.writeUInt32BE(VERSION, 8);
    header.writeUInt32BE(this.#hashes, 12);
    header.writeBigUInt64BE(BigInt(this.#size), 16);
    header.writeBigUInt64BE(BigInt(this.#passwords), 24);
    return Buffer.concat([header, this.#bits]);
  }

  add(password: string): void {
    this.addHash(sha1(password));
  }

  /** Adds a password of which only the SHA-1 is known. */
  addHash(hash: Buffer): void {
    for (let i = 0; i < this.#hashes; i += 1) {
      const bit = this.#bitOf(hash, i);
      const byte = Math.floor(bit / 8);
      this.#bits[byte] = (this.#bits[byte] ?? 0) | (1 << (bit % 8));
    }
    this.#passwords += 1;
  }

  has(password: string): boolean {
    const hash = sha1(password);
    for (let i = 0; i < this.#hashes; i += 1) {
      const bit = this.#bitOf(hash, i);
      if (((this.#bits[Math.floor(bit / 8)] ?? 0) >> (bit % 8)) % 2 === 0) return false;
    }
    return true;
  }

  /** How many passwords were added. */
  get passwords(): number {
    return this.#passwords;
  }

  #bitOf(hash: Buffer, i: number): number {
    const step = hash.readUIntBE(6, 6);
    return (hash.readUIntBE(0, 6) + i * (step % 2 === 0 ? step + 1 : step)) % this.#size;
  }
}

const sha1 = (password: string): Buffer => createHash('sha1').update(password).digest();
