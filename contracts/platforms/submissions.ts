import { z } from 'zod';
import { contract } from '../action.ts';
import { Declarations, Objective, Schedule, Targeting } from '../campaign/input.ts';
import { AdGroup, Check } from '../structure.ts';
import { Currency, Id, Instant, Micros, Platform } from '../values.ts';
import { DifferenceId, DriftWay, LeftAsFound } from './drift.ts';

/** One platform's share of a campaign, as the approved version wants it; the platform's adapter maps it. */
export const DesiredCampaign = z.strictObject({
  campaignId: Id,
  version: z.int().min(1),
  name: z.string(),
  objective: Objective,
  dailyMicros: Micros.min(1),
  totalMicros: Micros.min(1).nullable(),
  currency: Currency,
  schedule: Schedule,
  targeting: Targeting,
  landingPageUrl: z.string(),
  declarations: Declarations,
  adGroups: z.array(AdGroup).min(1),
});
export type DesiredCampaign = z.infer<typeof DesiredCampaign>;

export const SUBMISSION_KINDS = ['publish', 'update', 'pause', 'resume', 'remove'] as const;

export const SubmissionKind = z.enum(SUBMISSION_KINDS);
export type SubmissionKind = z.infer<typeof SubmissionKind>;

/** What a stop covers: one campaign, all campaigns of an ad account, or all of the organisation. */
export const StopScope = z.enum(['campaign', 'ad_account', 'organization']).meta({ id: 'StopScope' });
export type StopScope = z.infer<typeof StopScope>;

export const ObjectState = z.enum(['planned', 'created', 'activating', 'active', 'paused', 'removed']);

export const SubmissionStatus = z.strictObject({
  platform: Platform,
  kind: SubmissionKind,
  /**
   * `done`: every object is verified in the wanted state. `failed`: refused for good; a failed publish or resume leaves
   * nothing serving, a failed update leaves what was there before. `needs_review`: a person must look at the platform.
   */
  state: z.enum(['pending', 'running', 'done', 'failed', 'needs_review']),
  progress: z.strictObject({ done: z.int(), total: z.int(), step: z.string() }),
  campaignExternalId: z.string().nullable(),
  objects: z.array(
    z.strictObject({
      key: z.string(),
      kind: z.string(),
      externalId: z.string().nullable(),
      state: ObjectState,
    }),
  ),
  /**
   * Why it ended so, or, while it goes on, what the platform said last. Codes of ours: AD_ACCOUNT_REAUTHORIZE,
   * AD_ACCOUNT_HELD, AD_ACCOUNT_READ_ONLY (the ad account takes nothing now, and why; nothing was made), AD_ACCOUNT_CLOSED (a pause or removal:
   * the platform says that the account is closed and serves nothing),
   * NOT_PUBLISHED, CANCELLED, CANCELLED_IN_DOUBT (cancelled while an answer was out, and it could not be looked for), SUPERSEDED (a pause or removal was asked for later), PLATFORM_OBJECT_GONE (removed on the platform
   * itself, confirmed by a search), DRIFT (somebody changed on the platform what an update would touch; nothing was
   * written), ORGANIZATION_HALTED, POLICY_REFUSED (the platform refused
   * objects by policies of its own, which `platforms.policy` lists), PLATFORM_MISMATCH, PLATFORM_NOT_SERVING, PLATFORM_NOT_REMOVED, ATTEMPTS_EXHAUSTED; any
   * other code is the platform's own, with its sentence.
   */
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  /** While it goes on: when the platform is tried next. Null while it is at work or in its turn, and once it has ended. */
  waitsUntil: Instant.nullable(),
  /** Of a step that is done: what it met and left as it was. Null where it did not read that, so that nothing is known of it. */
  leftAsFound: LeftAsFound.nullable(),
  /**
   * Of a step that ended with DRIFT: what can be done about at least one of the differences that it names. Left out where that was not
   * kept.
   */
  driftWays: z.array(DriftWay).optional(),
});
export type SubmissionStatus = z.infer<typeof SubmissionStatus>;

