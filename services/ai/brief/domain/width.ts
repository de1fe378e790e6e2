import { displayWidth } from '../../../../rules/display-width.ts';

const words = new Intl.Segmenter('en', { granularity: 'word' });

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
