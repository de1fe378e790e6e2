import { AppError, type FieldFault } from '../../../../lib/errors.ts';
import { FAMOUS_PASSWORDS } from './famous-passwords.ts';
import { coresOf } from './password-cores.ts';

const MIN_LENGTH = 15;
const MAX_LENGTH = 200;
/** So many letters must be left when the words that an attacker tries first are taken out. */
const MIN_UNGUESSABLE = 8;
const PRODUCT_WORDS = ['salesintelligenceplatform', 'salesintelligence'];
/** A password of this score takes more than a hundred million guesses. */
const MIN_SCORE = 3;
/**
 * The time of an estimate grows fast with what it is given: it sees the beginning of the password, which is no easier to
 * guess than that, and so much of the person's words.
 */
export const ESTIMATED_POINTS = 32;
export const ESTIMATED_WORDS = 24;
export const ESTIMATED_WORD_LENGTH = 40;

/** Words that an attacker tries first for this person. */
export type PasswordContext = { email: string; name?: string; organizationName?: string };

/** What judges a password beside the rules: lists of what attackers try, and an estimate of their guesses. */
export type Judges = {
  isListed: (text: string) => boolean;
  /** 0 (guessed at once) to 4 (hardly ever), by somebody who tries these words first. */
  scoreOf: (password: string, words: readonly string[]) => number;
};

/** @throws AppError PASSWORD_WEAK with the reason */
export function requireStrongPassword(password: string, context: PasswordContext, judges: Judges): void {
  const weakness = weaknessOf(password, context, judges);
  if (weakness) throw new AppError('PASSWORD_WEAK', { errors: [weakness] });
}

/**
 * What makes a password too easy to guess, or undefined when nothing does. Length counts code points after NFKC; any
 * characters are allowed; nothing is trimmed or cut. What it was padded from must be on no list.
 */
export function weaknessOf(
  password: string,
  context: PasswordContext,
  { isListed, scoreOf }: Judges,
): FieldFault | undefined {
  const normal = password.normalize('NFKC');
  const points = [...normal];
  if (points.length < MIN_LENGTH)
    return fault('PASSWORD_TOO_SHORT', `Use at least ${MIN_LENGTH} characters.`);
  if (points.length > MAX_LENGTH) return fault('PASSWORD_TOO_LONG', `Use at most ${MAX_LENGTH} characters.`);
  if (coresOf(normal).some((core) => FAMOUS_PASSWORDS.has(core) || isListed(core)))
    return fault('PASSWORD_COMMON', 'This password is on lists that attackers try first.');
  const words = wordsOf(context);
  if (isMostly(lettersAndDigits(normal), words))
    return fault('PASSWORD_GUESSABLE', 'Do not build the password from your name, address or organisation.');
  const known = words.slice(0, ESTIMATED_WORDS).map((word) => word.slice(0, ESTIMATED_WORD_LENGTH));
  if (scoreOf(points.slice(0, ESTIMATED_POINTS).join(''), known) < MIN_SCORE)
    return fault('PASSWORD_PREDICTABLE', 'Use several words that do not belong together.');
  return undefined;
}

/** True when the password holds some of the words and, without them and without digits, too few letters. */
function isMostly(plain: string, words: readonly string[]): boolean {
  let rest = plain;
  for (const word of words) rest = rest.replaceAll(word, '');
  return rest !== plain && [...rest.replace(/\d/g, '')].length < MIN_UNGUESSABLE;
}

/** The words that an attacker tries first for this person, the longest first. */
function wordsOf({ email, name = '', organizationName = '' }: PasswordContext): string[] {
  const [local = '', domain = ''] = email.split('@');
  const whole = [email, local, name, organizationName, domain.split('.')[0] ?? ''];
  const parts = [local, name, organizationName].flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  return [...new Set([...whole, ...parts].map(lettersAndDigits).concat(PRODUCT_WORDS))]
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length);
}

const lettersAndDigits = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const fault = (code: string, message: string): FieldFault => ({ path: 'password', code, message });
