import { VendorFailure, type ActivateWork, type StopProof, type StopWork } from '../port.ts';
import type { GoogleAds } from './create.ts';
import { readStatus } from './live.ts';
import { removeOperation, statusOperation } from './operations.ts';
import { isResourceKind, type ResourceKind } from './resources.ts';

/**
 * Enables ad groups and ads in one atomic mutate, then the campaign; before this last call nothing can serve.
 * `intend` is awaited for every object before the mutate that enables it.
 */
export async function activateCampaign(
  { http }: GoogleAds,
  { session, known, record, intend }: ActivateWork,
): Promise<void> {
  const enable = async (kinds: readonly ResourceKind[]): Promise<void> => {
    const objects = [...known].flatMap(([key, { kind, externalId }]) =>
      isResourceKind(kind) && kinds.includes(kind) ? [{ key, kind, externalId }] : [],
    );
    if (objects.length === 0) return;
    for (const { key } of objects) await intend(key);
    const operations = objects.map(({ kind, externalId }) =>
      statusOperation(session.account, kind, externalId, 'ENABLED'),
    );
    await http.mutate(session, operations);
    for (const object of objects) await record({ ...object, state: 'active' });
  };
  await enable(['ad-group', 'ad']);
  await enable(['campaign']);
}

/**
 * Pauses the campaign, which stops everything under it, and reads back that it does not serve. Ad groups and ads keep
 * their state. Google keeps removed campaigns and shows them as such: one that no search shows is gone only when Google
 * itself has just said that there is none.
 * @throws VendorFailure `unknown` with code STILL_SERVING or CAMPAIGN_NOT_SHOWN when it is not read back as stopped
 */
export async function pauseCampaign(
  { http }: GoogleAds,
  { session, known, record }: StopWork,
): Promise<StopProof> {
  const campaign = known.get('campaign');
  if (campaign === undefined) return 'stopped'; // it was never made, so nothing of it was ever activated
  const { kind, externalId } = campaign;
  const write = http.mutate(session, [statusOperation(session.account, 'campaign', externalId, 'PAUSED')]);
  const saidMissing = await refusedAsMissing(write);
  const status = await readStatus(http, session, externalId);
  if (status === 'REMOVED' || (status === null && saidMissing)) {
    await record({ key: 'campaign', kind, externalId, state: 'removed' });
    return 'gone';
  }
  if (status === null)
    throw new VendorFailure(
      'unknown',
      'CAMPAIGN_NOT_SHOWN',
      'Google Ads does not show the campaign at the moment.',
    );
  if (status !== 'PAUSED')
    throw new VendorFailure(
      'unknown',
      'STILL_SERVING',
      `Google Ads still reports the campaign as ${status}.`,
    );
  await record({ key: 'campaign', kind, externalId, state: 'paused' });
  return 'stopped';
}

/**
 * Removes the campaign with everything under it, and its own budget, unless other campaigns have come to use that. Objects that do not exist
 * any more count as removed.
 */
export async function removeCampaign(
  { http }: GoogleAds,
  { session, known, record }: StopWork,
): Promise<void> {
  for (const key of ['campaign', 'budget'] as const) {
    const object = known.get(key);
    if (object === undefined) continue;
    await refusedAsOver(http.mutate(session, [removeOperation(session.account, key, object.externalId)]));
    await record({ key, ...object, state: 'removed' });
  }
  for (const [key, object] of known)
    if (key !== 'campaign' && key !== 'budget') await record({ key, ...object, state: 'removed' });
}

/** Removes what is not there any more, or leaves a budget that by now pays for somebody else's campaigns too. */
async function refusedAsOver(write: Promise<unknown>): Promise<void> {
  try {
    await refusedAsMissing(write);
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.code !== 'CAMPAIGN_BUDGET_IN_USE') throw error;
  }
}

/** True when Google refused a write with its own word for an object that does not exist any more. */
async function refusedAsMissing(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return false;
  } catch (error) {
    if (error instanceof VendorFailure && error.kind === 'gone') return true;
    throw error;
  }
}
