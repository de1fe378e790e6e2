import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import { extraKey } from '../domain/op.ts';
import { isLostCreation } from '../domain/ownership.ts';
import { afterSearch, searchFirst } from '../domain/protocol.ts';
import type { FoundObject, KnownObjects } from '../../port.ts';
import type { Attempt } from './attempt.ts';

/**
 * Searches for objects that an earlier attempt created, and adopts them. While it is in doubt whether there are more,
 * it returns how long to wait before the next search; null when the objects that are still missing were certainly not
 * created.
 */
export async function searchBeforeCreating(
  attempt: Attempt,
  desired: DesiredCampaign,
): Promise<{ waitMs: number } | null> {
  const { connection, quietPeriodMs } = attempt;
  const rule = { quietPeriodMs, emptySearchesBeforeRecreate: connection.emptySearchesBeforeRecreate };
  const search = searchFirst(attempt.op, rule, attempt.now());
  if (search === 'none') return null;
  if (search !== 'now') return search;
  const adopted = await findAndAdopt(attempt, desired);
  const known = await attempt.known();
  const missing = connection.plan(desired).filter(({ key }) => !known.has(key)).length;
  const conclusion = afterSearch(attempt.op, rule, { missing, adopted });
  if (conclusion.settled) return null;
  await attempt.mark({ step: 'making sure', emptySearches: conclusion.emptySearches });
  return { waitMs: conclusion.waitMs };
}

/** Finds the objects that carry the marker and adopts those that the ledger lacks. Returns how many it adopted. */
export async function findAndAdopt(attempt: Attempt, desired: DesiredCampaign): Promise<number> {
  await attempt.mark({ step: 'looking for what was made' });
  const { connection, session, marker } = attempt;
  const known = await attempt.known();
  return adopt(attempt, await connection.find({ session, desired, marker, known }));
}

/**
 * Records the objects that a call of ours has made although its answer was lost (ownership.ts), and no others. A second object of one key is recorded as an extra and removed; an update
 * leaves it to `prune`, because beside what serves only an idle twin is certainly one. Returns how many were new.
 */
async function adopt(attempt: Attempt, found: readonly FoundObject[]): Promise<number> {
  const evidence = await attempt.evidence();
  const known = new Map(evidence.ledger);
  const extras = new Map<string, { kind: string; externalId: string }>();
  let count = 0;
  for (const object of found) {
    const { key, kind, externalId, state } = object;
    if (!isLostCreation(object, { ...evidence, ledger: known })) continue;
    count += 1;
    if (known.has(key) && attempt.op.kind === 'update') continue;
    if (known.has(key)) {
      extras.set(key, { kind, externalId });
      known.set(extraKey(externalId), { kind, externalId });
      await attempt.record({ key: extraKey(externalId), kind, externalId, state });
    } else {
      known.set(key, { kind, externalId });
      await attempt.record({ key, kind, externalId, state });
    }
  }
  if (extras.size > 0) await removeExtras(attempt, extras);
  return count;
}

async function removeExtras(attempt: Attempt, extras: KnownObjects): Promise<void> {
  await attempt.mark({ step: 'removing what was made twice' });
  await attempt.connection.remove({
    session: attempt.session,
    known: extras,
    record: ({ kind, externalId, state }) =>
      attempt.record({ key: extraKey(externalId), kind, externalId, state }),
  });
}
