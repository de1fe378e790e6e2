import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Applied } from '../../../../contracts/platforms/submissions.ts';
import { pathWords } from '../../../../rules/field-words.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import { contentOf, type CampaignContent } from '../../content/domain/content.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import { withUpdatedAt, type StoredCampaign } from '../../content/domain/versions.ts';
import { changesBetween } from '../../history/domain/changes.ts';
import { exposureApplied, exposurePublished } from './exposure.ts';
import { requireAllowed, type Principal } from './guard.ts';
import { requireNothingLeft } from './left.ts';
import { newOperation, type OperationOrigin } from './operation.ts';
import type { StartedOperation } from './start-operation.ts';
import { HELD, publishSteps } from './steps.ts';

/** What may be changed without an approval, where it is lowered; whether it is, is for the guard to say. */
const LOWERABLE = /^(budget\.(dailyMicros|totalMicros|split\.\d+\.dailyMicros)|schedule\.endDate)$/;
const APPROVED_INSTEAD = 'Submit this version, and publish it once people have approved it.';

/** What has to be known of a campaign before anybody may lower it alone. */
export type Known = {
  /** The published version; null while none is. */
  published: CampaignContent | null;
  /** What the ledger of platforms holds of it. */
  applied: readonly Applied[];
  principal: Principal;
};

/**
 * Publishes a version that nobody needs to approve: it lowers what can be spent against what the ledger holds, on every platform, and
 * changes nothing else. What is not known for certain is not compared, and therefore refused.
 * @throws AppError CAMPAIGN_STATE_CONFLICT, PERMISSION_DENIED for a machine whose version raises something
 */
export function startLowering(
  stored: StoredCampaign,
  { published, applied, principal }: Known,
  origin: OperationOrigin,
): StartedOperation {
  const { campaign, hash, busy } = stored;
  const { status, review, version } = campaign;
  if (published === null || (status !== 'active' && status !== 'paused'))
    throw conflict(`A campaign in status ${status} has nothing that could be lowered.`);
  if (busy) throw conflict('Another operation of this campaign is running.');
  requireNothingLeft(campaign);
  if (review?.version === version && review.state === 'rejected')
    throw conflict('This version was rejected: write another one.');
  requireNothingElse(published, campaign);
  requireKnown(campaign, applied);
  const order = requireAllowed({
    before: exposureApplied(campaign, applied),
    after: exposurePublished(campaign),
    principal,
    hash,
    approval: null,
  });
  if (order !== 'lower') throw conflict('This version lowers nothing of what the platforms hold.');
  const steps = publishSteps(campaign);
  const isUpdate = steps.every(({ submissions }) => submissions.every(({ kind }) => kind === 'update'));
  if (steps.length === 0 || !isUpdate)
    throw conflict(`This takes more than changing what is there. ${APPROVED_INSTEAD}`);
  return {
    campaign: withUpdatedAt(campaign, origin.at),
    started: { ...newOperation(campaign, 'update', steps, origin), raises: false },
  };
}

/** @throws AppError CAMPAIGN_STATE_CONFLICT which names a field that differs and is none of what can be lowered alone */
function requireNothingElse(published: CampaignContent, campaign: Campaign): void {
  const changes = changesBetween(contentOf(published), contentOf(campaign));
  const other = changes.find(({ path }) => !LOWERABLE.test(path));
  if (other)
    throw conflict(
      `Without an approval nothing but budgets and the last day is changed, and this changes ${pathWords(other.path)}. ${APPROVED_INSTEAD}`,
    );
}

/** @throws AppError CAMPAIGN_STATE_CONFLICT where a platform is not known to hold the published version, and nothing else */
function requireKnown(
  { publications, platforms, publishedVersion }: Campaign,
  applied: readonly Applied[],
): void {
  const present = publications.filter(({ status }) => status !== 'removed').map(({ platform }) => platform);
  for (const platform of new Set([...platforms, ...present])) {
    const own = publications.find((one) => one.platform === platform);
    const ledger = applied.filter((one) => one.platform === platform);
    const [entry] = ledger;
    const isKnown =
      own !== undefined &&
      HELD.includes(own.status) &&
      own.error === null &&
      own.version === publishedVersion &&
      ledger.length === 1 &&
      entry?.adAccountId === own.adAccountId &&
      entry.isWhole &&
      entry.verified?.version === publishedVersion;
    if (!isKnown)
      throw conflict(
        `It is not known for certain what ${PLATFORM_NAMES[platform]} holds of this campaign, so that nobody can say whether this lowers it. Pause it instead. ${APPROVED_INSTEAD}`,
      );
  }
}
