import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Clock } from '../../../lib/time.ts';
import { dayIn } from '../vendor/account-days.ts';
import { VendorFailure, type MakeWork, type Session } from '../port.ts';
import type { GoogleAdsHttp } from './http.ts';
import { budgetByMarker, readById, readByMarker } from './live.ts';
import { createOperations } from './operations.ts';
import { planResources } from './plan.ts';
import { externalIdOf, type PlannedResource } from './resources.ts';

export type GoogleAds = { http: GoogleAdsHttp; clock: Clock };

/** A name that is taken: by the marker in it, only an earlier attempt of ours can have taken it. */
const NAME_TAKEN = new Set(['DUPLICATE_CAMPAIGN_NAME', 'DUPLICATE_NAME', 'DUPLICATE_ADGROUP_NAME']);

/** What is to be made, and the external ids by key of what exists so far; the ids grow while objects are made. */
type Creation = MakeWork & { planned: readonly PlannedResource[]; externalIds: Map<string, string> };

/**
 * Makes what is missing in one atomic mutate, all of it paused. When the vendor says that a name is taken, what is
 * there is adopted instead, so that a repeat after a lost answer makes nothing twice.
 */
export async function createCampaign(google: GoogleAds, work: MakeWork): Promise<void> {
  const { session, desired, marker, known } = work;
  requireAccountCurrency(session, desired);
  const creation: Creation = {
    ...work,
    planned: planResources(desired, marker, dayIn(session.timeZone, google.clock())),
    externalIds: new Map([...known].map(([key, object]) => [key, object.externalId])),
  };
  if (known.size > 0 && missing(creation).length > 0) await adoptExisting(google, creation);
  try {
    await makeMissing(google, creation);
  } catch (error) {
    const isTaken = error instanceof VendorFailure && NAME_TAKEN.has(error.code);
    if (!isTaken || !(await adoptExisting(google, creation))) throw error;
    await makeMissing(google, creation);
  }
}

function missing({ planned, externalIds }: Creation): PlannedResource[] {
  return planned.filter(({ key }) => !externalIds.has(key));
}

/** Makes what is missing in one atomic mutate and records each object; sends nothing when nothing is missing. */
async function makeMissing({ http }: GoogleAds, creation: Creation): Promise<void> {
  const { session, externalIds, record } = creation;
  const resources = missing(creation);
  if (resources.length === 0) return;
  const names = await http.mutate(session, createOperations(session.account, resources, externalIds));
  for (const [index, { key, kind }] of resources.entries()) {
    const externalId = externalIdOf(names[index] ?? '');
    externalIds.set(key, externalId);
    await record({ key, kind, externalId, state: 'created' });
  }
}

/** Takes over planned objects that exist already; true when it found any. */
async function adoptExisting({ http }: GoogleAds, creation: Creation): Promise<boolean> {
  const { session, marker, planned, externalIds, record } = creation;
  const before = externalIds.size;
  const campaignId = externalIds.get('campaign');
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
    if (object === undefined || externalIds.has(key)) continue;
    externalIds.set(key, object.externalId);
    await record({ key, kind, externalId: object.externalId, state: object.serves ? 'active' : 'created' });
  }
  return externalIds.size > before;
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
