import { deriveKey, Sealing, type SealingKey } from '../../lib/sealing.ts';

/** A data key as it is stored: sealed under a key-encryption key that is kept outside the database. */
export type WrappedKey = { organizationId: string; id: string; wrapped: string };

/** The key-encryption keys of a service: the newest wraps, and earlier ones still unwrap. */
export class Wrapping {
  /** Which key-encryption key wraps now. */
  readonly id: string;
  readonly #sealing: Sealing;
  readonly #ids: ReadonlySet<string>;

  /**
   * @param secrets the newest first
   * @param purpose keeps keys of different purposes apart, though they are derived from the same secret
   */
  constructor(secrets: readonly [string, ...string[]], purpose: string) {
    const [newest, ...earlier] = secrets.map((secret) => deriveKey(secret, purpose)) as [
      SealingKey,
      ...SealingKey[],
    ];
    this.id = newest.id;
    this.#sealing = new Sealing(newest, { older: earlier });
    this.#ids = new Set([newest, ...earlier].map(({ id }) => id));
  }

  /** Whether a data key that was wrapped under this key-encryption key can be unwrapped. */
  knows(kekId: string): boolean {
    return this.#ids.has(kekId);
  }

  wrap(bytes: Buffer, organizationId: string, id: string): string {
    return this.#sealing.seal(bytes, placeOf(organizationId, id));
  }

  /** @throws SealBroken */
  unwrap({ organizationId, id, wrapped }: WrappedKey): Buffer {
    return this.#sealing.open(wrapped, placeOf(organizationId, id));
  }

  /** Opens what was sealed under a key-encryption key itself, at a place of its own. @throws SealBroken */
  open(sealed: string, place: string): Buffer {
    return this.#sealing.open(sealed, place);
  }
}

const placeOf = (organizationId: string, id: string) => `${organizationId}|organization_keys|wrapped|${id}`;
