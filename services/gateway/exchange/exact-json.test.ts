import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { publicContracts } from '../../../contracts/routes.ts';
import { answerSchema } from '../../../contracts/json-text.ts';
import { Sum } from '../../../contracts/values.ts';
import { exactJson } from './exact-json.ts';

/** A month's spend in rupiah, in micros: above what a JavaScript number holds exactly. */
const RUPIAH = '30399999999696031';

describe('a sum in JSON', () => {
  it('that no number can hold is an exact integer, wherever the schema has it, and other text stays text', () => {
    const print = exactJson(
      z.object({ totals: z.array(z.object({ costMicros: Sum, clicks: Sum })), name: z.string() }),
    );
    const body = { totals: [{ costMicros: '123456789012345678901', clicks: 5 }], name: '42' };
    expect(print(body)).toBe('{"totals":[{"costMicros":123456789012345678901,"clicks":5}],"name":"42"}');
  });

  it('is known by its schema: a text under the name of a sum stays a text', () => {
    const print = exactJson(z.object({ costMicros: z.string(), worst: z.object({ costMicros: Sum }) }));
    expect(print({ costMicros: RUPIAH, worst: { costMicros: RUPIAH } })).toBe(
      `{"costMicros":"${RUPIAH}","worst":{"costMicros":${RUPIAH}}}`,
    );
  });

  it('may be null, left out, or a value of a record', () => {
    const print = exactJson(z.object({ a: Sum.nullable(), b: Sum.optional(), c: z.record(z.string(), Sum) }));
    expect(print({ a: null, c: { x: RUPIAH, y: 1 } })).toBe(`{"a":null,"c":{"x":${RUPIAH},"y":1}}`);
  });

  it('of a plan in rupiah is exact, and the answer itself is not changed by printing it', () => {
    const worstCase = { dailyMicros: 5, monthMicros: RUPIAH, totalMicros: null, days: null, currency: 'IDR' };
    const print = exactJson(publishingContracts.plan.result);
    expect(print({ worstCase })).toContain(`"dailyMicros":5,"monthMicros":${RUPIAH},"totalMicros":null`);
    expect(worstCase.monthMicros).toBe(RUPIAH);
  });

  it('of the performance table is exact, while a keyword made of digits stays a keyword', () => {
    const print = exactJson(reportContracts.performance.result);
    const row = { keyword: RUPIAH, costMicros: RUPIAH };
    expect(print({ data: [row] })).toBe(`{"data":[{"keyword":"${RUPIAH}","costMicros":${RUPIAH}}]}`);
  });
});

it('no contract has a sum in a place that depends on the value', () => {
  for (const contract of publicContracts) expect(() => exactJson(answerSchema(contract))).not.toThrow();
  expect(() => exactJson(z.union([z.object({ a: Sum }), z.string()]))).toThrow(/union/);
  expect(() => exactJson(z.object({}).catchall(Sum))).toThrow(/no name/);
  expect(() => exactJson(z.lazy(() => Sum))).toThrow(/lazy/);
});
