import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../contracts/values.ts';
import type { PlatformsDeps } from '../deps.ts';
import { withoutObjects } from './domain/policy.ts';
import { droppedKeys, readRefusals, type KeptRefusal } from './store/policy.ts';

type Deps = Pick<PlatformsDeps, 'database' | 'platforms'>;

/**
 * A version as it is published on a platform: without what people decided to leave out of it, or of an earlier version that had the same
 * object. Where this version could not stand without what was left out of an earlier one, nothing is left out, and the platform is asked.
 */
export async function withoutDropped(
  { database, platforms }: Deps,
  organizationId: string,
  platform: Platform,
  desired: DesiredCampaign,
): Promise<{ desired: DesiredCampaign; dropped: KeptRefusal[] }> {
  const { campaignId, version } = desired;
  const refusals = await readRefusals(database.query, organizationId, campaignId, version);
  const keys = droppedKeys(refusals, platform);
  const share = keys.size === 0 ? [] : (platforms.get(platform)?.share(desired, '') ?? []);
  const left = withoutObjects(desired, share, keys);
  if (left === null) return { desired, dropped: [] };
  const places = new Map(share.map(({ key, path }) => [key, path]));
  const dropped = refusals.flatMap((refusal) => {
    const objectPath = keys.has(refusal.objectKey) ? places.get(refusal.objectKey) : undefined;
    return objectPath === undefined ? [] : [{ ...refusal, objectPath }];
  });
  return { desired: left, dropped };
}
