import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

/** Asks what people searched for, before and after a platform was asked. */
export async function readSearchTerms(owner: Visitor): Promise<void> {
  const { data, rows, unknown } = await owner.read<{ data: object[]; rows: number; unknown: string[] }>(
    '/api/analytics/search-terms?limit=5',
  );
  expect(data.length).toBe(Math.min(rows, 5));
  expect(unknown.length).toBeGreaterThan(0);
}
