import { timingSafeEqual } from 'node:crypto';
import { HOTP, Secret, TOTP } from 'otpauth';
import { SECOND_MS } from '../../../../lib/time.ts';

/** How codes are made (RFC 6238), as every authenticator app expects it. */
const FORM = { algorithm: 'SHA1', digits: 6 } as const;
export const STEP_SECONDS = 30;
/** 160 bits, as RFC 4226 asks for. */
export const SECRET_BYTES = 20;
const ISSUER = 'Sales Intelligence Platform';

/** The step of 30 seconds that an instant lies in. */
export const stepOf = (now: Date): number => Math.floor(now.getTime() / SECOND_MS / STEP_SECONDS);

/** What an authenticator app reads from a QR code. */
export function otpauthUri(secret: Buffer, email: string): string {
  const named = { issuer: ISSUER, label: email, period: STEP_SECONDS, secret: secretOf(secret) };
  return new TOTP({ ...FORM, ...named }).toString();
}

/**
 * The step whose code this is: the present one or the one before it, so that a code that was typed slowly still counts;
 * undefined for any other code. Only the server's clock decides. Whether the step was used already is the store's to say.
 */
export function stepOfCode(secret: Buffer, code: string, now: Date): number | undefined {
  const present = stepOf(now);
  return [present, present - 1].find((step) => sameText(codeAt(secret, step), code));
}

/** The code of a step. */
export const codeAt = (secret: Buffer, step: number): string =>
  HOTP.generate({ ...FORM, secret: secretOf(secret), counter: step });

const secretOf = (bytes: Buffer) => new Secret({ buffer: Uint8Array.from(bytes).buffer });

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
