import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive of these parts; `said` are sizes that it tells of itself instead of the true ones. */
export function zipOf(
  parts: Readonly<Record<string, string | Buffer>>,
  said: Record<string, number> = {},
): Buffer {
  const [bodies, entries]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const sizes = Buffer.alloc(18);
    sizes.writeUInt16LE(8, 0); // deflated
    sizes.writeUInt32LE(crc32(bytes), 6);
    sizes.writeUInt32LE(packed.length, 10);
    sizes.writeUInt32LE(said[name] ?? bytes.length, 14);
    const local = Buffer.concat([
      Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]),
      sizes,
      Buffer.alloc(4),
      Buffer.from(name),
    ]);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.concat([
      Buffer.from([0x50, 0x4b, 1, 2, 20, 0, 20, 0, 0, 0]),
      sizes,
      Buffer.alloc(18),
      Buffer.from(name),
    ]);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(local, packed);
    entries.push(entry);
    at += local.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

/** A cell: a text, a number, a number that is shown as a day, a formula with what it came to, an error, or nothing. */
export type Cell =
  | string
  | number
  | boolean
  | { day: number }
  | { formula: string; value?: number | string }
  | { error: string }
  | null;

const columnName = (index: number): string => String.fromCharCode(65 + index);
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function cellXml(value: Cell, at: string): string {
  if (value === null) return '';
  if (typeof value === 'string') return `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if ('day' in value) return `<c r="${at}" s="1"><v>${value.day}</v></c>`;
  if ('error' in value) return `<c r="${at}" t="e"><v>${value.error}</v></c>`;
  const type = typeof value.value === 'string' ? ' t="str"' : '';
  const result = value.value === undefined ? '' : `<v>${escaped(String(value.value))}</v>`;
  return `<c r="${at}"${type}><f>${escaped(value.formula)}</f>${result}</c>`;
}

function sheetXml(rows: readonly (readonly Cell[])[], merged: readonly string[]): string {
  const lines = rows.map(
    (row, y) =>
      `<row r="${y + 1}">${row.map((value, x) => cellXml(value, `${columnName(x)}${y + 1}`)).join('')}</row>`,
  );
  const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const tail = merges === '' ? '' : `<mergeCells count="${merged.length}">${merges}</mergeCells>`;
  return `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lines.join('')}</sheetData>${tail}</worksheet>`;
}

/** What a workbook says beside its cells: whether it counts days from 1904, and ranges whose cells are merged. */
type Said = { from1904?: boolean; merged?: readonly string[] };

/** A workbook of these sheets, as spreadsheets save them. */
export function workbookOf(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  { from1904 = false, merged = [] }: Said = {},
): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const names = Object.keys(sheets);
  const each = (make: (name: string, number: number) => string) =>
    names.map((name, i) => make(name, i + 1)).join('');
  return zipOf({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}">${from1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${each((name, n) => `<sheet name="${name}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="${relations}">${each((_, n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId99" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<?xml version="1.0"?><styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheets[name] ?? [], merged)]),
    ),
  });
}
