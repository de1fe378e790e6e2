import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import { isTwin } from '../domain/ownership.ts';
import type { FoundShareObject } from '../../port.ts';
import { livingObjects } from '../domain/op.ts';
import type { Attempt } from './attempt.ts';

/** What a platform needs to make or change a campaign's objects. */
export async function workOf(attempt: Attempt, desired: DesiredCampaign) {
  const { session, marker, recordCreation } = attempt;
  const [known, exemptions] = [await attempt.known(), await attempt.ledger.exemptions(attempt.op)];
  return { session, desired, marker, known, exemptions, record: recordCreation };
}

/** The work of taking away: what the platform has made twice of what this step made is told by its rule (ownership.ts). */
export async function pruneOf(attempt: Attempt, desired: DesiredCampaign) {
  const { connection, marker, op, ledger } = attempt;
  const own = (await ledger.objects(op)).filter(({ opId }) => opId === op.id);
  const keys = new Set(livingObjects(own).map(({ key }) => key));
  const made = new Map(
    connection.share(desired, marker).flatMap((one) => (keys.has(one.key) ? [[one.key, one]] : [])),
  );
  const [evidence, work] = [await attempt.evidence(), await workOf(attempt, desired)];
  return { ...work, write: attempt.write, isTwin: (one: FoundShareObject) => isTwin(one, made, evidence) };
}
