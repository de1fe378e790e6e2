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
