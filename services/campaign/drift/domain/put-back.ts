import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { exposureOf, type Held } from '../../../../rules/exposure.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import type { CampaignContent } from '../../content/domain/content.ts';
import { withUpdatedAt, type StoredCampaign } from '../../content/domain/versions.ts';
import { shareOn } from '../../publishing/domain/desired.ts';
import { newOperation, type OperationOrigin } from '../../publishing/domain/operation.ts';
import type { StartedOperation } from '../../publishing/domain/start-operation.ts';
import { HELD } from '../../publishing/domain/steps.ts';
import type { ExposureChange } from '../../publishing/domain/guard.ts';
import { withFound } from './accept.ts';
import type { Chosen } from './drift.ts';

/**
 * Starts to put differences back to the published version: an update that may write over them, and over nothing else.
 * @throws AppError CAMPAIGN_STATE_CONFLICT
 */
export function startPutBack(
  { campaign, busy }: StoredCampaign,
  chosen: readonly Chosen[],
  origin: OperationOrigin,
): StartedOperation {
  const { publishedVersion } = campaign;
  if (busy) throw conflict('Another operation of this campaign is running.');
  const platforms = [...new Set(chosen.map(({ platform }) => platform))];
  const refusal = whyNotPutBack(campaign, platforms);
  if (publishedVersion === null || refusal !== null)
    throw conflict(refusal ?? 'Nothing of the campaign is published.');
  const steps = [{ name: 'prepare' as const, submissions: [{ kind: 'update' as const, platforms }] }];
  const started = newOperation(campaign, 'update', steps, origin);
  const overwrite = chosen.map(({ difference }) => difference.id);
  return {
    campaign: withUpdatedAt(campaign, origin.at),
    started: { ...started, version: publishedVersion, overwrite },
  };
}

/** Why nothing can be put back on these platforms in the state that the campaign is in; null when it can. */
export function whyNotPutBack(
  { status, publishedVersion, publications }: Campaign,
  platforms: readonly Platform[],
): string | null {
  if (publishedVersion === null || (status !== 'active' && status !== 'paused' && status !== 'needs_review'))
    return `A campaign in status ${status} has nothing to put back.`;
  for (const platform of platforms) {
    const held = publications.find((p) => p.platform === platform);
    if (!held || !HELD.includes(held.status) || held.version !== publishedVersion)
      return `${PLATFORM_NAMES[platform]} is not known to hold the published version; publish first.`;
  }
  return null;
}

/**
 * What putting back changes of what can be spent: from what was found to what was applied. Where the model has no words for what
 * was found it counts as nothing, so that putting it back raises.
 */
export function exposureOfPutBack(
  { publications }: Campaign,
  published: CampaignContent,
  chosen: readonly Chosen[],
): Pick<ExposureChange, 'before' | 'after'> {
  const [before, after]: [Held[], Held[]] = [[], []];
  for (const { platform, adAccountId, status } of publications) {
    const own = chosen.filter((one) => one.platform === platform);
    const share = shareOn(platform, published);
    if (own.length === 0 || !share) continue;
    const applied = { platform, adAccountId, serving: status !== 'paused', share };
    after.push(applied);
    const found = foundOn(applied, published, own);
    if (found) before.push(found);
  }
  return { before: exposureOf(before), after: exposureOf(after) };
}

/** What a platform was found to hold; null where that cannot be said. */
function foundOn(applied: Held, published: CampaignContent, own: readonly Chosen[]): Held | null {
  let content = published;
  let { serving } = applied;
  const stoppedAdGroups: string[] = [];
  for (const { difference } of own) {
    const stopped = difference.found === 'paused';
    const [, index] = /^adGroups\.(\d+)\.status$/.exec(difference.path) ?? [];
    const group = index === undefined ? undefined : published.structure?.adGroups[Number(index)];
    if (difference.path === 'status' && stopped) serving = false;
    else if (group && stopped) stoppedAdGroups.push(group.name);
    else {
      const next = withFound(content, published, applied.platform, difference);
      if (!next) return null;
      content = next;
    }
  }
  const share = shareOn(applied.platform, content);
  return share && { ...applied, serving, stoppedAdGroups, share };
}
