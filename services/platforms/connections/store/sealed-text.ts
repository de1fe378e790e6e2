import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';

/** A sealed text cannot be opened: another key, another row, or changed bytes. Says nothing about its content. */
export class SealBroken extends Error {
  constructor(cause?: unknown) {
    super('a sealed text cannot be opened', cause === undefined ? undefined : { cause });
    this.name = 'SealBroken';
  }
}

/** A 256-bit key with the short name that sealed texts carry. */
export type SealKey = { id: string; bytes: Buffer };

/** A key of its own for this use out of a secret of any length (HKDF-SHA-256). */
export function keyFromSecret(secret: string): SealKey {
  return sealKey(Buffer.from(hkdfSync('sha256', secret, '', 'sip platform tokens v1', 32)));
}

/** Names a key by what it is, so that a wrong key is told from changed bytes. */
export function sealKey(bytes: Buffer): SealKey {
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}

/**
 * AES-256-GCM with a random 96-bit IV: `v1.<key>.<iv>.<ciphertext>.<tag>`. `place` (organisation|table|row) is bound to it,
 * so that a text moved to another row or organisation does not open.
 */
export function seal(key: SealKey, place: string, plain: Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key.bytes, iv);
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  const parts = [iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return [VERSION, key.id, ...parts].join('.');
}

/** Opens what `seal` made for this key and place. @throws SealBroken for anything else */
export function unseal(key: SealKey, place: string, sealed: string): Buffer {
  const parts = sealed.split('.');
  const [version, id, iv, text, tag] = parts;
  if (parts.length !== 5 || version !== VERSION || id !== key.id) throw new SealBroken();
  try {
    const bytes = (part: string | undefined) => Buffer.from(part ?? '', 'base64url');
    const decipher = createDecipheriv(CIPHER, key.bytes, bytes(iv), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes(tag));
    return Buffer.concat([decipher.update(bytes(text)), decipher.final()]);
  } catch (error) {
    throw new SealBroken(error);
  }
}
