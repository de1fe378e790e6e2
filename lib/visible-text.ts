/**
 * Characters that a reader does not see and that can carry hidden instructions: tag characters, variation selectors,
 * zero-width characters and joiners, bidirectional controls, letters without a shape, the soft hyphen and the byte order mark.
 */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
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
