import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type {
  NewPasskey,
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyRequest,
} from '../../contracts/auth/webauthn.ts';

/** Flags of authenticator data (WebAuthn, 6.1): the person was there, was verified; a credential is attached. */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTACHED = 0x40;

/** What an authenticator does otherwise than it should, for tests of what is refused. */
export type Quirk = { origin?: string; rpId?: string; verified?: boolean; counter?: number; type?: string };

/**
 * An authenticator of the tests' own with one passkey, written from the WebAuthn specification (ES256, COSE, CBOR): it shares no
 * code with the library that checks what it signs.
 */
export class SoftwareAuthenticator {
  readonly id = randomBytes(32).toString('base64url');
  readonly #origin: string;
  readonly #key: KeyObject;
  readonly #coordinates: readonly [x: Buffer, y: Buffer];
  counter: number;

  /** @param counter of signatures so far; a device that does not count says 0 always */
  constructor(origin: string, counter = 0) {
    this.#origin = origin;
    this.counter = counter;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#key = privateKey;
    this.#coordinates = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  }

  /** Makes the passkey (navigator.credentials.create). */
  create(options: PasskeyCreation, quirk: Quirk = {}): NewPasskey {
    const id = Buffer.from(this.id, 'base64url');
    const [x, y] = this.#coordinates;
    const publicKey = cborMap([
      [cborInt(1), cborInt(2)], // key type: elliptic curve
      [cborInt(3), cborInt(-7)], // algorithm: ES256
      [cborInt(-1), cborInt(1)], // curve: P-256
      [cborInt(-2), cborBytes(x)],
      [cborInt(-3), cborBytes(y)],
    ]);
    const length = Buffer.from([id.length >> 8, id.length & 0xff]);
    const attached = Buffer.concat([Buffer.alloc(16), length, id, publicKey]);
    const data = this.#data(options.rp.id, ATTACHED, quirk);
    const attestation = cborMap([
      [cborText('fmt'), cborText('none')],
      [cborText('attStmt'), cborMap([])],
      [cborText('authData'), cborBytes(Buffer.concat([data, attached]))],
    ]);
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: this.#clientData('webauthn.create', options.challenge, quirk).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  /** Signs a challenge (navigator.credentials.get). */
  get(options: PasskeyRequest, quirk: Quirk = {}): PasskeyAssertion {
    if (this.counter > 0) this.counter += 1;
    const data = this.#data(options.rpId, 0, quirk);
    const client = this.#clientData('webauthn.get', options.challenge, quirk);
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, this.#key).toString('base64url'),
      },
    };
  }

  #credential() {
    return { id: this.id, rawId: this.id, type: 'public-key' as const, clientExtensionResults: {} };
  }

  #data(rpId: string, more: number, quirk: Quirk): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(quirk.counter ?? this.counter);
    const flags = PRESENT | ((quirk.verified ?? true) ? VERIFIED : 0) | more;
    const party = createHash('sha256')
      .update(quirk.rpId ?? rpId)
      .digest();
    return Buffer.concat([party, Buffer.from([flags]), counter]);
  }

  #clientData(type: string, challenge: string, quirk: Quirk): Buffer {
    const said = {
      type: quirk.type ?? type,
      challenge,
      origin: quirk.origin ?? this.#origin,
      crossOrigin: false,
    };
    return Buffer.from(JSON.stringify(said));
  }
}

/** CBOR (RFC 8949): the major type in three bits, then the number. */
function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 0x100) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff]);
}
const cborInt = (value: number) => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value));
const cborBytes = (value: Buffer) => Buffer.concat([cborHead(2, value.length), value]);
const cborText = (value: string) =>
  Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
const cborMap = (entries: readonly (readonly [Buffer, Buffer])[]) =>
  Buffer.concat([cborHead(5, entries.length), ...entries.flat()]);
