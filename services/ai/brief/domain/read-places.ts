import type { LanguageFile } from '../../bank/domain/schema.ts';

/** A place as the brief names it, and with the words that stand before it there: `Leeds`, `in Leeds`. */
export type Place = { name: string; phrase: string };

const MOST = 4;

/**
 * The places where a firm works, in the order of the texts: what stands after `in`, `à`, `en`. Where the language writes other
 * words with a capital, too, only places that the bank knows. The words before a place are the brief's own, because their
 * articles cannot be guessed.
 */
export function readPlaces(texts: readonly string[], { places }: LanguageFile): Place[] {
  const known = new Set(places.known.split(/\s*,\s*/u).map((name) => name.trim()));
  const not = new Set(places.not);
  const within = places.within.join('|');
  const word = "\\p{Lu}[\\p{L}'’]*(?:-[\\p{L}'’]+)*";
  const name = `${word}(?:\\s+(?:(?:${within})\\s+)*${word})*`;
  const after = new RegExp(
    `(?<![\\p{L}])(?<before>${places.before})\\s+(?<name>${name})(?<more>(?:\\s*(?:,|/|&|\\+|und|and|et|y|e)\\s*(?:${name}))*)`,
    'gu',
  );
  const found = new Map<string, Place>();
  const add = (raw: string, before: string): void => {
    const clean = raw.replace(/[.'’]+$/u, '');
    const fitting = clean === '' ? null : fit(clean, known, not, places.trusting);
    if (fitting === null) return;
    const said = places.elsewhere.includes(before.toLowerCase()) ? places.preposition : before.toLowerCase();
    if (!found.has(fitting) || said === places.preposition)
      found.set(fitting, { name: fitting, phrase: `${said} ${fitting}` });
    const [, next] = /^\s+(?:y|e|and|et|und)\s+(.+)$/u.exec(clean.slice(fitting.length)) ?? [];
    if (next !== undefined && known.has(next)) add(next, before);
  };
  const atStart = new RegExp(`(?<=^|[.!?]\\s+)(?:${places.before})(?=\\s)`, 'gimu');
  for (const text of texts.map((t) => t.replace(atStart, (before) => before.toLowerCase())))
    for (const match of text.matchAll(after)) {
      const { before = '', name: first = '', more = '' } = match.groups ?? {};
      add(first, before);
      for (const other of more.split(/\s*(?:,|\/|&|\+|(?<!\p{L})(?:und|and|et|y|e)(?!\p{L}))\s*/u))
        if (places.trusting || known.has(other.trim())) add(other.trim(), before);
    }
  for (const text of texts)
    for (const match of text.matchAll(new RegExp(`(?<=[,/]\\s?|^|\\s)(?<name>${name})(?=[.,;/]|$)`, 'gmu'))) {
      const bare = match.groups?.['name'] ?? '';
      if (known.has(bare) && !found.has(bare) && !not.has(bare))
        found.set(bare, { name: bare, phrase: `${places.preposition} ${bare}` });
    }
  return [...found.values()].slice(0, MOST);
}

/** The place at the start of a run of capitalised words; null when there is none. */
function fit(
  run: string,
  known: ReadonlySet<string>,
  not: ReadonlySet<string>,
  trusting: boolean,
): string | null {
  const words = run.split(/\s+/u);
  for (let count = words.length; count > 0; count -= 1) {
    const start = words.slice(0, count).join(' ');
    if (known.has(start) && !not.has(start)) return start;
  }
  const [first = ''] = words;
  const [city = ''] = first.split('-');
  if (first.includes('-') && known.has(city)) return city;
  if (!trusting || not.has(first) || /^\p{Lu}+$/u.test(first) || run.length > 40) return null;
  return run;
}
