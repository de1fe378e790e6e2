import { createHmac } from 'node:crypto';

/** An authenticator app of the tests' own, written from RFC 4226 and RFC 6238: it shares no code with the product. */
export class AuthenticatorApp {
  readonly #secret: Buffer;
  readonly #period: number;

  constructor(otpauthUri: string) {
    const { searchParams } = new URL(otpauthUri);
    this.#secret = base32(searchParams.get('secret') ?? '');
    this.#period = Number(searchParams.get('period'));
  }

  get secretBits(): number {
    return this.#secret.length * 8;
  }

  /** The code of now, or of some steps from now. */
  code(stepsFromNow = 0): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / this.#period) + stepsFromNow));
    const hash = createHmac('sha1', this.#secret).update(counter).digest();
    const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fff_ffff;
    return String(number % 1_000_000).padStart(6, '0');
  }

  /** A code that is certainly wrong. */
  wrongCode(): string {
    const right = [-2, -1, 0, 1, 2].map((away) => this.code(away));
    return ['000000', '111111', '222222', '333333', '444444', '555555'].find((c) => !right.includes(c)) ?? '';
  }
}

function base32(text: string): Buffer {
  const bits = [...text].map((c) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
