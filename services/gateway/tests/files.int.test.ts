import { gzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { workbookOf } from '../../analytics/imports/unpack/testing/zip.ts';
import { signUp, type Signed } from '../../auth/tests/people.ts';

let stack: Stack;
let ada: Signed;
/** Of an API key that may read reports and nothing else. */
let reader: string;
const CAMPAIGNS = 3;

beforeAll(async () => {
  stack = await startStack({ services: ['gateway', 'auth', 'analytics'], env: { UPLOAD_MAX_MB: '1' } });
  ada = await signUp(stack);
  const made = await ask('/api/api-keys', ada.authorization, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'sheet', role: 'viewer', scopes: ['reports:read'] }),
  });
  reader = `Bearer ${((await made.json()) as { key: string }).key}`;
  const admin = (sql: string, values: unknown[]) =>
    asAdministrator(stack.databases.adminUrl('analytics'), sql, values);
  await admin(ROLLUPS, [ada.organization.id, CAMPAIGNS]);
  await admin('INSERT INTO fact_versions VALUES ($1, 1, now(), $2)', [ada.organization.id, '2026-03-02']);
});
afterAll(() => stack.stop());

const ROLLUPS = `
  INSERT INTO daily_rollups (organization_id, date, campaign_id, platform, currency, impressions, clicks, cost_micros,
                             conversions_micros, value_micros)
  SELECT $1, '2026-03-02', gen_random_uuid(), 'google-ads', 'USD', i, i, 1500000 * i, 0, 0 FROM generate_series(1, $2::int) i`;

const ask = (path: string, authorization: string, init: RequestInit = {}) =>
  fetch(stack.url + path, { ...init, headers: { ...init.headers, authorization } });

describe('a key that may only read reports pulls a table by its URL', () => {
  const pull = async (format: string) => {
    const path = `/api/analytics/performance?from=2026-03-01&to=2026-03-31&groupBy=date,campaign&metrics=clicks,costMicros&sort=clicks&format=${format}`;
    const response = await ask(path, reader);
    expect([response.status, response.headers.get('content-disposition')]).toEqual([
      200,
      `attachment; filename="performance.${format.split('&')[0]}"`,
    ]);
    return Buffer.from(await response.arrayBuffer());
  };
  const CLICKS = [1, 2, 3];

  it('as CSV', async () => {
    const [head, ...lines] = (await pull('csv&money=units')).toString().trimEnd().split('\r\n');
    expect(head).toBe('date,campaign,campaignName,currency,clicks,cost');
    expect(lines.map((line) => line.split(',').slice(-3))).toEqual(
      CLICKS.map((n) => ['USD', `${n}`, `${1.5 * n}`]),
    );
  });

  it('as JSON lines', async () => {
    const rows = (await pull('ndjson')).toString().trimEnd().split('\n');
    const read = rows.map((row) => JSON.parse(row) as { clicks: number; costMicros: number });
    expect(read.map(({ clicks, costMicros }) => [clicks, costMicros])).toEqual(
      CLICKS.map((n) => [n, 1_500_000 * n]),
    );
  });

  it('as Parquet', async () => {
    const rows = await parquetReadObjects({ file: Uint8Array.from(await pull('parquet')).buffer });
    expect(rows.map(({ clicks, costMicros }) => [clicks, costMicros] as unknown[])).toEqual(
      CLICKS.map((n) => [BigInt(n), BigInt(1_500_000 * n)]),
    );
  });

  it('as a spreadsheet', async () => {
    const parts = unzipSync(await pull('xlsx&money=units'));
    const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']);
    for (const cost of ['1.5', '3', '4.5']) expect(sheet).toContain(`<v>${cost}</v>`);
  });

  it('and can neither send figures nor see anything else', async () => {
    const asked = await Promise.all([
      ask('/api/analytics/imports', reader, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: 'a,b',
      }),
      ask('/api/analytics/metrics', reader, {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson' },
        body: '{}',
      }),
      ask('/api/members', reader),
      ask('/api/api-keys', reader),
    ]);
    expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });
});

describe('a file is taken', () => {
  const CSV = 'Day,Campaign,Currency code,Clicks,Cost\n2026-03-02,Heron,USD,3,1.50\n';
  const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const BOOK = Uint8Array.from(
    workbookOf({
      Report: [
        ['Day', 'Campaign'],
        ['2026-03-02', 'Heron'],
      ],
    }),
  );
  const PATH = '/api/analytics/imports?platform=google-ads';
  type Body = NonNullable<RequestInit['body']>;
  type Import = { id: string; fileName: string | null };

  const send = async (body: Body, headers: Record<string, string> = {}) => {
    const response = await ask(PATH, ada.authorization, { method: 'POST', headers, body });
    return {
      status: response.status,
      body: (await response.json()) as Import & { code: string; detail: string },
    };
  };
  const formOf = (...files: [content: Uint8Array | string, name: string, type: string][]) => {
    const form = new FormData();
    for (const [content, name, type] of files) form.append('file', new Blob([content], { type }), name);
    return form;
  };
  const nameOf = async (id: string) =>
    ((await (await ask(`/api/analytics/imports/${id}`, ada.authorization)).json()) as Import).fileName;

  it.each([
    ['a form', () => formOf([CSV, 'march.csv', 'text/csv']), {}, 'march.csv'],
    ['a workbook in a form', () => formOf([BOOK, 'march.xlsx', XLSX]), {}, 'march.xlsx'],
    ['a workbook', () => BOOK, { 'content-type': XLSX }, null],
    ['gzip', () => gzipSync(CSV), { 'content-type': 'application/gzip' }, null],
    ['a packed body', () => gzipSync(CSV), { 'content-type': 'text/csv', 'content-encoding': 'gzip' }, null],
  ])('that came as %s', async (_how, body, headers, name) => {
    const { status, body: made } = await send(body(), headers);
    expect(status).toBe(202);
    expect(await nameOf(made.id)).toBe(name);
  });

  it.each([
    [
      'two files',
      () => formOf([CSV, 'a.csv', 'text/csv'], [CSV, 'b.csv', 'text/csv']),
      {},
      [400, 'REQUEST_MALFORMED'],
    ],
    [
      'more than the setting',
      () => 'x'.repeat(1_100_000),
      { 'content-type': 'text/csv' },
      [413, 'REQUEST_TOO_LARGE'],
    ],
    [
      'more than the setting, in a form',
      () => formOf(['x'.repeat(1_100_000), 'a.csv', 'text/csv']),
      {},
      [413, 'REQUEST_TOO_LARGE'],
    ],
    [
      'more than the setting, unpacked',
      () => gzipSync('x'.repeat(1_100_000)),
      { 'content-type': 'text/csv', 'content-encoding': 'gzip' },
      [413, 'REQUEST_TOO_LARGE'],
    ],
    ['a picture', () => BOOK, { 'content-type': 'image/png' }, [415, 'MEDIA_TYPE_UNSUPPORTED']],
  ])('and is refused when it is %s', async (_what, body, headers, said) => {
    const { status, body: answer } = await send(body(), headers);
    expect([status, answer.code]).toEqual(said);
  });
});
