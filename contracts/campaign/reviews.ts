import { z } from 'zod';
import { contract } from '../action.ts';
import { STEP_UP_PURPOSES } from '../step-up.ts';
import { Cursor, Id, Instant, Limit, Platform, pageOf } from '../values.ts';

/** One way out: a request of this API. */
export const ReviewAction = z
  .strictObject({
    /** The name of the operation in the description of the API. */
    name: z.string(),
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    path: z.string(),
    /** What to send; null where nothing, or where what to send is chosen from what is read first. */
    body: z.record(z.string(), z.unknown()).nullable(),
    stepUp: z.enum([...STEP_UP_PURPOSES, 'none']),
    /** Whether whoever asks may do it now: while a stop stands, nobody may do what it refuses. */
    allowed: z.boolean(),
    /** What comes of it. */
    effect: z.string(),
  })
  .meta({ id: 'ReviewAction' });
export type ReviewAction = z.infer<typeof ReviewAction>;

/** Something that does not go on by itself: a person has to look, and to decide. */
export const ReviewEntry = z
  .strictObject({
    campaignId: Id,
    campaignName: z.string(),
    /** Null where it is about the campaign's operation as a whole. */
    platform: Platform.nullable(),
    cause: z.strictObject({ code: z.string(), message: z.string() }),
    evidence: z.strictObject({
      /** What the platform or this product said, word by word. */
      said: z.string(),
      since: Instant,
      operationId: Id.nullable(),
      adAccountId: Id.nullable(),
      externalId: z.string().nullable(),
      /** Where what was changed on the platform is read by field; null where nothing is there. */
      drift: z.string().nullable(),
    }),
    /** Whether something of it serves, or may. */
    mayServe: z.boolean(),
    actions: z.array(ReviewAction),
  })
  .meta({ id: 'ReviewEntry' });
export type ReviewEntry = z.infer<typeof ReviewEntry>;

export const reviewsContracts = {
  reviews: contract({
    name: 'campaign.reviews',
    summary: 'What waits for a person, why, and what can be done about it',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(ReviewEntry).meta({ id: 'ReviewPage' }),
    permission: 'campaign:read',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/reviews', tag: 'Reviews' },
  }),
} as const;
