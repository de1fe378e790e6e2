import { expect, it } from 'vitest';
import { exactJson } from './exact-json.ts';

it('prints a sum that no number can hold as an exact integer, and leaves other text alone', () => {
  const body = {
    totals: [{ costMicros: '123456789012345678901', clicks: 5, currency: 'IDR' }],
    name: '42',
    costMicros: 'none',
  };
  expect(exactJson(body)).toBe(
    '{"totals":[{"costMicros":123456789012345678901,"clicks":5,"currency":"IDR"}],"name":"42","costMicros":"none"}',
  );
});

it('prints the worst case of a plan exactly, as months in rupiah need', () => {
  const worstCase = { dailyMicros: 5, monthMicros: '30399999999696031', totalMicros: null };
  expect(exactJson({ worstCase })).toBe(
    '{"worstCase":{"dailyMicros":5,"monthMicros":30399999999696031,"totalMicros":null}}',
  );
});
