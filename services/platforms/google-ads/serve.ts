import { VendorFailure, type ActivateWork, type StopWork } from '../port.ts';
import type { GoogleAds } from './create.ts';
import { readById } from './live.ts';
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
 * their state. @throws VendorFailure `unknown` with code STILL_SERVING when the platform still shows it as enabled
 */
export async function pauseCampaign(
  { http }: GoogleAds,
  { session, known, record }: StopWork,
): Promise<void> {
  const campaign = known.get('campaign');
  if (campaign === undefined) return;
  const { kind, externalId } = campaign;
  await ignoreGone(
    http.mutate(session, [statusOperation(session.account, 'campaign', externalId, 'PAUSED')]),
  );
  const live = await readById(http, session, externalId);
  if (live?.status === 'ENABLED')
    throw new VendorFailure('unknown', 'STILL_SERVING', 'Google Ads still reports the campaign as enabled.');
  await record({ key: 'campaign', kind, externalId, state: live === null ? 'removed' : 'paused' });
}

/**
 * Removes the campaign with everything under it, and its budget. Objects that do not exist any more count as removed.
 */
export async function removeCampaign(
  { http }: GoogleAds,
  { session, known, record }: StopWork,
): Promise<void> {
  for (const key of ['campaign', 'budget'] as const) {
    const object = known.get(key);
    if (object === undefined) continue;
    await ignoreGone(http.mutate(session, [removeOperation(session.account, key, object.externalId)]));
    await record({ key, ...object, state: 'removed' });
  }
  for (const [key, object] of known)
    if (key !== 'campaign' && key !== 'budget') await record({ key, ...object, state: 'removed' });
}

async function ignoreGone(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (error instanceof VendorFailure && error.kind === 'gone') return;
    throw error;
  }
}
