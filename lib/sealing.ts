import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';

/** A sealed text cannot be opened: another key, another place, or changed bytes. Says nothing about its content. */
export class SealBroken extends Error {
  constructor(cause?: unknown) {
    super('a sealed text cannot be opened', cause === undefined ? undefined : { cause });
    this.name = 'SealBroken';
  }
}

/** A 256-bit key with the short name that sealed texts carry. */
export type SealingKey = { id: string; bytes: Buffer };

/** A key of its own for one purpose, out of a secret of any length (HKDF-SHA-256). */
export function deriveKey(secret: string, purpose: string): SealingKey {
  return sealingKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
}

/** Names a key by what it is, so that a wrong key is told from changed bytes. */
export function sealingKey(bytes: Buffer): SealingKey {
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}

/**
 * Encrypts with AES-256-GCM under a random 96-bit initial vector: `v1.<key id>.<vector>.<ciphertext>.<tag>`. The place where
 * a text is kept (organisation, table, row) is authenticated with it, so that one that is moved elsewhere does not open.
 */
export class Sealing {
  readonly #key: SealingKey;
  readonly #keys: ReadonlyMap<string, SealingKey>;
  readonly #unnamed: boolean;

  /**
   * @param options.older keys that still open what was sealed before the present key
   * @param options.unnamed whether texts without a key id open too: the first release's auth service wrote such ones, all
   *   under the key that it has now
   */
  constructor(key: SealingKey, options: { older?: readonly SealingKey[]; unnamed?: boolean } = {}) {
    this.#key = key;
    this.#keys = new Map([...(options.older ?? []), key].map((one) => [one.id, one]));
    this.#unnamed = options.unnamed ?? false;
  }

  seal(plain: string | Buffer, place: string): string {
    const vector = randomBytes(12);
    const cipher = createCipheriv(CIPHER, this.#key.bytes, vector).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(plain as Buffer), cipher.final()]);
    const parts = [vector, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'));
    return [VERSION, this.#key.id, ...parts].join('.');
  }

  /** @throws SealBroken when key, place or text is not what it was */
  open(sealed: string, place: string): Buffer {
    const written = sealed.split('.');
    const parts = this.#unnamed && written.length === 4 ? written.toSpliced(1, 0, this.#key.id) : written;
    const [version, id, vector, text, tag] = parts;
    const key = this.#keys.get(id ?? '');
    if (parts.length !== 5 || version !== VERSION || !key) throw new SealBroken();
    try {
      const bytes = (part: string | undefined) => Buffer.from(part ?? '', 'base64url');
      const decipher = createDecipheriv(CIPHER, key.bytes, bytes(vector), { authTagLength: 16 });
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes(tag));
      return Buffer.concat([decipher.update(bytes(text)), decipher.final()]);
    } catch (error) {
      throw new SealBroken(error);
    }
  }

  /** The same for what was sealed as text. @throws SealBroken */
  openText(sealed: string, place: string): string {
    return this.open(sealed, place).toString('utf8');
  }
}
