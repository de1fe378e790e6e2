import { organizationName, personName } from '../../../../contracts/names.ts';
import { cleanLine } from '../../../../lib/visible-text.ts';
import { unlinked } from './unlinked.ts';

/**
 * Names in mails. People give names to themselves, to organisations, keys, factors and ad accounts, and we write them to
 * others: a name must not relay a link, nor show its reader something else than it holds. Names that were stored before
 * that was asked for, and those of which it is not asked, are cleaned here, and nowhere else.
 */
const LONGEST = 100;
type Rule = typeof personName;

/**
 * A name as a mail may hold it: marks that nobody sees are left out, a long one is cut, what is an address and no name by the
 * rule, or cannot be seen, is replaced by `otherwise`, and what is left is written so that nothing of it becomes a link.
 */
function readableName(name: string, otherwise: string, rule: Rule = organizationName): string {
  if (rule.safeParse(name).success) return unlinked(name);
  const visible = cleanLine(cleanLine(name).slice(0, LONGEST));
  return rule.safeParse(visible).success ? unlinked(visible) : otherwise;
}

/** The name of a person in the middle of a sentence. */
export const personIn = (name: string): string => readableName(name, 'somebody', personName);
/** The name of an organisation in the middle of a sentence. */
export const organizationIn = (name: string): string => readableName(name, 'an organisation');
/** The name of a thing, in quotes. Ad accounts are named like the shops that they advertise. */
export const quoted = (name: string): string => `"${readableName(name, '(a name that we do not repeat)')}"`;
/** The name of a factor, which begins a sentence. */
export const factorIn = (name: string): string => readableName(name, 'a factor');

/** How a mail begins. */
export function greeting(name: string): string {
  const readable = readableName(name, '', personName);
  return readable === '' ? 'Hello,' : `Hello ${readable},`;
}
