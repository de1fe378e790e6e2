/**
 * Characters that a reader does not see and that can carry hidden instructions, by what Unicode says of them: those that format others
 * (marks of direction, tags, joiners, controls of music, shorthand and hieroglyphs) and those that show nothing where they are not
 * known (variation selectors, letters without a shape, the unassigned among the specials). The blank of Braille and the place of an
 * object that is not there are in neither; Arabic, Syriac and Kaithi signs before numbers format and are seen.
 */
const INVISIBLE =
  /(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\ufffc]/gu;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Removes invisible characters, keeps line breaks, and normalises the text to NFC. */
export function stripInvisible(text: string): string {
  return text.replace(INVISIBLE, '').replace(LONE_SURROGATE, '').normalize('NFC');
}

/** One line of visible text: no invisible or control characters, single spaces, no space at the ends. */
export function cleanLine(text: string): string {
  return stripInvisible(text).replace(CONTROL, ' ').replace(/\s+/gu, ' ').trim();
}

/** Controls that break no line and part no cell: terminals obey some of them. */
const OTHER_CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/gu;

/** Text as somebody else shall read it, with nothing hidden; letters, spaces, tabs and line breaks stay as they are. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, '').replace(OTHER_CONTROL, '').replace(LONE_SURROGATE, '');
}

/** Whether the text has a character that a reader does not see. */
export function hasInvisible(text: string): boolean {
  return text.search(INVISIBLE) >= 0 || text.search(CONTROL) >= 0 || text.search(LONE_SURROGATE) >= 0;
}
