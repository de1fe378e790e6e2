import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import { differencesBetween, type Drift } from '../domain/drift.ts';
import type { Outcome } from '../domain/protocol.ts';
import { GONE, lookAgain, mismatchOutcome } from '../domain/readback.ts';
import type { FoundShare } from '../../port.ts';
import type { Attempt } from './attempt.ts';

export type Comparison = {
  desired: DesiredCampaign;
  /** Ids of differences that were there before and are not touched. */
  leftAlone: ReadonlySet<string>;
  /** Before what is new serves, what serves and how much may be spent is not yet as it will be. */
  isBefore: boolean;
};

/** What was read back, and what of it is left as it is. */
export type ReadBack = { found: FoundShare; left: Drift[] };

/** Reads the campaign back from the platform: what was found, when it is the desired one, but for what is left alone. */
export async function compare(
  attempt: Attempt,
  { desired, leftAlone, isBefore }: Comparison,
): Promise<Outcome | ReadBack> {
  await attempt.mark({ step: 'reading back' });
  const { connection, session, marker, op } = attempt;
  const known = await attempt.known();
  const found = await connection.read({ session, desired, marker, known });
  if (found === null) return { end: 'needs_review', error: GONE };
  const all = differencesBetween(connection.share(desired, marker), found, known);
  const differences = all.filter(
    ({ id, kind, field }) =>
      kind !== 'foreign' &&
      !leftAlone.has(id) &&
      !(isBefore && (field === 'status' || field === 'dailyMicros')),
  );
  const isLag = differences.length > 0 && differences.every(({ field }) => field === 'status');
  const again = isLag ? lookAgain(op, attempt.firstRetryMs) : null;
  if (again) return again;
  return mismatchOutcome(differences) ?? { found, left: all.filter((one) => !differences.includes(one)) };
}
