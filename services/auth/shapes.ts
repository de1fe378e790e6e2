import { Jwk } from '../../contracts/auth/sessions.ts';
import { Shape } from '../../lib/shape.ts';

/** Every kind of document that this service keeps, with its history (lib/shape.ts). */
export const shapes = {
  /** `signing_keys`: the public half of a key, as it is published. */
  publicKey: new Shape({ name: 'public signing key', number: 1, schema: Jwk }),
} as const;
