import { z } from 'zod';

/** Bytes as WebAuthn's JSON has them. A public key or an attestation is not longer. */
const Base64Url = z
  .string()
  .max(8_000)
  .regex(/^[A-Za-z0-9_-]+$/, 'base64url');

const credential = <R extends z.ZodType>(response: R) =>
  z.strictObject({
    id: Base64Url,
    rawId: Base64Url,
    type: z.literal('public-key'),
    response,
    authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
    clientExtensionResults: z.record(z.string().max(100), z.unknown()).default({}),
  });

/** What a browser gives for a new passkey (RegistrationResponseJSON). */
export const NewPasskey = credential(
  z.strictObject({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    authenticatorData: Base64Url.optional(),
    publicKey: Base64Url.optional(),
    publicKeyAlgorithm: z.int().optional(),
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
).meta({ id: 'NewPasskey' });
export type NewPasskey = z.infer<typeof NewPasskey>;

/** What a browser gives when a passkey was used (AuthenticationResponseJSON). */
export const PasskeyAssertion = credential(
  z.strictObject({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.nullish(),
  }),
).meta({ id: 'PasskeyAssertion' });
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

const Descriptor = z.strictObject({
  type: z.literal('public-key'),
  id: z.string(),
  transports: z.array(z.string()),
});

/** For `navigator.credentials.get`, as PublicKeyCredential.parseRequestOptionsFromJSON reads it. */
export const PasskeyRequest = z
  .strictObject({
    challenge: z.string(),
    rpId: z.string(),
    timeout: z.int(),
    userVerification: z.literal('required'),
    /** Empty: any passkey of this site. */
    allowCredentials: z.array(Descriptor),
  })
  .meta({ id: 'PasskeyRequest' });
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

/** For `navigator.credentials.create`, as PublicKeyCredential.parseCreationOptionsFromJSON reads it. */
export const PasskeyCreation = z
  .strictObject({
    challenge: z.string(),
    rp: z.strictObject({ id: z.string(), name: z.string() }),
    user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.strictObject({ type: z.literal('public-key'), alg: z.int() })),
    timeout: z.int(),
    attestation: z.literal('none'),
    excludeCredentials: z.array(Descriptor),
    authenticatorSelection: z.strictObject({
      residentKey: z.literal('required'),
      requireResidentKey: z.literal(true),
      userVerification: z.literal('required'),
    }),
  })
  .meta({ id: 'PasskeyCreation' });
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;
