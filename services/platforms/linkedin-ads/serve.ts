import { VendorFailure, type ActivateWork, type StopWork } from '../port.ts';
import type { LinkedInAds } from './create.ts';
import { findGroupsByName, LIVING, nullIfGone, readChildren, readGroup, type LiveAdGroup } from './live.ts';
import { adGroupPath, groupPath, pathOf } from './paths.ts';
import { deleteDraftGroup, retireAdGroups, retire } from './retire.ts';

/** LinkedIn requires active parents, so ads come last; only an active ad serves. */
const ACTIVATION_ORDER = ['campaign', 'ad-group', 'ad'];

/** Activates the group, then ad groups, then ads, by id; `intend` is awaited before each activation. */
export async function activateCampaign(
  { http }: LinkedInAds,
  { session, known, record, intend }: ActivateWork,
): Promise<void> {
  for (const kind of ACTIVATION_ORDER)
    for (const [key, object] of known) {
      if (object.kind !== kind) continue;
      await intend(key);
      const { path, status } = pathOf(session.account, kind, object.externalId);
      await http.patch(session, path, { [status]: 'ACTIVE' });
      await record({ key, ...object, state: 'active' });
    }
}

/**
 * Pauses the group, which stops everything under it, and reads back that it does not serve; then pauses the ad groups.
 * Ads keep their state. Drafts stay drafts.
 * @throws VendorFailure `unknown` with code STILL_SERVING when the group is still active
 */
export async function pauseCampaign(
  { http }: LinkedInAds,
  { session, known, record }: StopWork,
): Promise<void> {
  const campaign = known.get('campaign');
  if (campaign === undefined) return;
  const path = groupPath(session.account, campaign.externalId);
  const initial = await readGroup(http, session, campaign.externalId);
  if (initial?.status === 'ACTIVE') await http.patch(session, path, { status: 'PAUSED' });
  const current =
    initial?.status === 'ACTIVE' ? await readGroup(http, session, campaign.externalId) : initial;
  if (current?.status === 'ACTIVE')
    throw new VendorFailure(
      'unknown',
      'STILL_SERVING',
      'LinkedIn Ads still reports the campaign group as active.',
    );
  const isGone = current === null || !LIVING.includes(current.status);
  await record({ key: 'campaign', ...campaign, state: isGone ? 'removed' : 'paused' });
  for (const [key, object] of known) {
    if (object.kind !== 'ad-group') continue;
    const adGroup = adGroupPath(session.account, object.externalId);
    const liveGroup = await nullIfGone(http.get<LiveAdGroup>(session, adGroup));
    if (liveGroup?.status !== 'ACTIVE') continue;
    await http.patch(session, adGroup, { status: 'PAUSED' });
    await record({ key, ...object, state: 'paused' });
  }
}

/**
 * Pauses the group, then deletes drafts and archives all other objects, children first. Drafts with the same marked
 * name that an earlier attempt left behind are deleted too.
 */
export async function removeCampaign(
  { http }: LinkedInAds,
  { session, known, record }: StopWork,
): Promise<void> {
  const remaining = new Map([...known].map(([key, object]) => [object.externalId, { key, ...object }]));
  const recordRemoval = async (externalId: string): Promise<void> => {
    const object = remaining.get(externalId);
    if (object !== undefined) await record({ ...object, state: 'removed' });
    remaining.delete(externalId);
  };
  const externalId = known.get('campaign')?.externalId;
  const group = externalId === undefined ? null : await readGroup(http, session, externalId);
  if (group !== null && externalId !== undefined && LIVING.includes(group.status)) {
    if (group.status === 'ACTIVE')
      await http.patch(session, groupPath(session.account, externalId), { status: 'PAUSED' });
    const { adGroups, ads } = await readChildren(http, session, externalId, known);
    await retireAdGroups(http, session, adGroups, ads, recordRemoval);
    await retire(http, session, { kind: 'campaign', externalId, state: group.status });
    await recordRemoval(externalId);
    for (const other of await findGroupsByName(http, session, group.name))
      if (other.status === 'DRAFT' && other.id !== group.id) await deleteDraftGroup(http, session, other);
  }
  for (const id of [...remaining.keys()]) await recordRemoval(id);
}
