import { AppError } from '../../../lib/errors.ts';

/** A part of a text: from the first character to the one after the last. */
export type Part = readonly [start: number, end: number];

/** How deep JSON may be nested, and how many fields one object may have (docs/decisions.md#27-big-bodies). */
const MAX_DEPTH = 20;
const MAX_FIELDS = 1_000;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
/** After how many characters the walk lets other work of this process go on. */
const SLICE = 64 * 1024;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

type Level = { object: boolean; names: Set<string> | undefined; nameNext: boolean };

/**
 * Walks through JSON text before it is parsed, and refuses what would cost too much or could be read in two ways. The
 * walk pauses after each slice. It does not find all faults of syntax: JSON.parse does.
 *
 * `rowEnd` is told the elements of each list that is a field of the outermost object, one after another.
 * @throws AppError REQUEST_MALFORMED for nesting above 20, objects of above 1,000 fields, a name that comes twice in one
 * object, or a name that JavaScript gives a meaning to
 */
export function* walkJson(text: string, rowEnd?: (part: Part) => void): Generator<undefined, void> {
  const levels: Level[] = [];
  let level: Level | undefined;
  let rowStart = 0;
  let pauseAt = SLICE;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charCodeAt(i);
    if (char === QUOTE) {
      const end = endOfText(text, i);
      if (level?.nameNext) addName(level, text, [i, end]);
      i = end - 1;
    } else if (char === OPEN_OBJECT || char === OPEN_LIST) {
      const object = char === OPEN_OBJECT;
      if (levels.length === MAX_DEPTH) throw malformed('The body is nested too deeply.');
      if (isRows(levels, object)) rowStart = i + 1;
      level = { object, names: undefined, nameNext: object };
      levels.push(level);
    } else if (char === COMMA && level) {
      level.nameNext = level.object;
      if (inRows(levels)) {
        rowEnd?.([rowStart, i]);
        rowStart = i + 1;
      }
    } else if (char === CLOSE_OBJECT || char === CLOSE_LIST) {
      if (inRows(levels)) rowEnd?.([rowStart, i]);
      levels.pop();
      level = levels.at(-1);
    }
    if (i < pauseAt) continue;
    pauseAt = i + SLICE;
    yield;
  }
}

/** Whether the list that opens here is a field of the outermost object. */
const isRows = (levels: readonly Level[], object: boolean) =>
  !object && levels.length === 1 && levels[0]?.object === true;
const inRows = (levels: readonly Level[]) =>
  levels.length === 2 && levels[1]?.object === false && levels[0]?.object === true;

/** The character after the quotation mark that ends the text which begins here. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}

function addName(level: Level, text: string, [start, end]: Part): void {
  level.nameNext = false;
  const written = text.slice(start + 1, end - 1);
  const name = written.includes('\\') ? unescaped(text.slice(start, end)) : written;
  const names = (level.names ??= new Set());
  if (FORBIDDEN.has(name)) throw malformed('A field has a forbidden name.');
  if (names.has(name)) throw malformed(`The field ${name.slice(0, 60)} comes twice.`);
  if (names.size === MAX_FIELDS) throw malformed('An object has too many fields.');
  names.add(name);
}

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted; // JSON.parse refuses the whole body
  }
}

const malformed = (detail: string) => new AppError('REQUEST_MALFORMED', { detail });
