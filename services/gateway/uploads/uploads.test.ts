import { describe, expect, it } from 'vitest';
import type { Exchange } from '../exchange/exchange.ts';
import { parseQuery } from '../exchange/query.ts';
import { requestWith } from '../testing/request.ts';
import { uploadImport } from './import.ts';
import { uploadMetrics } from './metrics.ts';

type Call = { name: string; params: Record<string, unknown> };
type Sent = { pieces: readonly (string | Buffer)[]; type: string; query?: string };

/** An exchange with this body whose calls are answered by `answer`, and the calls that it made. */
function exchangeOf({ pieces, type, query = '' }: Sent, answer: (call: Call) => unknown) {
  const calls: Call[] = [];
  const exchange = {
    request: requestWith(pieces, { 'content-type': type, 'transfer-encoding': 'chunked' }),
    query: parseQuery(`/?${query}`),
    call: (async (contract: { name: string }, params: Record<string, unknown>) => {
      const call = { name: contract.name, params };
      calls.push(call);
      return answer(call);
    }) as unknown as Exchange['call'],
  } as Exchange;
  return { exchange, calls };
}

describe('metrics that are sent', () => {
  const NDJSON = 'application/x-ndjson';
  /** Takes every row but those that are text. */
  const ingest = ({ params }: Call) => {
    const { rows, firstLine } = params as { rows: unknown[]; firstLine: number };
    const rejected = rows.flatMap((row, i) =>
      typeof row === 'string' ? [{ line: firstLine + i, code: 'ROW_INVALID', message: row }] : [],
    );
    return { accepted: rows.length - rejected.length, rejectedCount: rejected.length, rejected };
  };
  const upload = async (pieces: readonly (string | Buffer)[], type = NDJSON) => {
    const { exchange, calls } = exchangeOf({ pieces, type }, ingest);
    const answer = await uploadMetrics(exchange);
    return { calls: calls.map(({ params }) => params), total: JSON.parse(answer.body ?? '') as object };
  };

  it('as lines keep their order and numbers, however the bytes are cut, and empty lines are none', async () => {
    const text = '{"n":1}\n\n  {"n":"é"}\r\n{"n":3}';
    for (const pieces of [[text], [...Buffer.from(text)].map((byte) => Buffer.from([byte]))]) {
      const { calls } = await upload(pieces);
      expect(calls).toEqual([{ rows: [{ n: 1 }, { n: 'é' }, { n: 3 }], firstLine: 1 }]);
    }
  });

  it('that are no JSON are rejected by their line, and the others count', async () => {
    const { total } = await upload(['{}\nno json\n{}\n']);
    expect(total).toEqual({
      accepted: 2,
      rejectedCount: 1,
      rejected: [{ line: 2, code: 'ROW_INVALID', message: 'no json' }],
    });
  });

  it('go to analytics a thousand at a time, each call with the number of its first line', async () => {
    const { calls, total } = await upload(['{}\n'.repeat(2_001)]);
    expect(calls.map(({ rows, firstLine }) => [(rows as unknown[]).length, firstLine])).toEqual([
      [1_000, 1],
      [1_000, 1_001],
      [1, 2_001],
    ]);
    expect(total).toEqual({ accepted: 2_001, rejectedCount: 0, rejected: [] });
  });

  it('go to analytics at most half a megabyte at a time', async () => {
    const line = `{"text":"${'x'.repeat(200 * 1024)}"}\n`;
    const { calls } = await upload([line.repeat(5)]);
    expect(calls.map(({ rows, firstLine }) => [(rows as unknown[]).length, firstLine])).toEqual([
      [2, 1],
      [2, 3],
      [1, 5],
    ]);
  });

  it('list the first thousand rejected rows and count all', async () => {
    const { total } = await upload(['none\n'.repeat(1_500)]);
    const { rejectedCount, rejected } = total as { rejectedCount: number; rejected: { line: number }[] };
    expect([rejectedCount, rejected.length, rejected.at(-1)?.line]).toEqual([1_500, 1_000, 1_000]);
  });

  it.each([
    ['a line above 512 KB', ['x'.repeat(512 * 1024 + 1)], NDJSON, 'REQUEST_TOO_LARGE'],
    ['no line', ['\n \n'], NDJSON, 'REQUEST_INVALID'],
    ['no row', ['{"rows":[]}'], 'application/json', 'REQUEST_INVALID'],
    ['no rows', ['{}'], 'application/json', 'REQUEST_INVALID'],
    ['rows that are no list', ['{"rows":{}}'], 'application/json', 'REQUEST_INVALID'],
    ['another field', ['{"rows":[{}],"firstLine":7}'], 'application/json', 'REQUEST_INVALID'],
    ['another type', ['a,b'], 'text/csv', 'MEDIA_TYPE_UNSUPPORTED'],
  ])('with %s are refused', async (_what, pieces, type, code) => {
    await expect(upload(pieces, type)).rejects.toMatchObject({ code });
  });

  it('as JSON are the same rows', async () => {
    const { calls } = await upload(['{"rows":[{"n":1},{"n":2}]}'], 'application/json');
    expect(calls).toEqual([{ rows: [{ n: 1 }, { n: 2 }], firstLine: 1 }]);
  });
});

