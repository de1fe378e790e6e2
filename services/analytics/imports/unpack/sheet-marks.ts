/** A range of cells, counted from 0, both corners included. */
export type Area = {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};

/** What a sheet says of its cells that is lost where they are read as values alone. */
export type SheetMarks = {
  /** Cells whose formula ended in an error, with what the spreadsheet shows there. */
  readonly errors: readonly { readonly area: Area; readonly text: string }[];
  /** A cell with a formula that no spreadsheet has ever worked out, such as `G7`; null for none. */
  readonly unreckoned: string | null;
  /** Cells that are merged: all of them show the first one. */
  readonly merged: readonly Area[];
};

const ERROR =
  /<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+\d+)"[^>]*>(?:<f\b[^>]*(?:\/>|>[^<]*<\/f>))?<v>([^<]*)<\/v>/g;
const UNRECKONED = /<c\b[^>]*\br="([A-Z]+\d+)"[^>]*>\s*<f\b[^>]*(?:\/>|>[^<]*<\/f>)\s*<\/c>/;
const MERGED = /<mergeCell\b[^>]*\bref="([A-Z]+\d+):([A-Z]+\d+)"/g;

/** Reads the marks of a sheet from its XML. */
export function sheetMarks(xml: string): SheetMarks {
  return {
    errors: [...xml.matchAll(ERROR)].map(([, at = '', text = '']) => ({ area: areaOf(at, at), text })),
    unreckoned: UNRECKONED.exec(xml)?.[1] ?? null,
    merged: [...xml.matchAll(MERGED)].map(([, from = '', to = '']) => areaOf(from, to)),
  };
}

function areaOf(from: string, to: string): Area {
  const [a, b] = [placeOf(from), placeOf(to)];
  return { top: a.row, left: a.column, bottom: b.row, right: b.column };
}

/** `C4` is row 3, column 2. */
function placeOf(cell: string): { row: number; column: number } {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

/** The parts of an archive in which its sheets stand, by their names. */
export function sheetParts(workbook: string, relations: string): Map<string, string> {
  const targets = new Map(
    [...relations.matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      valueOf(tag, 'Id'),
      valueOf(tag, 'Target'),
    ]),
  );
  return new Map(
    [...workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].map(([tag]) => {
      const target = targets.get(valueOf(tag, '(?:\\w+:)?id')) ?? '';
      return [valueOf(tag, 'name'), target.startsWith('/') ? target.slice(1) : `xl/${target}`];
    }),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function valueOf(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return value.replace(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => ENTITIES[entity] ?? '');
}
