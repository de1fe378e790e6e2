import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Encrypts short texts with AES-256-GCM under a key derived from a secret by HKDF-SHA-256 for one purpose. The text
 * form is `v1.iv.ciphertext.tag`; `context` (the row that holds it) is authenticated, so a value moved elsewhere fails.
 */
export class Sealing {
  readonly #key: Buffer;

  constructor(secret: string, purpose: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  }

  seal(text: string, context: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return ['v1', ...[iv, sealed, cipher.getAuthTag()].map((b) => b.toString('base64url'))].join('.');
  }

  /** @throws Error when the secret, the context or the text is not what it was */
  open(sealed: string, context: string): string {
    const [version, iv, text, tag] = sealed.split('.');
    if (version !== 'v1' || !iv || text === undefined || !tag) throw new Error('not a sealed text');
    const decipher = createDecipheriv('aes-256-gcm', this.#key, Buffer.from(iv, 'base64url'), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString(
      'utf8',
    );
  }
}
