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

/** One step of an operation on one ad account, as the ledger stores it. */
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
  /** The place of this step in the order in which steps on its publication were requested. */
  intentSeq: number;
  desired: DesiredCampaign | null;
  /** Ids of differences that a person decided to have put back. */
  overwrite: readonly string[];
  marker: string | null;
  state: OpState;
  step: string;
  /** The number of this attempt. Each claim raises it, and a write with an older number changes nothing. */
  attempt: number;
  /** How many attempts ended without finishing the step. */
  setbacks: number;
  /**
   * Set before objects are created and cleared after the last answer. While it is set, objects may exist that the
   * ledger does not have.
   */
  inDoubtSince: Date | null;
  /**
   * Set before objects are activated and cleared after the last answer. While it is set, an object may still begin to
   * serve.
   */
  activationDoubtSince: Date | null;
  /** How many searches in a row have found nothing new while the step is in doubt. */
  emptySearches: number;
  notBefore: Date | null;
  /** Since when its operation is to end: nothing more is begun, and what is safe to undo is undone. */
  cancelledAt: Date | null;
  error: { code: string; message: string } | null;
  createdAt: Date;
  /** The person for whom it is done; null where an older release did not say. */
  requestedBy: string | null;
};

/** The person for whom a step was done, for the trail. */
export const onBehalfOf = (requestedBy: string | null): { onBehalfOf?: string } =>
  requestedBy === null ? {} : { onBehalfOf: requestedBy };

export type LedgerObject = {
  key: string;
  kind: string;
  externalId: string | null;
  state: ObjectState;
  opId: string;
};

/**
 * Prefixes of keys that do not belong to the campaign: a second object of one key, and a removed object whose key is
 * used again.
 */
const OUTSIDE_CAMPAIGN = /^(extra|gone)\//;

/** The campaign's objects that exist on the platform. */
export function livingObjects(objects: readonly LedgerObject[]): (LedgerObject & { externalId: string })[] {
  return objects.filter(
    (object): object is LedgerObject & { externalId: string } =>
      object.externalId !== null && object.state !== 'removed' && !OUTSIDE_CAMPAIGN.test(object.key),
  );
}

/** The key for the second object when a platform has two objects of one planned key. */
export const extraKey = (externalId: string): string => `extra/${externalId}`;

/**
 * The marker in the names of a publication's objects: always the same for one operation, and unlikely to exist by
 * chance.
 */
export function markerOf(operationId: string): string {
  return `sip-${createHash('sha256').update(operationId).digest('hex').slice(0, 10)}`;
}

/**
 * Refuses a submission that names a platform twice, lacks the campaign to publish, or holds another campaign than it
 * names.
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
