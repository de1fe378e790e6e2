const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

const words = new Intl.Segmenter('en', { granularity: 'word' });

/** The width that ad platforms count: 2 for East Asian wide characters and emoji, 1 for every other code point. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** True when the text is not empty and not wider than `width`. */
export function fits(text: string, width: number): boolean {
  return text !== '' && displayWidth(text) <= width;
}

/** The longest start of the text that ends with a whole word and is not wider than `width`; may be empty. */
export function cutToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let pending = '';
  for (const { segment, isWordLike } of words.segment(text)) {
    pending += segment;
    if (displayWidth(kept + pending) > width) break;
    if (isWordLike === true && endsAtBoundary(text, kept.length + pending.length)) {
      kept += pending;
      pending = '';
    }
  }
  return kept.trim();
}

/** Hyphens, apostrophes and dots inside a word do not end it. */
function endsAtBoundary(text: string, end: number): boolean {
  return (
    !/^[-’'.&/]?[\p{Script=Latin}\d]/u.test(text.slice(end)) ||
    !/[\p{Script=Latin}\d]$/u.test(text.slice(0, end))
  );
}
