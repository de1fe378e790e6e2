import { VendorFailure, type ActivateWork, type StopProof, type StopWork } from '../port.ts';
import type { LinkedInAds } from './create.ts';
import { LIVING, readChildren, readGroup } from './live.ts';
import { groupPath, pathOf } from './paths.ts';
import { retireAdGroups, retire } from './retire.ts';

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
 * Pauses the group, which stops everything under it, and reads back that it does not serve. Ad groups and ads keep their
 * state; drafts stay drafts. A group that cannot be read is not stopped: LinkedIn answers 404 for groups that are there.
 * @throws VendorFailure `unknown` with code STILL_SERVING or GROUP_NOT_SHOWN when it is not read back as stopped
 */
export async function pauseCampaign(
  { http }: LinkedInAds,
  { session, known, record }: StopWork,
): Promise<StopProof> {
  const campaign = known.get('campaign');
  if (campaign === undefined) return 'stopped'; // it was never made, so nothing of it was ever activated
  const { externalId } = campaign;
  let group = await readGroup(http, session, externalId);
  if (group?.status === 'ACTIVE') {
    await http.patch(session, groupPath(session.account, externalId), { status: 'PAUSED' });
    group = await readGroup(http, session, externalId);
  }
  if (group === null || FINAL.includes(group.status)) {
    await record({ key: 'campaign', ...campaign, state: 'removed' });
    return 'gone';
  }
  if (!STOPPED.includes(group.status)) throw stillServing(group.status);
  await record({ key: 'campaign', ...campaign, state: 'paused' });
  return 'stopped';
}

/** States of a group in which nothing of it is shown, and states from which there is no way back. */
const STOPPED: readonly string[] = ['PAUSED', 'DRAFT', 'COMPLETED'];
const FINAL: readonly string[] = ['ARCHIVED', 'CANCELED', 'REMOVED', 'PENDING_DELETION'];

const stillServing = (status: string) =>
  new VendorFailure(
    'unknown',
    'STILL_SERVING',
    `LinkedIn Ads still reports the campaign group as ${status}.`,
  );

/**
 * Pauses the group, then deletes drafts and archives all other objects, children first. Another group
 * of the same name is not touched: what a lost answer has made is in the ledger before this is called.
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
  }
  for (const id of [...remaining.keys()]) await recordRemoval(id);
}
