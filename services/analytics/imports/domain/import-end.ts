import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';

/** How an import ends that has accepted so many rows and rejected these. */
export function endOf(accepted: number, rejected: readonly RejectedRow[]) {
  const [first] = rejected;
  if (!first) return { status: 'succeeded', error: null } as const;
  if (accepted > 0) return { status: 'partial', error: null } as const;
  const message = `Every row was rejected. Line ${first.line}: ${first.message}`;
  return { status: 'failed', error: { code: 'ROWS_REJECTED', message } } as const;
}
