import type { Session } from '../port.ts';
import type { LinkedInAdsHttp } from './http.ts';
import { orNull, readChildren, type LiveChildren, type LiveGroup } from './live.ts';
import { CAMPAIGN_URN, groupPath, pathOf } from './paths.ts';

/** Deletes a draft; archives anything else, which ends it for good and keeps its figures. Gone already is fine. */
export async function retire(
  http: LinkedInAdsHttp,
  session: Session,
  object: { kind: string; externalId: string; state: string },
): Promise<void> {
  const { path, status } = pathOf(session.account, object.kind, object.externalId);
  if (object.state === 'DRAFT') await orNull(http.remove(session, path));
  else await orNull(http.patch(session, path, { [status]: 'ARCHIVED' }));
}

/** Deletes draft ads, then draft ad groups: a draft with children cannot be deleted. */
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
  await orNull(http.remove(session, groupPath(session.account, String(group.id))));
}

/** Puts ad groups away with the ads under them; ads of an archived ad group go with it. */
export async function retireAdGroups(
  http: LinkedInAdsHttp,
  session: Session,
  adGroups: LiveChildren['adGroups'],
  ads: LiveChildren['ads'],
  done: (externalId: string) => Promise<void>,
): Promise<void> {
  for (const group of adGroups) {
    const under = ads.filter(({ campaign }) => campaign === `${CAMPAIGN_URN}${group.id}`);
    for (const ad of under) {
      if (group.status === 'DRAFT') await retire(http, session, { ...ad, kind: 'ad' });
      await done(ad.externalId);
    }
    await retire(http, session, { ...group, kind: 'ad-group' });
    await done(group.externalId);
  }
}
