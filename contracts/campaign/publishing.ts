import { z } from 'zod';
import { contract } from '../action.ts';
import { Check } from '../structure.ts';
import {
  ById,
  Currency,
  Id,
  Instant,
  KEY,
  Micros,
  MoneyMoves,
  Platform,
  Sum,
  Version,
  WithKey,
} from '../values.ts';
import { LeftAsFound } from '../platforms/drift.ts';
import { AgreedHash, Campaign, OPERATION_KINDS, Publication } from './campaign.ts';

/** What an operation left as it was on one platform. */
export const PlatformLeft = LeftAsFound.extend({ platform: Platform }).meta({ id: 'PlatformLeftAsFound' });
export type PlatformLeft = z.infer<typeof PlatformLeft>;

export const Operation = z
  .strictObject({
    id: Id,
    kind: z.enum(OPERATION_KINDS),
    campaignId: Id,
    status: z.enum(['pending', 'running', 'succeeded', 'failed', 'needs_review', 'cancelled']),
    progress: z.strictObject({ done: z.int(), total: z.int(), step: z.string() }),
    /** Why it did not succeed; of one that stops, while it runs: why it is not proved yet, since when, and what was said last. */
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    result: z
      .strictObject({
        publications: z.array(Publication),
        /**
         * What the operation met on each platform that it read, and left as it was: it kept nothing from being done. A platform
         * that is not listed was not read for that. Null: an earlier release did it, and did not keep this.
         */
        leftAsFound: z.array(PlatformLeft).nullable(),
      })
      .nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Operation' });
export type Operation = z.infer<typeof Operation>;

/** The most that may be charged on one day, in one month, and over the schedule's days when it has an end. */
const WorstCase = z.strictObject({
  dailyMicros: Sum,
  monthMicros: Sum,
  totalMicros: Sum.nullable(),
  days: z.int().nullable(),
  currency: Currency,
});

/** What publishing would do, without doing it, and what a resume would let serve. */
export const Plan = z
  .strictObject({
    campaignId: Id,
    version: Version,
    hash: z.string(),
    platforms: z.array(
      z.strictObject({
        platform: Platform,
        adAccountId: Id.nullable(),
        dailyMicros: Micros,
        adGroups: z.int(),
        ads: z.int(),
        keywords: z.int(),
        /** `words` is the path as people read it: “ad group 1, ad 2, headline 3, the text”. */
        changes: z.array(
          z.strictObject({ path: z.string(), words: z.string(), before: z.unknown(), after: z.unknown() }),
        ),
      }),
    ),
    worstCase: WorstCase,
    /**
     * What a resume, or putting back what was changed on a platform, lets serve: the published version, whatever the draft above
     * says by now. Its `hash` is the one that a resume is sent. Null while none is published.
     */
    resume: z.strictObject({ version: Version, hash: z.string(), worstCase: WorstCase }).nullable(),
    checks: z.array(Check),
    /**
     * What was changed on the platforms themselves, in numbers; `GET /api/campaigns/{id}/drift` has it whole. Where a platform is
     * `unknown`, the numbers are null: it could not be read in time, and `reason` says why.
     */
    drift: z.array(
      z.strictObject({
        platform: Platform,
        state: z.enum(['read', 'unknown', 'gone', 'none']),
        readAt: Instant.nullable(),
        reason: z.string().nullable(),
        differences: z.int().nullable(),
        ignored: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'Plan' });

/**
 * Whoever lets money move may say which content they have seen: then nothing starts of one that somebody saved in the meantime, as
 * from a page that was opened yesterday. A client of an earlier release says nothing of it.
 */
const MoneyMovesAsSeen = MoneyMoves.extend({
  hash: AgreedHash.describe(
    'The hash of the version that was seen: of the plan (publish) or of its resume (resume), which is the published version; where it is sent and another one would serve, nothing is done (409)',
  ).optional(),
});

/** 202, and where the operation is read. */
const STARTS_AN_OPERATION = { status: 202, headers: KEY, location: '/api/operations/{id}' } as const;

export const publishingContracts = {
  plan: contract({
    name: 'campaign.plan',
    summary: 'What publishing would change, and what a resume would let serve',
    params: ById,
    result: Plan,
    permission: 'campaign:read',
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND'],
    idempotent: true,
    http: { method: 'GET', path: '/api/campaigns/{id}/plan', tag: 'Campaigns' },
  }),
  publish: contract({
    name: 'campaign.publish',
    summary: 'Publish the approved version',
    params: MoneyMovesAsSeen,
    result: Operation,
    permission: 'campaign:publish',
    stepUp: 'publish',
    errors: [
      'APPROVER_NOT_ELIGIBLE',
      'APPROVAL_LAPSED',
      'APPROVAL_VERSION_STALE',
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'STOPPED',
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
    ],
    http: { method: 'POST', path: '/api/campaigns/{id}/publish', tag: 'Campaigns', ...STARTS_AN_OPERATION },
  }),
  lower: contract({
    name: 'campaign.lower',
    summary:
      'Publish the current version without an approval, where it lowers budgets or ends earlier and changes nothing else',
    params: MoneyMovesAsSeen,
    result: Operation,
    permission: 'campaign:write',
    stepUp: 'none',
    errors: [
      'AD_ACCOUNT_NOT_FOUND',
      'APPROVAL_VERSION_STALE',
      'CAMPAIGN_BELOW_PLATFORM_FLOOR',
      'CAMPAIGN_CURRENCY_MISMATCH',
      'CAMPAIGN_INCOMPLETE',
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'STOPPED',
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
    ],
    http: { method: 'POST', path: '/api/campaigns/{id}/lower', tag: 'Campaigns', ...STARTS_AN_OPERATION },
  }),
  pause: contract({
    name: 'campaign.pause',
    summary: 'Pause a live campaign on every platform',
    params: z.strictObject({ id: Id, ...WithKey }),
    result: Operation,
    permission: 'campaign:write',
    stepUp: 'none',
    limit: 'stop',
    errors: [
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
    ],
    http: { method: 'POST', path: '/api/campaigns/{id}/pause', tag: 'Campaigns', ...STARTS_AN_OPERATION },
  }),
  resume: contract({
    name: 'campaign.resume',
    summary: 'Resume a paused campaign',
    params: MoneyMovesAsSeen,
    result: Operation,
    permission: 'campaign:publish',
    stepUp: 'resume',
    errors: [
      'APPROVER_NOT_ELIGIBLE',
      'APPROVAL_LAPSED',
      'APPROVAL_VERSION_STALE',
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'STOPPED',
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
    ],
    http: { method: 'POST', path: '/api/campaigns/{id}/resume', tag: 'Campaigns', ...STARTS_AN_OPERATION },
  }),
  operation: contract({
    name: 'campaign.operation',
    summary: 'Read an operation',
    params: ById,
    result: Operation,
    permission: 'campaign:read',
    stepUp: 'none',
    errors: ['OPERATION_NOT_FOUND'],
    idempotent: true,
    http: {
      method: 'GET',
      path: '/api/operations/{id}',
      tag: 'Operations',
      events: '/api/operations/{id}/events',
    },
  }),
  cancel: contract({
    name: 'campaign.cancel',
    /** Taking back a pause that is not proved lets something go on serving: it takes what a resume takes, and no stop over it. */
    summary:
      'Cancel an operation: what has not begun to serve is not begun; a pause is taken back as a resume is confirmed, and never under a stop',
    params: ById,
    result: Operation,
    permission: 'campaign:write',
    stepUp: 'resume',
    errors: [
      'OPERATION_NOT_FOUND',
      'OPERATION_ENDED',
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'APPROVER_NOT_ELIGIBLE',
      'APPROVAL_LAPSED',
      'STOPPED',
    ],
    http: { method: 'POST', path: '/api/operations/{id}/cancel', tag: 'Operations', status: 202 },
  }),
  leave: contract({
    name: 'campaign.leave',
    summary:
      'Put a campaign away of which a platform lets nobody in: what it holds is left as it is, and whether it serves is not known',
    params: ById,
    /**
     * The archived campaign. Where another platform lets us in and still holds its part, it is not archived yet: DELETE removes that part,
     * and what is left is left.
     */
    result: Campaign,
    permission: 'campaign:publish',
    stepUp: 'ad_accounts',
    errors: [
      'APPROVER_NOT_ELIGIBLE',
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'PLATFORM_UNAVAILABLE',
    ],
    http: { method: 'POST', path: '/api/campaigns/{id}/leave', tag: 'Campaigns' },
  }),
  retry: contract({
    name: 'campaign.retry',
    summary: 'Try an operation now, or its work again when it did not succeed',
    params: MoneyMoves,
    result: Operation,
    permission: 'campaign:publish',
    stepUp: 'publish',
    errors: [
      'APPROVER_NOT_ELIGIBLE',
      'APPROVAL_LAPSED',
      'OPERATION_NOT_FOUND',
      'OPERATION_ENDED',
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'STOPPED',
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
    ],
    http: { method: 'POST', path: '/api/operations/{id}/retry', tag: 'Operations', ...STARTS_AN_OPERATION },
  }),
} as const;
