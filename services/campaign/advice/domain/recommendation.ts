import type { Recommendation } from '../../../../contracts/campaign/advice.ts';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Proposal, ProposedChange } from '../../../../contracts/campaign/proposal.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { sha256 } from '../../../../lib/canonical-json.ts';
import { AppError } from '../../../../lib/errors.ts';
import { DAY_MS } from '../../../../lib/time.ts';
import { countRunning } from '../../../../rules/formats.ts';
import type { ProposalWords } from '../../../../rules/proposals/words.ts';
import type { CampaignContent } from '../../content/domain/content.ts';

type Budget = Campaign['budget'];

/** A proposal for the campaign's current version, in words, open until the days it is valid for have passed. */
export function recommendationOf(
  { change, evidence, expected, costIfWrong, validForDays }: Proposal,
  words: ProposalWords,
  campaign: Campaign,
  { id, createdAt }: { id: string; createdAt: Date },
): Recommendation {
  return {
    id,
    campaignId: campaign.id,
    status: 'open',
    ...words,
    change,
    evidence,
    expected,
    costIfWrong,
    baseVersion: campaign.version,
    createdAt: createdAt.toISOString(),
    expiresAt: new Date(createdAt.getTime() + validForDays * DAY_MS).toISOString(),
  };
}

/** The same for the same change: two proposals of one are one. */
export const changeHash = (change: ProposedChange): string => sha256(change);

/** True when a change keeps to the campaign's platforms, adds up exactly, and spends no more a day than `limitMicros`. */
export function isSafe(change: ProposedChange, budget: Budget, limitMicros = budget.dailyMicros): boolean {
  const daily = change.kind === 'shift_budget' ? budget.dailyMicros : change.dailyMicros;
  const platforms = (split: Budget['split']) =>
    split
      .map((s) => s.platform)
      .sort()
      .join();
  const sum = change.split.reduce((total, s) => total + BigInt(s.dailyMicros), 0n);
  return (
    platforms(change.split) === platforms(budget.split) &&
    change.split.every((s) => s.dailyMicros > 0) &&
    sum === BigInt(daily) &&
    daily <= Math.min(budget.dailyMicros, limitMicros)
  );
}

/** How many ad groups each platform runs: a smallest budget may be asked of each. At least one, also in a draft. */
export function runningAdGroups({
  platforms,
  structure,
}: CampaignContent): Partial<Record<Platform, number>> {
  return Object.fromEntries(
    platforms.map((platform) => [platform, Math.max(1, countRunning(platform, structure?.adGroups ?? []))]),
  );
}

/** The content with the change's budget; everything else stays. */
export function withChange(content: CampaignContent, change: ProposedChange): CampaignContent {
  const dailyMicros = change.kind === 'shift_budget' ? content.budget.dailyMicros : change.dailyMicros;
  return { ...content, budget: { ...content.budget, dailyMicros, split: change.split } };
}

/** @throws AppError RECOMMENDATION_CLOSED when it was applied or dismissed, or its days have passed */
export function requireOpen({ status, expiresAt }: Recommendation, at: Date): void {
  if (status !== 'open' || Date.parse(expiresAt) <= at.getTime()) throw new AppError('RECOMMENDATION_CLOSED');
}

/**
 * The change, if it may be applied to the campaign as it is now. `limitMicros` is the daily total that people approved.
 * @throws AppError RECOMMENDATION_CLOSED
 */
export function requireApplicable(
  recommendation: Recommendation,
  { version, budget }: Campaign,
  limitMicros: number,
  at: Date,
): ProposedChange {
  requireOpen(recommendation, at);
  const { baseVersion, change } = recommendation;
  if (baseVersion !== version || !isSafe(change, budget, limitMicros))
    throw new AppError('RECOMMENDATION_CLOSED');
  return change;
}
