import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Clock } from '../../../lib/time.ts';
import { dayIn } from '../../../lib/time.ts';
import { VendorFailure, type CreateWork, type FoundObject, type Session } from '../port.ts';
import { plannedAmong } from './found.ts';
import type { GoogleAdsHttp } from './http.ts';
import { budgetByMarker, readById, readByMarker } from './live.ts';
import { createOperations } from './operations.ts';
import { planResources, shareOf } from './plan.ts';
import { namingObjects } from './policy.ts';
import { externalIdOf, type PlannedResource } from './resources.ts';

export type GoogleAds = {
  http: GoogleAdsHttp;
  clock: Clock;
  /** How far ahead a start of "now" is sent, so that it does not arrive in the past. */
  startLeadMs: number;
};

/** The first day of the account at which a campaign can still begin. */
export function firstDay({ clock, startLeadMs }: GoogleAds, { timeZone }: Session): string {
  return dayIn(timeZone, new Date(clock().getTime() + startLeadMs));
}

/** Errors for a name that exists already. The name holds the marker, so an earlier attempt of ours has created it. */
const NAME_TAKEN = new Set(['DUPLICATE_CAMPAIGN_NAME', 'DUPLICATE_NAME', 'DUPLICATE_ADGROUP_NAME']);

/** The objects to create, and the external ids, by key, of those that exist; ids are added as objects are created. */
type Creation = CreateWork & { planned: readonly PlannedResource[]; externalIds: Map<string, string> };

/**
 * Creates the missing objects, paused, in one atomic mutate. When the vendor answers that a name is taken, the existing
 * objects are adopted instead, so that a repeat after a lost answer creates nothing twice.
 */
export async function createCampaign(google: GoogleAds, work: CreateWork): Promise<void> {
  const { session, desired, marker, known } = work;
  requireAccountCurrency(session, desired);
  const creation: Creation = {
    ...work,
    planned: planResources(desired, marker, firstDay(google, session)),
    externalIds: new Map([...known].map(([key, object]) => [key, object.externalId])),
  };
  if (known.size > 0 && missing(creation).length > 0) await adoptExisting(google, creation);
  try {
    await createMissing(google, creation);
  } catch (error) {
    const isTaken = error instanceof VendorFailure && NAME_TAKEN.has(error.code);
    if (!isTaken || !(await adoptExisting(google, creation))) throw error;
    await createMissing(google, creation);
  }
}

function missing({ planned, externalIds }: Creation): PlannedResource[] {
  return planned.filter(({ key }) => !externalIds.has(key));
}

/** Creates the missing objects in one atomic mutate and records each; sends nothing when none is missing. */
async function createMissing({ http }: GoogleAds, creation: Creation): Promise<void> {
  const { session, externalIds, record } = creation;
  const resources = missing(creation);
  if (resources.length === 0) return;
  const operations = createOperations(session.account, resources, externalIds, creation.exemptions);
  const names = await namingObjects(
    resources.map(({ key }) => key),
    () => http.mutate(session, operations),
  );
  for (const [index, { key, kind }] of resources.entries()) {
    const externalId = externalIdOf(names[index] ?? '');
    externalIds.set(key, externalId);
    await record({ key, kind, externalId, state: 'created' });
  }
}

/** Records planned objects that carry the marker, and in that campaign those that are as they were made; true when there were any. */
async function adoptExisting({ http }: GoogleAds, creation: Creation): Promise<boolean> {
  const { session, desired, marker, planned, known, externalIds, record } = creation;
  const initialCount = externalIds.size;
  const campaignId = externalIds.get('campaign');
  const live =
    campaignId === undefined
      ? await readByMarker(http, session, marker)
      : await readById(http, session, campaignId, known);
  const there = live === null ? [] : plannedAmong(live, shareOf(desired, marker), creation);
  const found = new Map<string, Pick<FoundObject, 'externalId' | 'state'>>();
  for (const object of there)
    if ((object.isMarked ?? object.isAsMade) && !found.has(object.key)) found.set(object.key, object);
  const budgetId = live === null ? await budgetByMarker(http, session, marker) : null;
  if (budgetId !== null) found.set('budget', { externalId: budgetId, state: 'created' });
  for (const { key, kind } of planned) {
    const object = found.get(key);
    if (object === undefined || externalIds.has(key)) continue;
    externalIds.set(key, object.externalId);
    await record({ key, kind, externalId: object.externalId, state: object.state });
  }
  return externalIds.size > initialCount;
}

/** @throws VendorFailure `refused` when the campaign is in another currency than the account */
export function requireAccountCurrency(session: Session, desired: DesiredCampaign): void {
  if (session.currency === desired.currency) return;
  throw new VendorFailure(
    'refused',
    'CURRENCY_MISMATCH',
    `The campaign is in ${desired.currency}, the Google Ads account in ${session.currency}.`,
  );
}
