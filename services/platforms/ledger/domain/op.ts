import { createHash } from 'node:crypto';
import type { DesiredCampaign, SubmissionKind } from '../../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { invalidField } from '../../../../lib/errors.ts';

/** States of a step; the last three are final. */
export const OP_STATES = ['pending', 'running', 'done', 'failed', 'needs_review'] as const;
export type OpState = (typeof OP_STATES)[number];
/** States of a platform object; `activating` means that it may begin to serve at any moment. */
export const OBJECT_STATES = ['planned', 'created', 'activating', 'active', 'paused', 'removed'] as const;
export type ObjectState = (typeof OBJECT_STATES)[number];

/** One step of an operation on one ad account, as the ledger holds it. */
export type Op = {
  organizationId: string;
  id: string;
  operationId: string;
  kind: SubmissionKind;
  platform: Platform;
  adAccountId: string;
  campaignId: string;
  /** Null when nothing of the campaign was ever published on this account. */
  publicationId: string | null;
  /** The order in which steps on one publication were asked for. */
  intentSeq: number;
  desired: DesiredCampaign | null;
  marker: string | null;
  state: OpState;
  step: string;
  /** Raised by every claim; a write of an older attempt changes nothing. */
  attempt: number;
  /** Attempts that did not bring the step to its end. */
  setbacks: number;
  /** Set before anything is made, cleared when every answer is in: objects may exist that the ledger does not know. */
  inDoubtSince: Date | null;
  /** Set before something is activated, cleared when the answer is in: something may begin to serve late. */
  activationDoubtSince: Date | null;
  /** Searches in a row, while in doubt, that found nothing new. */
  emptySearches: number;
  notBefore: Date | null;
  error: { code: string; message: string } | null;
  createdAt: Date;
};

export type LedgerObject = {
  key: string;
  kind: string;
  externalId: string | null;
  state: ObjectState;
  opId: string;
};

/** Keys of objects outside the campaign: a second one of a planned key, and a removed one that gave its key to another. */
const OUTSIDE_CAMPAIGN = /^(extra|gone)\//;

/** Objects that exist on the platform and that the campaign consists of. */
export function livingObjects(objects: readonly LedgerObject[]): (LedgerObject & { externalId: string })[] {
  return objects.filter(
    (object): object is LedgerObject & { externalId: string } =>
      object.externalId !== null && object.state !== 'removed' && !OUTSIDE_CAMPAIGN.test(object.key),
  );
}

/** The key under which the ledger keeps a second object of a planned key. */
export const extraKey = (externalId: string): string => `extra/${externalId}`;

/** The marker that every platform object of a publication carries: the same for the same operation, unlikely to exist by chance. */
export function markerOf(operationId: string): string {
  return `sip-${createHash('sha256').update(operationId).digest('hex').slice(0, 10)}`;
}

/**
 * Refuses a submission that names a platform twice, says nothing about what to publish, or brings another campaign.
 * @throws AppError REQUEST_INVALID
 */
export function refuseIncomplete(submission: {
  kind: SubmissionKind;
  campaignId: string;
  targets: readonly { platform: Platform; desired: DesiredCampaign | null }[];
}): void {
  const { kind, campaignId, targets } = submission;
  const platforms = targets.map(({ platform }) => platform);
  if (new Set(platforms).size !== platforms.length)
    throw invalidField('targets', 'PLATFORM_TWICE', 'Name each platform once.');
  for (const [index, { desired }] of targets.entries()) {
    const path = `targets.${index}.desired`;
    if (desired === null && (kind === 'publish' || kind === 'update'))
      throw invalidField(path, 'FIELD_MISSING', `A campaign is needed to ${kind} it.`);
    if (desired !== null && desired.campaignId !== campaignId)
      throw invalidField(`${path}.campaignId`, 'CAMPAIGN_DIFFERS', 'This is another campaign.');
  }
}
