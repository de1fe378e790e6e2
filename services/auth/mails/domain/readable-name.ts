import { personName } from '../../../../contracts/values.ts';
import { cleanLine } from '../../../../lib/visible-text.ts';

/**
 * Names in mails. People give names to themselves, to organisations, keys, factors and ad accounts, and we write them to
 * others: a name must not relay a link, nor show its reader something else than it holds. Names that were stored before
 * that was asked for, and those of which it is not asked, are cleaned here, and nowhere else.
 */
const LONGEST = 100;

/**
 * A name as a mail may hold it: marks that nobody sees are left out, a long one is cut, and what would still be a link or
 * cannot be seen is replaced by `otherwise`.
 */
function readableName(name: string, otherwise: string): string {
  if (personName.safeParse(name).success) return name;
  const visible = cleanLine(cleanLine(name).slice(0, LONGEST));
  return personName.safeParse(visible).success ? visible : otherwise;
}

/** The name of a person in the middle of a sentence. */
export const personIn = (name: string): string => readableName(name, 'somebody');
/** The name of an organisation in the middle of a sentence. */
export const organizationIn = (name: string): string => readableName(name, 'an organisation');
/** The name of a thing, in quotes. */
export const quoted = (name: string): string => `"${readableName(name, '(a name that we do not repeat)')}"`;
/** The name of a factor, which begins a sentence. */
export const factorIn = (name: string): string => readableName(name, 'a factor');

/** How a mail begins. */
export function greeting(name: string): string {
  const readable = readableName(name, '');
  return readable === '' ? 'Hello,' : `Hello ${readable},`;
}
