import type { Write } from '../port.ts';
import { fieldsToWrite } from '../vendor/fields-to-write.ts';
import type { Draft, LinkedInAds } from './create.ts';
import type { LiveAd, LiveChildren } from './live.ts';
import type { TextAdContent } from './map.ts';
import { adPath } from './paths.ts';
import { shareOf, type PlannedAdGroup } from './plan.ts';

/** Gives ads that a person has rewritten, or given a picture, their approved content again, where that is put back. */
export async function rewriteAds(
  { http }: LinkedInAds,
  { session, objects, touches, desired, marker }: Draft,
  { planned, live }: { planned: readonly PlannedAdGroup[]; live: LiveChildren },
  write: Write,
): Promise<void> {
  for (const { key, content } of planned.flatMap(({ ads }) => ads)) {
    const ad = live.ads.find(({ externalId }) => externalId === objects.get(key)?.externalId);
    if (ad === undefined || !differencesOf(ad, content).some((path) => touches(key, path))) continue;
    const fields = fieldsToWrite(shareOf(desired, marker), touches, (one) => one === key);
    const path = adPath(session.account, ad.externalId);
    await write(fields, () => http.patch(session, path, { content: { textAd: content } }));
  }
}

/** The paths below an ad at which its content is not the approved one. */
function differencesOf({ content: { textAd } }: LiveAd, wanted: TextAdContent): string[] {
  const { headline, description, landingPage } = wanted;
  const isSame =
    textAd?.headline === headline && textAd.description === description && textAd.landingPage === landingPage;
  return [...(isSame ? [] : ['']), ...(textAd?.image === undefined ? [] : ['settings.image'])];
}
