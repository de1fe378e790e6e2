import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, type Progress } from '../../../lib/errors.ts';
import type { Cost } from '../../../mixins/door/cost.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { parseQuery } from '../exchange/query.ts';
import { requestWith } from '../testing/request.ts';
import { uploadImport } from './import.ts';
import { uploadMetrics } from './metrics.ts';
import type { IngestResult } from './send-rows.ts';

type Call = { name: string; params: Record<string, unknown> };
type Sent = {
  pieces: readonly (string | Buffer)[];
  type: string;
  query?: string;
  largestCall?: number;
  affordable?: number;
  encoding?: string;
};

/** An exchange with this body whose calls are answered by `answer`, and the calls that it made. */
function exchangeOf(
  { pieces, type, query = '', largestCall = Infinity, affordable = Infinity, encoding }: Sent,
  answer: (call: Call) => unknown,
) {
  const calls: Call[] = [];
  const charged: Cost[] = [];
  const exchange = {
    request: requestWith(pieces, {
      'content-type': type,
      'transfer-encoding': 'chunked',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    }),
    query: parseQuery(`/?${query}`),
    call: (async (contract: { name: string }, params: Record<string, unknown>) => {
      const call = { name: contract.name, params };
      calls.push(call);
      return answer(call);
    }) as unknown as Exchange['call'],
    largestCall,
    limits: { uploadBytes: 18 * 1024 * 1024, jsonRows: 50_000 },
    charge: async (cost: Cost) => {
      if (cost.rows > affordable) throw new AppError('RATE_LIMIT_EXCEEDED');
      charged.push(cost);
    },
    inTurn: (work: () => Promise<unknown>) => work(),
  } as Exchange;
  return { exchange, calls, charged };
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
  const JSON_TYPE = 'application/json';
  const upload = async (pieces: readonly (string | Buffer)[], type = NDJSON, bounds: Partial<Sent> = {}) => {
    const { exchange, calls, charged } = exchangeOf({ pieces, type, ...bounds }, ingest);
    const answer = await uploadMetrics(exchange);
    return {
      calls: calls.map(({ params }) => params),
      total: JSON.parse(String(answer.body)) as object,
      charged,
    };
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

  it.each([NDJSON, JSON_TYPE])('go to analytics at most half a megabyte at a time: %s', async (type) => {
    const row = `{"text":"${'é'.repeat(5 * 1024)}"}`;
    const text = type === NDJSON ? `${row}\n`.repeat(120) : `{"rows":[${Array(120).fill(row).join(',')}]}`;
    const { calls } = await upload([text], type);
    expect(calls.map(({ rows, firstLine }) => [(rows as unknown[]).length, firstLine])).toEqual([
      [51, 1],
      [51, 52],
      [18, 103],
    ]);
  });

  it.each([NDJSON, JSON_TYPE])(
    'never go in a call that the bus would not take, whatever they hold: %s',
    async (type) => {
      const letters = fc.constantFrom('a', '"', '\\', 'é', '€', '😀', '\u2028');
      const row = fc.oneof(
        fc
          .record({ name: fc.array(letters, { maxLength: 700 }).map((all) => all.join('')) })
          .map((r) => JSON.stringify(r)),
        fc.integer({ min: 1, max: 300 }).map((n) => `[${Array(n).fill('1e20').join(',')}]`),
      );
      const largestCall = 40 * 1024;
      await fc.assert(
        fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
          const text = type === NDJSON ? rows.join('\n') : `{"rows":[${rows.join(',')}]}`;
          const { calls } = await upload([text], type, { largestCall });
          for (const params of calls)
            expect(Buffer.byteLength(JSON.stringify(params))).toBeLessThan(largestCall);
          expect(calls.flatMap((params) => params['rows'])).toEqual(
            rows.map((each) => JSON.parse(each) as unknown),
          );
        }),
        { numRuns: 30 },
      );
    },
  );

  it.each([NDJSON, JSON_TYPE])(
    'that are too long are rejected by their line, and the others count: %s',
    async (type) => {
      const rows = ['{"n":1}', `{"n":"${'x'.repeat(17 * 1024)}"}`, '{"n":3}'];
      const text = type === NDJSON ? rows.join('\n') : `{"rows":[${rows.join(',')}]}`;
      const { total } = await upload([text.slice(0, 9_000), text.slice(9_000)], type);
      const rejected = [{ line: 2, code: 'ROW_INVALID', message: 'The row is longer than 16 KB.' }];
      expect(total).toEqual({ accepted: 2, rejectedCount: 1, rejected });
    },
  );

  it('cost by rows and bytes: JSON before any of it is kept, lines while they are', async () => {
    const json = `{"rows":[${Array(2_500).fill('{"n":1}').join(',')}]}`;
    expect((await upload([json], JSON_TYPE)).charged).toEqual([{ rows: 2_500, bytes: json.length }]);
    const lines = await upload(['{"n":1}\n'.repeat(2_500)]);
    expect(lines.charged).toEqual([
      { rows: 1_000, bytes: 8_000, spent: true },
      { rows: 1_000, bytes: 8_000, spent: true },
      { rows: 500, bytes: 4_000, spent: true },
    ]);
    const { exchange, calls } = exchangeOf({ pieces: [json], type: JSON_TYPE, affordable: 2_499 }, ingest);
    await expect(uploadMetrics(exchange)).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
    expect(calls).toEqual([]);
  });

  it('list the first thousand rejected rows and count all', async () => {
    const { total } = await upload(['none\n'.repeat(1_500)]);
    const { rejectedCount, rejected } = total as { rejectedCount: number; rejected: { line: number }[] };
    expect([rejectedCount, rejected.length, rejected.at(-1)?.line]).toEqual([1_500, 1_000, 1_000]);
  });

  describe('and end midway', () => {
    const rows = (count: number) => '{"n":1}\n'.repeat(count);
    /** What is said of an upload whose `failing`-th call fails with this error. */
    const cut = async (
      pieces: readonly (string | Buffer)[],
      failing = Infinity,
      error = new AppError('INTERNAL_ERROR'),
    ) => {
      let calls = 0;
      const { exchange } = exchangeOf({ pieces, type: NDJSON }, (call) => {
        calls += 1;
        if (calls === failing) throw error;
        return ingest(call);
      });
      const thrown = await uploadMetrics(exchange).catch((reason: unknown) => reason as AppError);
      return thrown instanceof AppError
        ? { code: thrown.code, progress: thrown.public.progress }
        : (JSON.parse(String(thrown.body ?? '')) as IngestResult);
    };

    it('by a call of which nothing came back: its rows are neither accepted nor known to be lost', async () => {
      const answer = await cut([rows(3_500)], 3, new AppError('DEPENDENCY_UNAVAILABLE'));
      const { code, progress } = answer as { code: string; progress: Progress };
      expect(code).toBe('DEPENDENCY_UNAVAILABLE');
      expect(progress).toMatchObject({ sent: 3_000, accepted: 2_000, rejectedCount: 1_000 });
      expect(progress.rejected).toHaveLength(1_000);
      expect(progress.rejected[0]).toMatchObject({ line: 2_001, code: 'OUTCOME_UNKNOWN' });
    });

    it('never, when a batch is refused: its rows are rejected, and the others go on', async () => {
      const error = new AppError('REQUEST_INVALID', {
        errors: [{ path: 'rows', code: 'SUM_TOO_LARGE', message: 'Too high.' }],
      });
      const answer = (await cut([rows(2_100)], 2, error)) as IngestResult;
      expect(answer).toMatchObject({ accepted: 1_100, rejectedCount: 1_000 });
      expect(answer.rejected[999]).toEqual({ line: 2_000, code: 'SUM_TOO_LARGE', message: 'Too high.' });
    });

    it('by bytes that are too many or damaged: every whole line before is accounted for', async () => {
      const line = `{"n":1}${' '.repeat(8 * 1024)}\n`;
      const large = Array.from({ length: 20 }, () => Buffer.from(line.repeat(128)));
      const { code, progress } = (await cut(large)) as { code: string; progress: Progress };
      expect(code).toBe('REQUEST_TOO_LARGE');
      expect(progress.accepted).toBe(progress.sent);
      expect(progress.sent).toBeGreaterThan(2_000);
      const zipped = gzipSync(Array.from({ length: 5_000 }, (_, i) => `{"n":${i * 7919}}`).join('\n'));
      for (const end of [zipped.length - 4, Math.floor(zipped.length / 2)]) {
        const { exchange, calls } = exchangeOf(
          { pieces: [zipped.subarray(0, end)], type: NDJSON, encoding: 'gzip' },
          ingest,
        );
        const error = (await uploadMetrics(exchange).catch((reason: unknown) => reason)) as AppError;
        expect(error.code).toBe('REQUEST_MALFORMED');
        const sent = calls.flatMap(({ params }) => params['rows'] as unknown[]).length;
        expect(error.public.progress).toEqual({ sent, accepted: sent, rejectedCount: 0, rejected: [] });
        expect(sent).toBeGreaterThan(1_000);
      }
    });

    it('never, because of a line that is not UTF-8', async () => {
      const answer = await cut(['{"n":1}\n', Buffer.from([0x22, 0xff, 0x22, 0x0a]), '{"n":3}\n']);
      expect(answer).toMatchObject({ accepted: 2, rejected: [{ line: 2 }] });
    });
  });

  it('may come as gzip, which expands to no more than a body may have', async () => {
    const packed = (text: string, type: string) =>
      upload([gzipSync(text)], type, { encoding: 'gzip' }).then(({ total }) => total);
    expect(await packed('{"n":1}\n{"n":2}\n', NDJSON)).toMatchObject({ accepted: 2 });
    expect(await packed('{"rows":[{},{}]}', JSON_TYPE)).toMatchObject({ accepted: 2 });
    const bomb = packed(`{"rows":[${' '.repeat(9 * 1024 * 1024)}{}]}`, JSON_TYPE);
    await expect(bomb).rejects.toMatchObject({ code: 'REQUEST_TOO_LARGE' });
    await expect(upload(['{}'], NDJSON, { encoding: 'br' })).rejects.toMatchObject({
      code: 'MEDIA_TYPE_UNSUPPORTED',
    });
  });

  it.each([
    ['rows without number', [`{"rows":[${'{},'.repeat(50_000)}{}]}`], JSON_TYPE, 'REQUEST_TOO_LARGE'],
    ['rows twice', ['{"rows":[{}],"rows":[{}]}'], JSON_TYPE, 'REQUEST_MALFORMED'],
    ['a row that is no JSON', ['{"rows":[{},{"n":tru}]}'], JSON_TYPE, 'REQUEST_MALFORMED'],
    ['a comma too many', ['{"rows":[{},]}'], JSON_TYPE, 'REQUEST_MALFORMED'],
    ['a comma missing', ['{"rows":[{} {}]}'], JSON_TYPE, 'REQUEST_MALFORMED'],
    ['a bracket missing', ['{"rows":[{}'], JSON_TYPE, 'REQUEST_MALFORMED'],
    ['something behind the rows', ['{"rows":[{}]} x'], JSON_TYPE, 'REQUEST_MALFORMED'],
    ['rows of nobody', ['[[{}]]'], JSON_TYPE, 'REQUEST_INVALID'],
    ['much around the rows', [`{"rows":[{}],"note":"${'x'.repeat(2_000)}"}`], JSON_TYPE, 'REQUEST_INVALID'],
    ['no line', ['\n \n'], NDJSON, 'REQUEST_INVALID'],
    ['no row', ['{"rows":[]}'], JSON_TYPE, 'REQUEST_INVALID'],
    ['no rows', ['{}'], JSON_TYPE, 'REQUEST_INVALID'],
    ['rows that are no list', ['{"rows":{}}'], JSON_TYPE, 'REQUEST_INVALID'],
    ['another field', ['{"rows":[{}],"firstLine":7}'], JSON_TYPE, 'REQUEST_INVALID'],
    ['another type', ['a,b'], 'text/csv', 'MEDIA_TYPE_UNSUPPORTED'],
  ])('with %s are refused', async (_what, pieces, type, code) => {
    await expect(upload(pieces, type)).rejects.toMatchObject({ code });
  });

  it('as JSON are the same rows', async () => {
    const { calls } = await upload(['{"rows" : [ {"n":1},\n{"n":2} ] } '], JSON_TYPE);
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

  it.each([
    'text/csv',
    'text/tab-separated-values',
    'application/vnd.ms-excel',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/gzip',
    'application/x-gzip',
    'application/octet-stream',
  ])('may be %s', async (type) => {
    expect((await upload([Buffer.from('a,b')], type)).calls).toHaveLength(3);
  });

  describe('in a form', () => {
    const TYPE = 'multipart/form-data; boundary=edge';
    const part = (name: string, content: string, fileName?: string) =>
      `--edge\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n` +
      `Content-Type: text/csv\r\n\r\n${content}\r\n`;
    const form = (...parts: string[]) => [Buffer.from(`${parts.join('')}--edge--\r\n`)];
    const refusal = (pieces: readonly Buffer[], type = TYPE) =>
      upload(pieces, type).then(
        () => 'was taken',
        ({ code, message }: AppError) => `${code}: ${message}`,
      );

    it('is kept as it is, with the name that it was sent with, however the bytes are cut', async () => {
      const [bytes = Buffer.alloc(0)] = form(part('file', 'Day,Clicks\r\n--edg\r\n', 'march.csv'));
      for (const pieces of [[bytes], [...bytes].map((byte) => Buffer.from([byte]))]) {
        const { calls } = await upload(pieces, TYPE, 'platform=google-ads');
        expect(calls[0]?.params).toEqual({ platform: 'google-ads', fileName: 'march.csv' });
        const kept = Buffer.from(String(calls[1]?.params['bytes']), 'base64').toString();
        expect(kept).toBe('Day,Clicks\r\n--edg\r\n');
      }
    });

    it('has the name of the query before its own', async () => {
      const { calls } = await upload(form(part('file', 'a,b', 'march.csv')), TYPE, 'fileName=April');
      expect(calls[0]?.params).toEqual({ fileName: 'April' });
    });

    it.each([
      [
        'two files',
        form(part('a', 'x', 'a.csv'), part('b', 'y', 'b.csv')),
        /REQUEST_MALFORMED: Send one file/,
      ],
      [
        'a field',
        form(part('platform', 'google-ads').replace(/Content-Type.*\r\n/, '')),
        /stands in the query/,
      ],
      ['no file', form(), /REQUEST_MALFORMED/],
      ['an empty file', form(part('file', '', 'a.csv')), /IMPORT_UNREADABLE: .*empty/],
    ])('with %s is refused', async (_what, pieces, said) => {
      expect(await refusal(pieces)).toMatch(said);
    });

    it('that is cut, says no boundary or is too large is refused, and nothing is committed', async () => {
      const cut = [Buffer.from(part('file', 'a,b', 'a.csv').slice(0, -2))];
      expect(await refusal(cut)).toMatch(/REQUEST_MALFORMED/);
      expect(await refusal(form(part('file', 'a', 'a.csv')), 'multipart/form-data')).toMatch(/boundary/);
      const large = Array.from({ length: 19 }, () => Buffer.alloc(KILOBYTE * KILOBYTE));
      const head = Buffer.from(part('file', '', 'a.csv').trimEnd());
      expect(await refusal([Buffer.concat([head, Buffer.from('\r\n\r\n')]), ...large])).toMatch(
        /REQUEST_TOO_LARGE/,
      );
    });
  });

  it('of another type is refused before an import is begun', async () => {
    const { exchange, calls } = exchangeOf({ pieces: ['{}'], type: 'application/json' }, () => made);
    await expect(uploadImport(exchange)).rejects.toMatchObject({ code: 'MEDIA_TYPE_UNSUPPORTED' });
    expect(calls).toEqual([]);
  });

  it('that is empty or larger than the setting is refused', async () => {
    await expect(upload([])).rejects.toMatchObject({ code: 'IMPORT_UNREADABLE' });
    const large = Array.from({ length: 19 }, () => Buffer.alloc(KILOBYTE * KILOBYTE));
    await expect(upload(large)).rejects.toMatchObject({ code: 'REQUEST_TOO_LARGE' });
  });
});
