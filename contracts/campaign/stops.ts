import { z } from 'zod';
import { contract } from '../action.ts';
import { StopScope } from '../platforms/submissions.ts';
import { ById, Id, Instant, KEY, MoneyMoves, Platform } from '../values.ts';

/** What a stop has proved of one campaign on one platform. */
export const StoppedObject = z
  .strictObject({
    campaignId: Id,
    platform: Platform,
    adAccountId: Id,
    /**
     * `stopping`: it is being paused. `stopped`: the platform was read and showed nothing of it serving, or said that the ad account is
     * closed and serves nothing (then `error` has its words). `gone`: it was removed
     * on the platform itself. `unknown`: neither is proved, and it may serve.
     */
    state: z.enum(['stopping', 'stopped', 'unknown', 'gone']),
    /** When the platform was read; null while that is not so. */
    provedAt: Instant.nullable(),
    /** What the platform said last, where it is not proved, or is gone. */
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    /** The operation that pauses it: `GET /api/operations/{id}`. */
    operationId: Id,
  })
  .meta({ id: 'StoppedObject' });
export type StoppedObject = z.infer<typeof StoppedObject>;

export const Stop = z
  .strictObject({
    id: Id,
    scope: StopScope,
    /** The campaign or the ad account; null for the organisation. */
    scopeId: Id.nullable(),
    /**
     * `standing`: nothing in it may begin to serve. `thawing`: it was thawed and is being lifted. `thawed`: it is over; what
     * it paused stays paused until somebody resumes it.
     */
    state: z.enum(['standing', 'thawing', 'thawed']),
    /** The person who asked for it, or for whom an API key did. */
    stoppedBy: Id,
    /** The API key that asked for it; null where the person did. */
    apiKeyId: Id.nullable(),
    stoppedAt: Instant,
    /** Who asked for the thaw, where another person has to confirm it. */
    thawRequestedBy: Id.nullable(),
    thawedBy: Id.nullable(),
    /** Whether everything in it has been found and is proved to be stopped, or is gone. A thaw before that does not make it so. */
    complete: z.boolean(),
    /**
     * In words, while it is not complete: what is not proved, that `objects` may be missing some, and that the pause goes on, also when
     * the stop is thawed. Null when it is complete.
     */
    stillPausing: z.string().nullable(),
    /**
     * In words, where everything in it was looked for and there is no object: that nothing of it was ever published, as far as this
     * product's own ledger knows. No platform was asked. Null where there are objects, or it is not complete.
     */
    nothingHeld: z.string().nullable(),
    objects: z.array(StoppedObject),
  })
  .meta({ id: 'Stop' });
export type Stop = z.infer<typeof Stop>;

export const stopContracts = {
  stop: contract({
    name: 'campaign.stop',
    summary: 'Stop a campaign, an ad account or everything at once',
    params: z.strictObject({ scope: StopScope, id: Id.optional() }),
    result: Stop,
    permission: 'campaign:write',
    stepUp: 'none',
    limit: 'stop',
    errors: ['CAMPAIGN_NOT_FOUND', 'AD_ACCOUNT_NOT_FOUND'],
    http: { method: 'POST', path: '/api/stop', tag: 'Stop', status: 202, location: '/api/stop/{id}' },
  }),
  stops: contract({
    name: 'campaign.stops',
    summary: 'List the stops that stand',
    params: z.strictObject({}),
    result: z.strictObject({ data: z.array(Stop) }).meta({ id: 'Stops' }),
    permission: 'campaign:read',
    stepUp: 'none',
    idempotent: true,
    http: { method: 'GET', path: '/api/stop', tag: 'Stop' },
  }),
  stopProof: contract({
    name: 'campaign.stopProof',
    summary: 'Read a stop with what is proved of each campaign and platform',
    params: ById,
    result: Stop,
    permission: 'campaign:read',
    stepUp: 'none',
    errors: ['STOP_NOT_FOUND'],
    idempotent: true,
    http: { method: 'GET', path: '/api/stop/{id}', tag: 'Stop' },
  }),
  thaw: contract({
    name: 'campaign.thaw',
    summary: 'Ask for the end of a stop, or confirm it; it resumes nothing',
    params: MoneyMoves,
    result: Stop,
    permission: 'campaign:publish',
    stepUp: 'thaw',
    errors: [
      'STOP_NOT_FOUND',
      'STOP_STATE_CONFLICT',
      'APPROVER_NOT_ELIGIBLE',
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
    ],
    http: { method: 'POST', path: '/api/stop/{id}/thaw', tag: 'Stop', status: 202, headers: KEY },
  }),
} as const;