/**
 * What the ledger holds of a campaign in one ad account. `verified`: what was last read back and found to be so; null when nothing ever was.
 * `isWhole`: nothing was written since then, and nothing is at work, so that it is what this product has left there; where it is false,
 * a change ended half-way, and what stands there is not `verified`.
 */
export const Applied = z.strictObject({
  platform: Platform,
  adAccountId: Id,
  verified: DesiredCampaign.nullable(),
  isWhole: z.boolean(),
});
export type Applied = z.infer<typeof Applied>;

/** What campaign has done: it is taken on, and the same again changes nothing. */
const ORDER = {
  result: z.strictObject({ accepted: z.literal(true) }),
  permission: 'service',
  stepUp: 'none',
  callers: ['campaign'],
  idempotent: true,
} as const;

export const submissionContracts = {
  check: contract({
    name: 'platforms.check',
    summary: "What a platform would refuse or cannot express, by the platform's own rules, without asking it",
    params: z.strictObject({ platform: Platform, desired: DesiredCampaign }),
    result: z.strictObject({ checks: z.array(Check) }),
    permission: 'campaign:read',
    stepUp: 'none',
    callers: ['campaign', 'ai'],
    errors: ['PLATFORM_UNAVAILABLE'],
    idempotent: true,
  }),
  submit: contract({
    name: 'platforms.submit',
    summary: 'Write the ledger and the job for one step of an operation; the same again changes nothing',
    params: z.strictObject({
      operationId: Id,
      campaignId: Id,
      kind: SubmissionKind,
      /**
       * Of an update: differences (`platforms.drift`) that a person decided to have put back to what is approved. Every
       * other difference that the update would meet ends it in `needs_review` with code DRIFT, and nothing is written.
       */
      overwrite: z.array(DifferenceId).max(500).optional(),
      targets: z
        .array(z.strictObject({ platform: Platform, adAccountId: Id, desired: DesiredCampaign.nullable() }))
        .min(1)
        .max(2),
    }),
    ...ORDER,
    errors: ['AD_ACCOUNT_NOT_FOUND'],
  }),
  cancel: contract({
    name: 'platforms.cancel',
    summary:
      'End the steps of an operation: what has not begun to serve is not begun; the same again changes nothing',
    params: z.strictObject({ operationId: Id }),
    ...ORDER,
  }),
  hurry: contract({
    name: 'platforms.hurry',
    summary: 'Try the steps of an operation now, whatever they wait for',
    params: z.strictObject({ operationId: Id }),
    ...ORDER,
  }),
  halt: contract({
    name: 'platforms.halt',
    summary: 'Activate nothing in a scope from now on; the same again changes nothing',
    params: z.strictObject({ stopId: Id, scope: StopScope, scopeId: Id.nullable() }),
    ...ORDER,
  }),
  liftHalt: contract({
    name: 'platforms.liftHalt',
    summary: 'Take back a halt; it activates nothing',
    params: z.strictObject({ stopId: Id }),
    ...ORDER,
  }),
  applied: contract({
    name: 'platforms.applied',
    summary: 'What the ledger holds of a campaign, without asking the platforms',
    params: z.strictObject({ campaignId: Id }),
    result: z.strictObject({ platforms: z.array(Applied) }),
    permission: 'service',
    stepUp: 'none',
    callers: ['campaign'],
    idempotent: true,
  }),
  status: contract({
    name: 'platforms.status',
    summary: 'How far each platform is with an operation',
    params: z.strictObject({ operationId: Id, kind: SubmissionKind }),
    result: z.strictObject({ targets: z.array(SubmissionStatus) }),
    permission: 'service',
    stepUp: 'none',
    callers: ['campaign'],
    idempotent: true,
  }),
} as const;
