import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Clock } from '../../../lib/time.ts';
import { dayIn } from '../vendor/account-days.ts';
import { VendorFailure, type Known, type RecordObject, type Session } from '../port.ts';
import type { GoogleAdsHttp } from './http.ts';
import { budgetByMarker, readById, readByMarker } from './live.ts';
import { createOperations } from './operations.ts';
import { planResources } from './plan.ts';
import { externalIdOf, type PlannedResource } from './resources.ts';

export type GoogleAds = { http: GoogleAdsHttp; clock: Clock };

/** A name that is taken: by the marker in it, only an earlier attempt of ours can have taken it. */
const NAME_TAKEN = new Set(['DUPLICATE_CAMPAIGN_NAME', 'DUPLICATE_NAME', 'DUPLICATE_ADGROUP_NAME']);

/**
 * Makes what is missing in one atomic mutate, all of it paused. When the vendor says that a name is taken, what is
 * there is adopted instead, so that a repeat after a lost answer makes nothing twice.
 */
export async function createCampaign(
  google: GoogleAds,
  session: Session,
  desired: DesiredCampaign,
  marker: string,
  known: Known,
  record: RecordObject,
): Promise<void> {
  requireAccountCurrency(session, desired);
  const planned = planResources(desired, marker, dayIn(session.timeZone, google.clock()));
  const have = new Map([...known].map(([key, object]) => [key, object.externalId]));
  const missing = (): PlannedResource[] => planned.filter(({ key }) => !have.has(key));
  const adopt = (): Promise<boolean> => adoptExisting(google, session, marker, planned, have, record);
  if (have.size > 0 && missing().length > 0) await adopt();
  try {
    await make(google, session, missing(), have, record);
  } catch (error) {
    if (!(error instanceof VendorFailure) || !NAME_TAKEN.has(error.code) || !(await adopt())) throw error;
    await make(google, session, missing(), have, record);
  }
}

/** Makes objects in one atomic mutate and records each; nothing is sent when there is nothing to make. */
export async function make(
  { http }: GoogleAds,
  session: Session,
  resources: readonly PlannedResource[],
  have: Map<string, string>,
  record: RecordObject,
): Promise<void> {
  if (resources.length === 0) return;
  const names = await http.mutate(session, createOperations(session.account, resources, have));
  for (const [index, { key, kind }] of resources.entries()) {
    const externalId = externalIdOf(names[index] ?? '');
    have.set(key, externalId);
    await record({ key, kind, externalId, state: 'created' });
  }
}

/** Takes over planned objects that exist already; true when it found any. */
async function adoptExisting(
  { http }: GoogleAds,
  session: Session,
  marker: string,
  planned: readonly PlannedResource[],
  have: Map<string, string>,
  record: RecordObject,
): Promise<boolean> {
  const before = have.size;
  const campaignId = have.get('campaign');
  const live =
    campaignId === undefined
      ? await readByMarker(http, session, marker)
      : await readById(http, session, campaignId);
  const found = new Map((live?.objects ?? []).map((object) => [object.key, object]));
  const budgetId = live === null ? await budgetByMarker(http, session, marker) : null;
  if (budgetId !== null)
    found.set('budget', { key: 'budget', kind: 'budget', externalId: budgetId, serves: false });
  for (const { key, kind } of planned) {
    const object = found.get(key);
    if (object === undefined || have.has(key)) continue;
    have.set(key, object.externalId);
    await record({ key, kind, externalId: object.externalId, state: object.serves ? 'active' : 'created' });
  }
  return have.size > before;
}

/** Refuses a campaign in another currency than the account's before anything is sent. */
export function requireAccountCurrency(session: Session, desired: DesiredCampaign): void {
  if (session.currency === desired.currency) return;
  throw new VendorFailure(
    'rejected',
    'CURRENCY_MISMATCH',
    `The campaign is in ${desired.currency}, the Google Ads account in ${session.currency}.`,
  );
}
