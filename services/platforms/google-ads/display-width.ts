/** East Asian wide and full-width letters, and emoji (Unicode TR11 W and F): they take the room of two. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** `{KeyWord:default}`, `{LOCATION(City):default}`: shown as their default text at the least. */
const TAG = /\{(?:keyword|location)(?:\([^)]*\))?:([^}]*)\}/gi;

/** How much room a text of an ad takes: a wide letter counts two, a tag as its default text. */
export function displayWidth(text: string): number {
  return [...text.replace(TAG, '$1')].reduce((width, letter) => width + (WIDE.test(letter) ? 2 : 1), 0);
}