describe('a file that is imported', () => {
  const KILOBYTE = 1_024;
  const made = { id: 'i1', status: 'pending' };
  const upload = async (pieces: readonly Buffer[], type = 'text/csv', query = '') => {
    const { exchange, calls } = exchangeOf({ pieces, type, query }, () => made);
    const answer = await uploadImport(exchange);
    return { calls, answer };
  };

  it('is kept in pieces of half a megabyte, in order, and then handed over', async () => {
    const file = Buffer.from(Array.from({ length: 1_100 * KILOBYTE }, (_, i) => i % 251));
    const { calls, answer } = await upload(
      [file.subarray(0, 7), file.subarray(7)],
      'text/csv',
      'platform=google-ads',
    );
    expect(calls.map(({ name }) => name)).toEqual([
      'analytics.beginImport',
      ...Array.from({ length: 3 }, () => 'analytics.addImportChunk'),
      'analytics.commitImport',
    ]);
    expect(calls[0]?.params).toEqual({ platform: 'google-ads' });
    const chunks = calls.slice(1, -1).map(({ params }) => params);
    expect(chunks.map(({ id, index }) => [id, index])).toEqual([
      ['i1', 0],
      ['i1', 1],
      ['i1', 2],
    ]);
    const bytes = chunks.map((params) => Buffer.from(String(params['bytes']), 'base64'));
    expect(bytes.map((b) => b.length)).toEqual([512 * KILOBYTE, 512 * KILOBYTE, 76 * KILOBYTE]);
    expect(Buffer.concat(bytes).equals(file)).toBe(true);
    expect(calls.at(-1)?.params).toEqual({ id: 'i1', chunks: 3 });
    expect(answer).toMatchObject({ status: 202, headers: { location: '/api/analytics/imports/i1' } });
  });

  it.each(['text/csv', 'text/tab-separated-values', 'application/vnd.ms-excel', 'application/octet-stream'])(
    'may be %s',
    async (type) => {
      expect((await upload([Buffer.from('a,b')], type)).calls).toHaveLength(3);
    },
  );

  it('of another type is refused before an import is begun', async () => {
    const { exchange, calls } = exchangeOf({ pieces: ['{}'], type: 'application/json' }, () => made);
    await expect(uploadImport(exchange)).rejects.toMatchObject({ code: 'MEDIA_TYPE_UNSUPPORTED' });
    expect(calls).toEqual([]);
  });

  it('that is empty or above 16 MB is refused', async () => {
    await expect(upload([])).rejects.toMatchObject({ code: 'IMPORT_UNREADABLE' });
    const large = Array.from({ length: 17 }, () => Buffer.alloc(KILOBYTE * KILOBYTE));
    await expect(upload(large)).rejects.toMatchObject({ code: 'REQUEST_TOO_LARGE' });
  });
});
