import { idOf, type PruneWork } from '../port.ts';
import { firstDay, type GoogleAds } from './create.ts';
import { foundObject } from './found.ts';
import { readById } from './live.ts';
import { removeOperation } from './operations.ts';
import { planResources } from './plan.ts';
import { externalIdOf } from './resources.ts';

/**
 * Removes objects of the ledger that are no longer wanted, what the step has made twice, and what a person has decided to have
 * removed, in one atomic mutate. A child is left out when its ad group is removed with it.
 */
export async function pruneCampaign(google: GoogleAds, work: PruneWork): Promise<void> {
  const { session, desired, marker, known, record, evict } = work;
  const live = await readById(google.http, session, known.get('campaign')?.externalId ?? '0', known);
  if (live === null) return;
  const wanted = new Set(planResources(desired, marker, firstDay(google, session)).map(({ key }) => key));
  const stale = [...known].filter(([key]) => !wanted.has(key));
  const staleIds = new Set([...stale.map(([, object]) => object), ...evict].map(idOf));
  const doomed = live.objects.filter(
    (object) => staleIds.has(idOf(object)) || work.isTwin(foundObject(object, live, work)),
  );
  const removedGroups = new Set(
    doomed.filter(({ kind }) => kind === 'ad-group').map(({ externalId }) => externalId),
  );
  const operations = doomed
    .filter(({ row, group }) => group === null || !removedGroups.has(externalIdOf(row.adGroup.resourceName)))
    .map(({ kind, externalId }) => removeOperation(session.account, kind, externalId));
  if (operations.length > 0) await google.http.mutate(session, operations);
  for (const [key, object] of stale)
    await record({ key, kind: object.kind, externalId: object.externalId, state: 'removed' });
}
