import type { Session } from '../port.ts';
import type { LinkedInAdsHttp } from './http.ts';
import { nullIfGone, readChildren, type LiveChildren, type LiveGroup } from './live.ts';
import { CAMPAIGN_URN, groupPath, pathOf } from './paths.ts';

/**
 * Deletes a draft and archives any other object, which is final and keeps its figures. A missing object is no error.
 */
export async function retire(
  http: LinkedInAdsHttp,
  session: Session,
  object: { kind: string; externalId: string; state: string },
): Promise<void> {
  const { path, status } = pathOf(session.account, object.kind, object.externalId);
  if (object.state === 'DRAFT') await nullIfGone(http.remove(session, path));
  else await nullIfGone(http.patch(session, path, { [status]: 'ARCHIVED' }));
}

/** Deletes draft ads, then draft ad groups, because LinkedIn does not delete a draft that has children. */
export async function deleteDraftAdGroups(
  http: LinkedInAdsHttp,
  session: Session,
  { adGroups, ads }: LiveChildren,
): Promise<void> {
  for (const ad of ads) await retire(http, session, { ...ad, kind: 'ad' });
  for (const group of adGroups) await retire(http, session, { ...group, kind: 'ad-group' });
}

/** Deletes a draft group with the drafts under it. */
export async function deleteDraftGroup(
  http: LinkedInAdsHttp,
  session: Session,
  group: LiveGroup,
): Promise<void> {
  await deleteDraftAdGroups(http, session, await readChildren(http, session, String(group.id), new Map()));
  await nullIfGone(http.remove(session, groupPath(session.account, String(group.id))));
}

/** Retires ad groups with their ads, from the leaves up: an archived ad group does not archive the ads in it. */
export async function retireAdGroups(
  http: LinkedInAdsHttp,
  session: Session,
  adGroups: LiveChildren['adGroups'],
  ads: LiveChildren['ads'],
  recordRemoval: (externalId: string) => Promise<void>,
): Promise<void> {
  for (const group of adGroups) {
    const groupAds = ads.filter(({ campaign }) => campaign === `${CAMPAIGN_URN}${group.id}`);
    for (const ad of groupAds) {
      await retire(http, session, { ...ad, kind: 'ad' });
      await recordRemoval(ad.externalId);
    }
    await retire(http, session, { ...group, kind: 'ad-group' });
    await recordRemoval(group.externalId);
  }
}
