import { OTHER_BUDGET, type UpdateWork } from '../port.ts';
import type { GoogleAds } from './create.ts';
import { budgetByMarker, isListed, type LiveCampaign } from './live.ts';
import { budgetFields } from './map.ts';
import { updateOperation } from './operations.ts';
import { externalIdOf, resourceName } from './resources.ts';

/**
 * Has the campaign paid by its own budget again, with the approved amount: the one of the ledger, or another one of its own where that is
 * gone. The budget that pays for it now is somebody else's, and stays as it is. False when there was nothing to do.
 */
export async function attachOwnBudget(
  google: GoogleAds,
  work: UpdateWork,
  live: LiveCampaign,
): Promise<boolean> {
  const { session, desired, known, touches, write, record } = work;
  const own = known.get('budget')?.externalId;
  if (own === undefined || own === live.budget.externalId) return false;
  if (!touches('budget', OTHER_BUDGET)) return false;
  const { account } = session;
  const id = await ownBudget(google, work, own);
  if (id !== live.budget.externalId) {
    const amount = { amountMicros: String(desired.dailyMicros) };
    const attached = { campaignBudget: resourceName(account, 'budget', id) };
    const operations = [
      updateOperation(account, 'budget', id, amount, ['amountMicros']),
      updateOperation(account, 'campaign', live.externalId, attached, ['campaignBudget']),
    ];
    const written = [{ key: 'budget', field: 'dailyMicros', value: desired.dailyMicros }];
    await write(written, () => google.http.mutate(session, operations));
  }
  if (id !== own) await record({ key: 'budget', kind: 'budget', externalId: id, state: 'created' });
  return true;
}

/** The id of the ledger's budget, or of one that carries the marker, which is made where there is none. */
async function ownBudget(
  { http }: GoogleAds,
  { session, desired, marker }: UpdateWork,
  known: string,
): Promise<string> {
  if (await isListed(http, session, 'budget', known)) return known;
  const marked = await budgetByMarker(http, session, marker);
  if (marked !== null) return marked;
  const create = { campaignBudgetOperation: { create: budgetFields(desired, marker) } };
  const [name] = await http.mutate(session, [create]);
  return externalIdOf(name ?? '');
}
