import { generateKeyPairSync, randomUUID, type JsonWebKey } from 'node:crypto';
import { Jwk } from '../../../contracts/auth/sessions.ts';
import type { Sealing } from '../../../lib/sealing.ts';
import { MINUTE_MS, SECOND_MS, type Clock } from '../../../lib/time.ts';
import type { SigningKey } from '../../../mixins/identity/jws.ts';
import { signingKey } from '../../../mixins/identity/tokens.ts';
import { secretSealing, type AuthSecrets } from '../sealing.ts';
import { TOKENS_FORGOTTEN_MS } from './domain/lifetimes.ts';
import type { SigningKeyStore, StoredKey } from './store/signing-keys.ts';

/** The ring reads its keys again when it read them longer ago than this. */
const RING_AGE_MS = 10 * SECOND_MS;
/** A new key is published this long before it signs: every node reads the public keys at least once a minute. */
export const OVERLAP_MS = 2 * MINUTE_MS;

/** Encrypts the private keys in auth's database, under a key that is derived from JWT_SECRET. */
export function signingKeySealing(secrets: AuthSecrets): Sealing {
  return secretSealing(secrets, 'auth signing keys');
}

/** The keys that sign access tokens. They are stored in auth's database, their private halves encrypted under JWT_SECRET. */
export class KeyRing {
  readonly #store: SigningKeyStore;
  readonly #sealing: Sealing;
  readonly #clock: Clock;
  readonly #opened = new Map<string, SigningKey>();
  #keys: StoredKey[] = [];
  #readAt = 0;

  constructor(store: SigningKeyStore, sealing: Sealing, clock: Clock) {
    this.#store = store;
    this.#sealing = sealing;
    this.#clock = clock;
  }

  /**
   * Makes the first key when there is none.
   * @throws Error in one sentence when the stored keys were sealed under another JWT_SECRET; nothing is changed then
   */
  async start(): Promise<void> {
    await this.#store.change((keys) => {
      for (const key of keys) this.#open(key);
      return keys.length === 0 ? { add: this.#make(this.#clock()) } : {};
    });
    await this.#read();
  }

  /**
   * Adds a key that signs after `overlapMs` and removes those that no valid token needs any more.
   * @returns the new key's kid
   * @throws Error in one sentence while another new key does not sign yet, or when JWT_SECRET is another
   */
  async rotate(overlapMs = OVERLAP_MS): Promise<string> {
    const now = this.#clock();
    const next = this.#make(new Date(now.getTime() + overlapMs));
    await this.#store.change((keys) => {
      for (const key of keys) this.#open(key);
      if (keys.some((key) => key.signsFrom > now))
        throw new Error('A new key is on its way already; wait until it signs.');
      return { add: next, remove: keys.filter((_, i) => isForgotten(keys, i, now)).map((key) => key.kid) };
    });
    await this.#read();
    return next.kid;
  }

  /**
   * Seals the private keys anew, under the newest JWT_SECRET. @returns how many
   * @throws Error when JWT_SECRET is another
   */
  async sealAnew(): Promise<number> {
    let renewed = 0;
    await this.#store.change((keys) => {
      const replace = keys.map((key) => ({
        ...key,
        sealedPrivate: this.#sealing.seal(this.#unseal(key), key.kid),
      }));
      renewed = replace.length;
      return { replace };
    });
    return renewed;
  }

  /** The key that signs now. @throws Error before `start` */
  async current(): Promise<SigningKey> {
    const now = this.#clock();
    if (now.getTime() - this.#readAt > RING_AGE_MS) await this.#read();
    const key = this.#keys.findLast((k) => k.signsFrom <= now) ?? this.#keys[0];
    if (!key) throw new Error('there is no signing key: the service has not started');
    return this.#open(key);
  }

  /** A key that signs, has signed or will sign; undefined when it was removed. */
  async find(kid: string): Promise<SigningKey | undefined> {
    if (!this.#keys.some((key) => key.kid === kid)) await this.#read();
    const key = this.#keys.find((known) => known.kid === kid);
    return key && this.#open(key);
  }

  /** The public half of a key. @throws Error when it was removed */
  async publicKeyOf(kid: string): Promise<StoredKey['publicJwk']> {
    const key = (await this.#store.list()).find((known) => known.kid === kid);
    if (!key) throw new Error(`signing key ${kid} was removed`);
    return key.publicJwk;
  }

  /** The public keys of all tokens that can be valid, and of the key that signs next. */
  async publicKeys(): Promise<StoredKey['publicJwk'][]> {
    const now = this.#clock();
    const keys = await this.#store.list();
    return keys.filter((_, i) => !isForgotten(keys, i, now)).map((key) => key.publicJwk);
  }

  async #read(): Promise<void> {
    this.#keys = await this.#store.list();
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
      publicJwk: Jwk.parse({ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }),
      sealedPrivate: this.#sealing.seal(JSON.stringify(privateKey.export({ format: 'jwk' })), kid),
      createdAt: this.#clock(),
      signsFrom,
    };
  }
}

/** Whether a key's successor has signed for so long that no token of this one can be valid. */
function isForgotten(keys: readonly StoredKey[], index: number, now: Date): boolean {
  const successor = keys[index + 1];
  return successor !== undefined && now.getTime() - successor.signsFrom.getTime() > TOKENS_FORGOTTEN_MS;
}
