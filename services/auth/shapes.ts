import { z } from 'zod';
import { Jwk } from '../../contracts/auth/sessions.ts';
import { Shape } from '../../lib/shape.ts';

const MailParts = z.strictObject({
  text: z.string(),
  html: z.string(),
  file: z.strictObject({ name: z.string(), type: z.string(), content: z.string() }),
});

/** Every kind of document that this service keeps, with its history (lib/shape.ts). */
export const shapes = {
  /** `signing_keys`: the public half of a key, as it is published. */
  publicKey: new Shape({ name: 'public signing key', number: 1, schema: Jwk }),
  /** `mails.sealed_text` of a mail with HTML and a file, once it is opened. */
  mailParts: new Shape({ name: 'parts of a mail', number: 1, schema: MailParts }),
} as const;
