import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { CampaignDrift } from '../../../../contracts/campaign/drift.ts';
import type { Difference, PlatformDrift } from '../../../../contracts/platforms/drift.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { canonicalJson } from '../../../../lib/canonical-json.ts';
import { AppError } from '../../../../lib/errors.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import { contentOf, type CampaignContent } from '../../content/domain/content.ts';
import { shareOn } from '../../publishing/domain/desired.ts';
import { withFound } from './accept.ts';

/** What the platforms say, beside what the current version wants, and what of it a version can hold. */
export function campaignDrift(
  campaign: Campaign,
  published: CampaignContent | null,
  platforms: readonly PlatformDrift[],
): CampaignDrift {
  const { id: campaignId, version, publishedVersion } = campaign;
  const content = contentOf(campaign);
  return {
    campaignId,
    version,
    publishedVersion,
    platforms: platforms.map((drift) => ({
      ...drift,
      differences: drift.differences.map((difference) => ({
        ...difference,
        wanted: wantedOf(content, published, drift.platform, difference),
        acceptable: published !== null && withFound(content, published, drift.platform, difference) !== null,
      })),
    })),
  };
}

/** What the current version has where a platform differs; null where it has nothing there. */
function wantedOf(
  content: CampaignContent,
  published: CampaignContent | null,
  platform: Platform,
  { kind, path, applied, found }: Difference,
): unknown {
  if (path === 'status' || path.endsWith('.status')) return applied; // versions do not say what is stopped
  const names = path.split('.');
  const share: unknown = shareOn(platform, content);
  if (names[0] === 'adGroups' && names[1] !== undefined && names[1] !== '-') {
    const name = published?.structure?.adGroups[Number(names[1])]?.name;
    const place = content.structure?.adGroups.findIndex((group) => group.name === name) ?? -1;
    if (place < 0) return null;
    names[1] = String(place);
  }
  const last = names.at(-1) ?? '';
  if (!/^(\d+|-)$/.test(last)) return valueAt(share, names) ?? null;
  // an element of a list is the same wherever it stands
  const list = valueAt(share, names.slice(0, -1));
  const one = kind === 'foreign' ? found : applied;
  const there =
    Array.isArray(list) && list.some((element) => canonicalJson(element) === canonicalJson(one ?? null));
  return there ? one : null;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
    value,
  );
}

/** One difference with the platform that shows it. */
export type Chosen = { platform: Platform; difference: Difference };

/** What the trail keeps of the differences that somebody decided on. */
export const auditOf = (chosen: readonly Chosen[]): object => ({
  differences: chosen.map(({ platform, difference: { id, kind, path, found } }) => ({
    platform,
    id,
    kind,
    path,
    found,
  })),
});

/**
 * The differences that a person chose, as the platforms show them now.
 * @throws AppError PLATFORM_UNAVAILABLE when one may be on a platform that cannot be read now, DRIFT_CHANGED when it is gone
 */
export function chosenOf(platforms: readonly PlatformDrift[], ids: readonly string[]): Chosen[] {
  const all = platforms.flatMap(({ platform, differences }) =>
    differences.map((difference) => ({ platform, difference })),
  );
  return [...new Set(ids)].map((id) => {
    const found = all.find(({ difference }) => difference.id === id);
    if (found) return found;
    const unknown = platforms.find(({ state }) => state === 'unknown');
    if (unknown)
      throw new AppError('PLATFORM_UNAVAILABLE', {
        detail: `${PLATFORM_NAMES[unknown.platform]} cannot be read at the moment: ${unknown.error?.message ?? 'it does not answer'}`,
      });
    throw new AppError('DRIFT_CHANGED');
  });
}
