import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../contracts/values.ts';
import type { PlatformsDeps } from '../deps.ts';
import { withoutObjects } from './domain/policy.ts';
import { droppedKeys, readRefusals, type KeptRefusal } from './store/policy.ts';

type Deps = Pick<PlatformsDeps, 'database' | 'platforms'>;

/** A version as it is published on a platform: without what people decided to leave out of it. */
export async function withoutDropped(
  { database, platforms }: Deps,
  organizationId: string,
  platform: Platform,
  desired: DesiredCampaign,
): Promise<{ desired: DesiredCampaign; dropped: KeptRefusal[] }> {
  const { campaignId, version } = desired;
  const refusals = await readRefusals(database.query, organizationId, campaignId, version);
  const keys = droppedKeys(refusals, platform);
  const share = keys.size === 0 ? undefined : platforms.get(platform)?.share(desired, '');
  const left = share === undefined ? desired : withoutObjects(desired, share, keys);
  // the same objects were droppable when that was decided, and the version is the same
  if (left === null)
    throw new Error(`version ${version} of ${campaignId} cannot be published without what was dropped`);
  return { desired: left, dropped: refusals.filter(({ objectKey }) => keys.has(objectKey)) };
}
