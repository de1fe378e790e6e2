const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
];

const TAG = /\{(KeyWord|keyword|Keyword|KEYWord|LOCATION)\w*(?:\([^)]*\))?:([^}]*)\}/g;

/** The width of an ad text as it is shown: double-width letters count two, a tag counts its default text. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const letter of text.replace(TAG, '$2')) {
    const point = letter.codePointAt(0) ?? 0;
    width += WIDE.some(([from, to]) => point >= from && point <= to) ? 2 : 1;
  }
  return width;
}
