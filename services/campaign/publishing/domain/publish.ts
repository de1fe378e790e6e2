import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import { conflict, statusAfter } from '../../content/domain/lifecycle.ts';
import { newOperation, pauseSteps, publishSteps, resumeSteps, type Running, type Step } from './operation.ts';
import { requireApproved } from '../../review/domain/review.ts';
import { touched, type Kept } from '../../content/domain/versions.ts';

/** A campaign whose operation begins, and that operation. */
export type Begun = { after: Campaign; running: Running };
type By = { id: string; requestedBy: string; at: Date };

/** Publishes the approved version: the first time everything, later the differences. @throws CAMPAIGN_STATE_CONFLICT */
export function beginPublish(kept: Kept, by: By): Begun {
  const { campaign } = kept;
  const status = statusAfter('publish', campaign);
  requireIdle(kept);
  requireApproved(kept);
  const planned = publishSteps(campaign);
  if (planned.length === 0) throw conflict('The platforms hold this version already.');
  const kind = campaign.publishedVersion === null ? 'publish' : 'update';
  const publications = [...campaign.publications, ...fresh(campaign, by.at)];
  const after = touched(
    { ...campaign, status, publications: publications.map(marked(planned, by.at)) },
    by.at,
  );
  return { after, running: newOperation(campaign, kind, planned, by) };
}

/** Pauses what serves or may serve. @throws AppError CAMPAIGN_STATE_CONFLICT */
export function beginPause(kept: Kept, by: By): Begun {
  return begin(kept, 'pause', pauseSteps(kept.campaign), by);
}

/** Lets a paused campaign serve again. @throws AppError CAMPAIGN_STATE_CONFLICT */
export function beginResume(kept: Kept, by: By): Begun {
  return begin(kept, 'resume', resumeSteps(kept.campaign), by);
}

function begin(kept: Kept, kind: 'pause' | 'resume', planned: Step[], by: By): Begun {
  const status = statusAfter(kind, kept.campaign);
  requireIdle(kept);
  if (planned.length === 0) throw conflict(`There is nothing on the platforms to ${kind}.`);
  const after = touched({ ...kept.campaign, status }, by.at);
  return { after, running: newOperation(kept.campaign, kind, planned, by) };
}

function requireIdle({ busy }: Kept): void {
  if (busy) throw conflict('Another operation of this campaign is running.');
}

/** Publications of platforms that never held the campaign. */
function fresh(campaign: Campaign, at: Date): Publication[] {
  const { platforms, publications, adAccounts, version } = campaign;
  return platforms
    .filter((platform) => !publications.some((p) => p.platform === platform))
    .map((platform) => {
      const adAccountId = adAccounts[platform];
      if (adAccountId === undefined) throw conflict(`There is no ad account for ${platform}.`);
      const base = { platform, adAccountId, version, externalId: null, error: null };
      return { ...base, status: 'publishing' as const, updatedAt: at.toISOString() };
    });
}

/** A platform that is published to again shows so; what is only changed keeps its status, because it still serves. */
function marked(planned: Step[], at: Date): (p: Publication) => Publication {
  const again = planned.flatMap((s) => s.submissions).find((s) => s.kind === 'publish')?.platforms ?? [];
  return (p) =>
    again.includes(p.platform) ? { ...p, status: 'publishing', error: null, updatedAt: at.toISOString() } : p;
}
