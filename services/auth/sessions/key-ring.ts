import { generateKeyPairSync, randomUUID, type JsonWebKey } from 'node:crypto';
import type { z } from 'zod';
import type { Jwk } from '../../../contracts/auth/sessions.ts';
import { MINUTE_MS, SECOND_MS, type Clock } from '../../../lib/time.ts';
import { signingKey, type SigningKey } from '../../../mixins/identity/tokens.ts';
import { TOKENS_FORGOTTEN_MS } from './domain/lifetimes.ts';
import type { signingKeyStore, StoredKey } from './store/signing-keys.ts';
import { deriveKey, Sealing } from '../../../lib/sealing.ts';

/** A new key is published this long before it signs: nodes re-read keys each minute, rings each ten seconds. */
export const OVERLAP_MS = 2 * MINUTE_MS;
const RING_AGE_MS = 10 * SECOND_MS;

/** What protects the private keys in auth's database: JWT_SECRET. */
export function signingKeySealing(secret: string): Sealing {
  return new Sealing(deriveKey(secret, 'auth signing keys'), { unnamed: true });
}

/** The keys that sign access tokens, kept in auth's database under JWT_SECRET. */
export class KeyRing {
  readonly #store: ReturnType<typeof signingKeyStore>;
  readonly #sealing: Sealing;
  readonly #clock: Clock;
  readonly #opened = new Map<string, SigningKey>();
  #keys: StoredKey[] = [];
  #readAt = 0;

  constructor(store: ReturnType<typeof signingKeyStore>, sealing: Sealing, clock: Clock) {
    this.#store = store;
    this.#sealing = sealing;
    this.#clock = clock;
  }

  /** Makes the first key when there is none. @throws Error in one sentence when JWT_SECRET is another; nothing is changed */
  async start(): Promise<void> {
    await this.#store.change((keys) => {
      for (const key of keys) this.#open(key);
      return keys.length === 0 ? { add: this.#make(this.#clock()) } : {};
    });
    await this.#read();
  }

  /** Adds a key that signs after the overlap and removes those that no living token needs. @returns its kid */
  async rotate(overlapMs = OVERLAP_MS): Promise<string> {
    const now = this.#clock();
    const made = this.#make(new Date(now.getTime() + overlapMs));
    await this.#store.change((keys) => {
      for (const key of keys) this.#open(key);
      if (keys.some((key) => key.signsFrom > now))
        throw new Error('A new key is on its way already; wait until it signs.');
      return { add: made, remove: keys.filter((_, i) => this.#dead(keys, i, now)).map((key) => key.kid) };
    });
    await this.#read();
    return made.kid;
  }

  /** The key that signs now. */
  async current(): Promise<SigningKey> {
    const now = this.#clock();
    if (now.getTime() - this.#readAt > RING_AGE_MS) await this.#read();
    const key = this.#keys.findLast((k) => k.signsFrom <= now) ?? this.#keys[0];
    if (!key) throw new Error('there is no signing key: the service has not started');
    return this.#open(key);
  }

  /** Public keys of every token that can be alive, and of the key that signs next. */
  async publicKeys(): Promise<z.infer<typeof Jwk>[]> {
    const now = this.#clock();
    const keys = await this.#store.all();
    return keys
      .filter((_, i) => !this.#dead(keys, i, now))
      .map((key) => key.publicJwk as z.infer<typeof Jwk>);
  }

  #dead(keys: readonly StoredKey[], index: number, now: Date): boolean {
    const successor = keys[index + 1];
    return successor !== undefined && now.getTime() - successor.signsFrom.getTime() > TOKENS_FORGOTTEN_MS;
  }

  async #read(): Promise<void> {
    this.#keys = await this.#store.all();
    this.#readAt = this.#clock().getTime();
  }

  #open(key: StoredKey): SigningKey {
    let opened = this.#opened.get(key.kid);
    if (!opened) {
      opened = signingKey({ ...(JSON.parse(this.#unseal(key)) as JsonWebKey), kid: key.kid });
      this.#opened.set(key.kid, opened);
    }
    return opened;
  }

  #unseal(key: StoredKey): string {
    try {
      return this.#sealing.openText(key.sealedPrivate, key.kid);
    } catch (cause) {
      throw new Error('JWT_SECRET is not the one that the signing keys in auth_db were made with.', {
        cause,
      });
    }
  }

  #make(signsFrom: Date): StoredKey {
    const kid = randomUUID();
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
    return {
      kid,
      publicJwk: { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' },
      sealedPrivate: this.#sealing.seal(JSON.stringify(privateKey.export({ format: 'jwk' })), kid),
      createdAt: this.#clock(),
      signsFrom,
    };
  }
}
