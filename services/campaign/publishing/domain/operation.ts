import { z } from 'zod';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { PlatformLeft, type Operation } from '../../../../contracts/campaign/publishing.ts';
import { DriftWay } from '../../../../contracts/platforms/drift.ts';
import { SubmissionKind } from '../../../../contracts/platforms/submissions.ts';
import { Platform } from '../../../../contracts/values.ts';

/** One kind of work handed to platforms, for some of the campaign's platforms; a kind comes once in an operation. */
export const Submission = z.strictObject({ kind: SubmissionKind, platforms: z.array(Platform) });
export type Submission = z.infer<typeof Submission>;

/** Submissions that run beside each other; the next step begins when all of them are done. */
export const Step = z.strictObject({
  name: z.enum(['prepare', 'activate', 'retire', 'pause']),
  submissions: z.array(Submission),
  /** Once it has ended: what it met on each platform that it read, and left as it was. */
  leftAsFound: z.array(PlatformLeft).optional(),
});
export type Step = z.infer<typeof Step>;

/** By platform: what can be done about at least one of the differences with which a step ended there. */
export const DriftWays = z.partialRecord(Platform, z.array(DriftWay));
export type DriftWays = z.infer<typeof DriftWays>;

/** An operation with what its job must know. */
export type NewOperation = {
  operation: Operation;
  /** The version that it publishes; for every other kind, the one that the platforms hold of what it is about. */
  version: number;
  /** Decided when the operation was started; `position` is the index of the one at work. */
  steps: Step[];
  position: number;
  requestedBy: string;
  /** Differences on the platforms that a person decided to have put back (contracts/platforms/drift.ts). */
  overwrite?: readonly string[];
  /** False where it was found, when it started, that it raises nothing of what may be spent. */
  raises?: boolean;
};

/** The same as its row holds it. */
export type StoredOperation = NewOperation & {
  /** The number of the shape in which the row was saved (lib/shape.ts). */
  shape: number;
  /** What people may do about the differences with which it ended, by platform; null: it ended with none, or this was not kept. */
  driftWays?: DriftWays | null;
  /** Who asked for its end before it had ended; null: nobody. */
  cancelRequestedBy: string | null;
};

/** Kinds that stop: they wait for nothing, and what runs gives way to them. */
const STOPPING: readonly Operation['kind'][] = ['pause', 'remove'];
export const isStopping = ({ kind }: Pick<Operation, 'kind'>): boolean => STOPPING.includes(kind);

/** Whether it has still to prove that nothing serves: ended now, something may go on serving that somebody wanted stopped. */
export const isPausing = ({ steps, position }: Pick<NewOperation, 'steps' | 'position'>): boolean =>
  steps.slice(position).some(({ name }) => name === 'pause');

/** Whether what it has still to do may raise what is spent: then the approval of its version has to hold for as long. */
export const mayRaise = ({ operation, raises = true, steps, position }: NewOperation): boolean =>
  raises && !isStopping(operation) && steps.slice(position).some(({ name }) => RAISING.includes(name));
const RAISING: readonly Step['name'][] = ['prepare', 'activate'];

/** What a new operation gets from its request. */
export type OperationOrigin = { id: string; requestedBy: string; at: Date };

/** A new operation that waits for its job. */
export function newOperation(
  campaign: Campaign,
  kind: Operation['kind'],
  steps: Step[],
  { id, requestedBy, at }: OperationOrigin,
): NewOperation {
  const operation: Operation = {
    id,
    kind,
    campaignId: campaign.id,
    status: 'pending',
    progress: { done: 0, total: steps.length, step: 'waiting' },
    error: null,
    result: null,
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
  };
  return { operation, version: versionOf(kind, campaign), steps, position: 0, requestedBy };
}

/** The version that an operation of this kind is about: the one that it publishes, or the one that platforms hold. */
export function versionOf(kind: Operation['kind'], campaign: Versions): number {
  return kind === 'publish' || kind === 'update' ? campaign.version : heldVersion(campaign);
}

type Versions = Pick<Campaign, 'version' | 'publishedVersion' | 'publications'>;

/** The version that platforms hold, or were given last where none was ever published whole; an edit since then is none of it. */
function heldVersion({ publishedVersion, publications, version }: Versions): number {
  if (publishedVersion !== null) return publishedVersion;
  return publications.length === 0 ? version : Math.max(...publications.map((p) => p.version));
}
