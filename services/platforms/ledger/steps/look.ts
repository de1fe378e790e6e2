import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import type { FoundShare, KnownObjects, ShareObject } from '../../port.ts';
import { differencesBetween, type Drift } from '../domain/drift.ts';
import { withWritten } from '../domain/written.ts';
import type { Attempt } from './attempt.ts';

/** What a platform holds now, and how that differs from a campaign as it should be. */
export type Look = {
  found: FoundShare;
  differences: Drift[];
  ignored: ReadonlySet<string>;
  /** The campaign as it should be, with what earlier steps have written since it was. */
  applied: ShareObject[];
};

/**
 * Reads what the platform holds, before a step changes it, and with it what came of writes whose answer was lost; null when the campaign was removed there.
 * @throws VendorFailure
 */
export async function lookAt(
  attempt: Attempt,
  desired: DesiredCampaign,
  known: KnownObjects,
): Promise<Look | null> {
  const { connection, session, marker } = attempt;
  await attempt.mark({ step: 'reading what is there' });
  const found = await connection.read({ session, desired, marker, known });
  if (found === null) return null;
  const ignored = await attempt.ledger.ignored(attempt.op);
  await attempt.saw(found, known);
  // what this step has written itself is as it is wanted, or is written again
  const before = attempt.written.filter(({ opId }) => opId !== attempt.op.id);
  const applied = withWritten(connection.share(desired, marker), before, found, known);
  const differences = differencesBetween(applied, found, known, ignored);
  return { found, differences, ignored, applied };
}
