import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

/** Asks what people searched for and what was changed in ad accounts; of what no platform was asked, nothing is said to be known. */
export async function readTellings(owner: Visitor): Promise<void> {
  const { data, rows, unknown } = await owner.read<{ data: object[]; rows: number; unknown: string[] }>(
    '/api/analytics/search-terms?limit=5',
  );
  expect(data.length).toBe(Math.min(rows, 5));
  expect(unknown.length).toBeGreaterThan(0);
  const changes = await owner.read<{ data: object[]; unknown: string[] }>('/api/analytics/changes?limit=5');
  expect(changes.data.length).toBeLessThanOrEqual(5);
  expect(changes.unknown.length).toBeGreaterThan(0);
}
