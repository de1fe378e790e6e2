import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';

/**
 * A sealed text cannot be opened: the key or the place is another one, or bytes were changed. The message holds nothing
 * of the content.
 */
export class SealBroken extends Error {
  constructor(cause?: unknown) {
    super('a sealed text cannot be opened', cause === undefined ? undefined : { cause });
    this.name = 'SealBroken';
  }
}

/** A 256-bit key, and its id, which is part of every text sealed with it. */
export type SealingKey = { id: string; bytes: Buffer };

/** Derives a key for one purpose from a secret of any length (HKDF-SHA-256). */
export function deriveKey(secret: string, purpose: string): SealingKey {
  return sealingKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
}

/** A key with its id, a short hash of its bytes, by which a text sealed under another key is recognised. */
export function sealingKey(bytes: Buffer): SealingKey {
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}

/**
 * Encrypts with AES-256-GCM under a random 96-bit initialisation vector: `<version>.<key id>.<vector>.<ciphertext>.<tag>`. The
 * place where a text is stored (organisation, table, row) is authenticated too, so that a text moved elsewhere does not
 * open.
 */
export class Sealing {
  readonly #key: SealingKey;
  readonly #keys: ReadonlyMap<string, SealingKey>;
  readonly #unnamed: boolean;
  readonly #version: string;

  /**
   * @param options.older keys that open texts from before the present key
   * @param options.unnamed whether texts without a key id open too; the auth service of the first release wrote such
   *   texts
   * @param options.version what texts begin with; it says how their place is written
   */
  constructor(
    key: SealingKey,
    options: { older?: readonly SealingKey[]; unnamed?: boolean; version?: 'v1' | 'v2' } = {},
  ) {
    this.#key = key;
    this.#keys = new Map([...(options.older ?? []), key].map((known) => [known.id, known]));
    this.#unnamed = options.unnamed ?? false;
    this.#version = options.version ?? 'v1';
  }

  seal(plain: string | Buffer, place: string): string {
    const vector = randomBytes(12);
    const cipher = createCipheriv(CIPHER, this.#key.bytes, vector).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(plain as Buffer), cipher.final()]);
    const parts = [vector, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'));
    return [this.#version, this.#key.id, ...parts].join('.');
  }

  /** @throws SealBroken when the key, the place or the text is another one than at sealing */
  open(sealed: string, place: string): Buffer {
    const fields = sealed.split('.');
    if (this.#unnamed && fields.length === 4) return this.#openUnnamed(fields, place);
    return this.#openNamed(fields, place);
  }

  /** Opens what was sealed as text. @throws SealBroken */
  openText(sealed: string, place: string): string {
    return this.open(sealed, place).toString('utf8');
  }

  /** A text without the id of its key is tried with each. */
  #openUnnamed(fields: readonly string[], place: string): Buffer {
    for (const id of this.#keys.keys()) {
      try {
        return this.#openNamed(fields.toSpliced(1, 0, id), place);
      } catch {
        // sealed under another one
      }
    }
    throw new SealBroken();
  }

  #openNamed(parts: readonly string[], place: string): Buffer {
    const [version, id, vector, text, tag] = parts;
    const key = this.#keys.get(id ?? '');
    if (parts.length !== 5 || version !== this.#version || !key) throw new SealBroken();
    try {
      const bytes = (part: string | undefined) => Buffer.from(part ?? '', 'base64url');
      const decipher = createDecipheriv(CIPHER, key.bytes, bytes(vector), { authTagLength: 16 });
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes(tag));
      return Buffer.concat([decipher.update(bytes(text)), decipher.final()]);
    } catch (error) {
      throw new SealBroken(error);
    }
  }
}
