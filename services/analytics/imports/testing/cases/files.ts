import type { ImportCase } from '../import-case.ts';
import { day, google, gzip, latin1, lines, ONE_DAY, titled, utf16 } from '../report-text.ts';

const GERMAN = lines('Tag;Kampagne;Währungscode;Impr.;Klicks;Kosten', '2026-09-01;Zaunkönig;EUR;200;20;5,00');
const POLISH = lines(
  'Dzień;Kampania;Kod waluty;Wyświetlenia;Kliknięcia;Koszt',
  '2026-09-01;Żuraw;PLN;200;20;5,00',
);
const ONE = google(day('2026-09-01'));
const german = {
  rows: 1,
  sums: { EUR: [200, 20, 5, null, null] },
  facts: [['2026-09-01', 'Zaunkönig']],
} as const;
const one = { rows: 1, sums: { USD: ONE_DAY } } as const;
/** `Dzień … Żuraw` in Windows-1250 and `日 … サギ` in Shift_JIS, as spreadsheets of those countries save them. */
const inBytes = (text: string, codes: Readonly<Record<string, readonly number[]>>): Uint8Array =>
  Buffer.concat([...text].map((char) => Buffer.from(codes[char] ?? [char.charCodeAt(0)])));
const WINDOWS_1250 = { ń: [0xf1], ś: [0x9c], ę: [0xea], Ż: [0xaf] };
const SHIFT_JIS = {
  日: [0x93, 0xfa],
  費: [0x94, 0xef],
  用: [0x97, 0x70],
  通: [0x92, 0xca],
  貨: [0x89, 0xdd],
  サ: [0x83, 0x54],
  ギ: [0x83, 0x4d],
};

/** How a file is written, packed and cut. */
export const files: readonly ImportCase[] = [
  { name: 'UTF-8', file: GERMAN, ...german },
  { name: 'UTF-8 with its mark', file: `\ufeff${GERMAN}`, ...german },
  { name: 'UTF-16 with tabs', file: utf16(GERMAN.replaceAll(';', '\t')), ...german },
  { name: 'UTF-16, big end first', file: utf16(GERMAN, { big: true }), ...german },
  { name: 'UTF-16 without its mark', file: utf16(GERMAN, { bare: true }), ...german },
  { name: 'Latin-1', file: latin1(GERMAN), ...german },
  {
    name: 'Windows-1250',
    file: inBytes(POLISH, WINDOWS_1250),
    rows: 1,
    sums: { PLN: [200, 20, 5, null, null] },
    facts: [['2026-09-01', 'Żuraw']],
  },
  {
    name: 'Shift_JIS',
    file: inBytes(lines('日,Campaign,通貨,Clicks,費用', '2026/09/01,サギ,JPY,20,500'), SHIFT_JIS),
    rows: 1,
    sums: { JPY: [null, 20, 500, null, null] },
    facts: [['2026-09-01', 'サギ']],
  },
  { name: 'gzip', file: gzip(ONE), ...one },
  { name: 'gzip of UTF-16', file: gzip(utf16(ONE)), ...one },
  { name: 'gzip that was cut', file: gzip(ONE).subarray(0, 60), refused: /cut off or damaged/ },
  { name: 'gzip in gzip', file: gzip(gzip(ONE)), refused: /packed twice/ },
  { name: 'line ends of Windows', file: ONE.replaceAll('\n', '\r\n'), ...one },
  { name: 'line ends of old Macs', file: ONE.replaceAll('\n', '\r'), ...one },
  { name: 'no line end at the end', file: ONE.trimEnd(), ...one },
  { name: 'tabs', file: ONE.replaceAll(',', '\t'), ...one },
  { name: 'bars', file: ONE.replaceAll(',', '|'), ...one },
  { name: 'semicolons', file: ONE.replaceAll(',', ';'), ...one },
  {
    name: 'a line that tells a spreadsheet what parts its cells',
    file: `sep=;\n${ONE.replaceAll(',', ';')}`,
    ...one,
  },
  { name: 'blank lines between and below', file: `\n\n${ONE.replaceAll('\n', '\n\n')}\n,,,,,,,\n`, ...one },
  {
    name: 'title lines as wide as the table',
    file: lines('Campaign report,,,,,,,', '"September 1, 2026 - September 1, 2026",,,,,,,') + ONE,
    ...one,
  },
  {
    name: 'ninety title lines',
    file: lines(...Array.from({ length: 90 }, (_, i) => `Advertiser,Equals: Account ${i}`)) + ONE,
    ...one,
  },
  {
    name: 'a line break in a name',
    file: google('2026-09-01,"Grey\nheron",80,USD,200,20,5.00,2', day('2026-09-02')),
    rows: 2,
    sums: { USD: [400, 40, 10, 4, null] },
    facts: [
      ['2026-09-01', 'Grey heron'],
      ['2026-09-02', 'Heron'],
    ],
  },
  {
    name: 'quotes, commas and semicolons in a name',
    file: google('2026-09-01,"The ""grey"", heron; one",81,USD,200,20,5.00,2'),
    ...one,
    facts: [['2026-09-01', 'The "grey", heron; one']],
  },
  { name: 'nothing', file: '', refused: /is empty/ },
  { name: 'blanks alone', file: ' \n\n  \n', refused: /is empty/ },
  { name: 'a mark alone', file: '\ufeff', refused: /is empty/ },
  {
    name: 'a header alone',
    file: google(),
    rows: 0,
    sums: {},
    warnings: [[1, null, 'NO_ROWS']],
  },
  {
    name: 'titles, a header and totals of nothing',
    file: titled('September 1, 2026 - September 1, 2026', 'Total: Campaigns,--,--,USD,0,0,0.00,0'),
    rows: 0,
    sums: {},
    warnings: [[3, null, 'NO_ROWS']],
  },
  { name: 'prose', file: 'Dear team,\nplease find the figures attached.\n', refused: /No header line/ },
  { name: 'a page of the web', file: '<html><body>Please sign in</body></html>', refused: /No header line/ },
  { name: 'JSON', file: '[{"Day":"2026-09-01","Clicks":3}]', refused: /not a readable CSV table/ },
  {
    name: 'a picture',
    file: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    refused: /No header line/,
  },
  {
    name: 'cut in the middle of a row',
    file: google(day('2026-09-01'), day('2026-09-02')).slice(0, -14),
    rows: 2,
    sums: { USD: ONE_DAY },
    rejected: [[3, 'ROW_INVALID']],
    status: 'partial',
  },
  {
    name: 'cut in the middle of a number, under its total',
    file:
      titled('September 1, 2026 - September 2, 2026', 'Total,--,--,USD,400,40,10.00,4', day('2026-09-01')) +
      '2026-09-02,Heron,81,USD,200,20,5.0',
    rows: 2,
    sums: { USD: ONE_DAY },
    rejected: [[6, 'ROW_INVALID']],
    warnings: [[4, 'Conversions', 'TOTAL_DISAGREES']],
    status: 'partial',
  },
  {
    name: 'cut within quotes',
    file: google(day('2026-09-01'), '2026-09-02,"Her').trimEnd(),
    refused: /quotation mark may be missing/,
  },
  {
    name: 'UTF-8 that was cut within a letter',
    file: Buffer.from(`${GERMAN}2026-09-02;Zaunkö`).subarray(0, -1),
    refused: /cut off/,
  },
  {
    name: 'UTF-16 that was cut within a letter',
    file: utf16(ONE).subarray(0, -1),
    refused: /cut off/,
  },
];
