import { AppError, type FieldFault } from '../../../../lib/errors.ts';
import { COMMON_PASSWORDS } from './common-passwords.ts';

const MIN_LENGTH = 15;
const MAX_LENGTH = 200;
/** So many letters must be left when the words that an attacker tries first are taken out. */
const MIN_UNGUESSABLE = 8;
const PRODUCT_WORDS = ['salesintelligenceplatform', 'salesintelligence'];

/** Words that an attacker tries first for this person. */
export type PasswordContext = { email: string; name?: string; organizationName?: string };

/** @throws AppError PASSWORD_WEAK with the reason */
export function requireStrongPassword(password: string, context: PasswordContext): void {
  const weakness = weaknessOf(password, context);
  if (weakness) throw new AppError('PASSWORD_WEAK', { errors: [weakness] });
}

/**
 * What makes a password too easy to guess, or undefined when nothing does. Length counts code points after NFKC; any
 * characters are allowed; nothing is trimmed or cut.
 */
export function weaknessOf(password: string, context: PasswordContext): FieldFault | undefined {
  const normal = password.normalize('NFKC');
  const points = [...normal];
  if (points.length < MIN_LENGTH)
    return fault('PASSWORD_TOO_SHORT', `Use at least ${MIN_LENGTH} characters.`);
  if (points.length > MAX_LENGTH) return fault('PASSWORD_TOO_LONG', `Use at most ${MAX_LENGTH} characters.`);
  const oneCharacter = new Set(points).size === 1 && points.length < 2 * MIN_LENGTH;
  if (oneCharacter || COMMON_PASSWORDS.has(normal.toLowerCase()))
    return fault('PASSWORD_COMMON', 'This password is on lists that attackers try first.');
  if (isMostly(lettersAndDigits(normal), contextWords(context)))
    return fault('PASSWORD_GUESSABLE', 'Do not build the password from your name, address or organisation.');
  return undefined;
}

/** True when the password holds some of the words and, without them and without digits, too few letters. */
function isMostly(plain: string, words: readonly string[]): boolean {
  let rest = plain;
  for (const word of words) rest = rest.replaceAll(word, '');
  return rest !== plain && [...rest.replace(/\d/g, '')].length < MIN_UNGUESSABLE;
}

function contextWords({ email, name = '', organizationName = '' }: PasswordContext): string[] {
  const [local = '', domain = ''] = email.split('@');
  const whole = [email, local, name, organizationName, domain.split('.')[0] ?? ''];
  const parts = [local, name, organizationName].flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  return [...whole, ...parts]
    .map(lettersAndDigits)
    .concat(PRODUCT_WORDS)
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length);
}

const lettersAndDigits = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const fault = (code: string, message: string): FieldFault => ({ path: 'password', code, message });
