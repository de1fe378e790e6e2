import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { plausible, sizes as usual } from '../../tests/reading.ts';
import { readReport } from '../domain/testing/read-report.ts';
import { workbookOf, zipOf } from './testing/zip.ts';
import { unpackWhole } from './testing/whole.ts';

const CSV = 'Day,Campaign,Currency code,Impr.,Clicks,Cost\n2026-01-01,Brand,USD,100,5,1.50\n';
const textOf = async (bytes: Uint8Array) => Buffer.from(await unpackWhole(bytes, sizes)).toString();
const refusal = async (bytes: Uint8Array) =>
  unpackWhole(bytes, sizes).then(
    () => 'was read',
    (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
  );
const MEGABYTE = 1024 * 1024;
const sizes = { ...usual, textBytes: 16 * MEGABYTE };

describe('a file by its first bytes', () => {
  it('is read as it is when it is text', async () => {
    expect(await textOf(Buffer.from(CSV))).toBe(CSV);
  });

  it('is unpacked when it is gzip, whatever its name', async () => {
    expect(await textOf(gzipSync(CSV))).toBe(CSV);
  });

  it('is refused when gzip was cut, damaged or used twice', async () => {
    const packed = gzipSync(CSV);
    expect(await refusal(packed.subarray(0, packed.length - 12))).toMatch(/^IMPORT_UNREADABLE: .*cut off/);
    expect(await refusal(Buffer.concat([packed.subarray(0, 12), Buffer.alloc(40, 7)]))).toMatch(/damaged/);
    expect(await refusal(gzipSync(packed))).toMatch(/packed twice/);
  });

  it('is refused when it unpacks to more than is read, and no more of it is unpacked', async () => {
    expect(await refusal(gzipSync(Buffer.alloc(64 * MEGABYTE)))).toMatch(/more than 16 MB of text/);
    expect(await refusal(Buffer.alloc(17 * MEGABYTE, 'x'))).toMatch(/more than 16 MB of text/);
  });

  it('is refused with what to do when it is an old workbook', async () => {
    expect(await refusal(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).toMatch(/save it as \.xlsx/);
  });
});

describe('a workbook', () => {
  const header = ['Day', 'Campaign', 'Campaign ID', 'Currency code', 'Impr.', 'Clicks', 'Cost'];
  const row = [{ day: 46266 }, 'Otter, "spring"', 71, 'EUR', 1000, 10, 1316.14];
  const read = async (bytes: Uint8Array) =>
    readReport(
      await unpackWhole(bytes, sizes),
      { platform: null, currency: null, columns: {} },
      { today: '2026-11-28', plausible },
    );

  it('is read with its days, ids and numbers as they are', async () => {
    const report = await read(workbookOf({ Report: [['Campaign report'], header, row] }));
    expect(report).toMatchObject({ rows: 1, rejected: [], warnings: [] });
    expect(report.facts[0]).toMatchObject({
      lines: [3],
      report: {
        date: '2026-09-01',
        name: 'Otter, "spring"',
        campaignExternalId: '71',
        impressions: 1_000,
        costMicros: 1_316_140_000,
      },
    });
  });

  it('has its decimals by value, whatever the language of its headers', async () => {
    const german = ['Tag', 'Kampagne', 'Währungscode', 'Impr.', 'Klicks', 'Kosten'];
    const report = await read(workbookOf({ Bericht: [german, ['2026-09-01', 'Otter', 'EUR', 1, 1, 1.234]] }));
    expect(report.facts[0]?.report.costMicros).toBe(1_234_000);
  });

  it('says that an id is lost where the spreadsheet has rounded it', async () => {
    const rounded = [{ day: 46266 }, 'Otter', 123456789012345680000, 'EUR', 1, 1, 1];
    const report = await read(workbookOf({ Report: [header, rounded] }));
    expect(report.warnings).toMatchObject([{ line: 2, column: 'Campaign ID', code: 'ID_LOST' }]);
    expect(report.facts[0]?.report).toMatchObject({ campaignExternalId: null, name: 'Otter' });
  });

  it('may have other sheets beside its report, but not two reports', async () => {
    expect((await read(workbookOf({ Cover: [['Dear team']], Report: [header, row] }))).facts).toHaveLength(1);
    expect(await refusal(workbookOf({ One: [header, row], Two: [header, row] }))).toMatch(
      /Several sheets of the workbook are reports \("One", "Two"\)/,
    );
  });

  const large = Buffer.alloc(20 * MEGABYTE);
  it.each([
    [
      'says that it unpacks to too much',
      zipOf({ 'a.xml': 'x' }, { 'a.xml': 1_000 * MEGABYTE }),
      /more than can be read/,
    ],
    ['has a part that swells', zipOf({ 'a.xml': large }), /more than can be read/],
    ['says less than it unpacks to', zipOf({ 'a.xml': large }, { 'a.xml': 1_000 }), /more than can be read/],
    ['says more than it unpacks to', zipOf({ 'a.xml': 'x' }, { 'a.xml': 5 }), /cut off or damaged/],
    ['is cut', workbookOf({ Report: [header, row] }).subarray(0, 600), /cut off or damaged/],
    ['is another archive', zipOf({ 'readme.txt': 'Hello' }), /not a workbook/],
    [
      'has too many parts',
      zipOf(Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`${i}`, '']))),
      /more than can be read/,
    ],
  ])('that %s is refused', async (_name, bytes, message) => {
    expect(await refusal(bytes)).toMatch(message);
  });
});
