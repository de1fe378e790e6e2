/** No password needs more looks than this to find what it was padded from. */
export const MAX_CORES = 120;
const MAX_UNITS = 3;
/** The longest thing that is looked for said again and again at the end. */
const MAX_PERIOD = 6;
/** `abc123456789` may be `abc123` made longer: so many of a run's characters may belong to what is before it. */
const MAX_KEPT_OF_RUN = 8;

/**
 * What a password may have been padded from to be long enough: the password itself, and what is left of it without
 * repetition, without signs in it, without digits and signs around it, and without runs such as 123 or aaa at its ends or
 * a year or a repetition at its end. Each in its own letters and in small ones.
 */
export function coresOf(password: string): string[] {
  const cores = new Set<string>();
  const waiting = [password, password.toLowerCase()];
  for (let core = waiting.shift(); core !== undefined && cores.size < MAX_CORES; core = waiting.shift()) {
    if (core === '' || cores.has(core)) continue;
    cores.add(core);
    for (const reduce of REDUCTIONS) waiting.push(...reduce(core));
  }
  return [...cores];
}

const REDUCTIONS: readonly ((text: string) => string[])[] = [
  (text) => unitsOf(text),
  (text) => [text.replace(/[^\p{L}\p{N}]+$/u, ''), text.replace(/^[^\p{L}\p{N}]+/u, '')],
  (text) => [text.replace(/[^\p{L}]+$/u, ''), text.replace(/^[^\p{L}]+/u, '')],
  (text) => withoutRun(text),
  (text) => withoutRun(reversed(text)).map(reversed),
  (text) => [text.replace(/[^\p{L}\p{N}]+/gu, '')],
  (text) => [text.replace(/((?:19|20)\d\d[^\p{L}\p{N}]*)\1*\d{0,3}$/u, ''), withoutRepetition(text)],
];

/** What a text is a repetition of, the last one perhaps cut off: `abcabca` is one of `abc`, and of `abcabc`. */
function unitsOf(text: string): string[] {
  const units: string[] = [];
  for (
    let border = borderOf(text);
    border > 0 && units.length < MAX_UNITS;
    border = borderOf(text.slice(0, border))
  )
    units.push(text.slice(0, text.length - border));
  return units;
}

/** How long the longest beginning of a text is that is its end, too, and not all of it. */
function borderOf(text: string): number {
  const borders = [0];
  for (let at = 1; at < text.length; at += 1) {
    let border = borders[at - 1] ?? 0;
    while (border > 0 && text[at] !== text[border]) border = borders[border - 1] ?? 0;
    borders.push(text[at] === text[border] ? border + 1 : 0);
  }
  return borders.at(-1) ?? 0;
}

/** A text without what is said twice or more at its end: `123456` of `123456202420242`. */
function withoutRepetition(text: string): string {
  let shortest = text.length;
  for (let period = 2; period <= MAX_PERIOD; period += 1) {
    let start = text.length - period;
    while (start > 0 && text[start - 1] === text[start - 1 + period]) start -= 1;
    if (text.length - start >= 2 * period) shortest = Math.min(shortest, start);
  }
  return text.slice(0, shortest);
}

/** A run is shorter than three characters in many a good password. */
const MIN_RUN = 3;

/** A text without the run at its end, and with a few characters of the run. */
function withoutRun(text: string): string[] {
  const run = runAtEnd(text);
  if (run < MIN_RUN) return [];
  const start = text.length - run;
  return Array.from({ length: Math.min(run, MAX_KEPT_OF_RUN + 1) }, (_, kept) => text.slice(0, start + kept));
}

/** How many characters at the end are the same, or go up or down by one; after 9 comes 0. */
function runAtEnd(text: string): number {
  const step = stepBetween(text.at(-2), text.at(-1));
  if (step === undefined) return 0;
  let length = 2;
  while (length < text.length && stepBetween(text.at(-length - 1), text.at(-length)) === step) length += 1;
  return length;
}

const reversed = (text: string) => [...text].reverse().join('');

/** The step from one character to the next in a run; undefined where there is none. */
function stepBetween(from: string | undefined, to: string | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const step = to.charCodeAt(0) - from.charCodeAt(0);
  if (from === '9' && to === '0') return 1;
  if (from === '0' && to === '9') return -1;
  return Math.abs(step) <= 1 ? step : undefined;
}
