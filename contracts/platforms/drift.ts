import { z } from 'zod';
import { Done, contract } from '../action.ts';
import { Id, Instant, Platform } from '../values.ts';

/** The id of a difference: the same as long as the same object shows the same other value in the same field. */
export const DifferenceId = z.string().min(1).max(64);

/**
 * One difference between what this product last applied on a platform and what the platform holds now.
 *
 * `changed`: a field has another value; `missing`: an object that was applied is not there; `foreign`: an object that
 * somebody else made (a keyword, a negative keyword, an ad, an ad group, a location, a language).
 */
export const Difference = z.strictObject({
  id: DifferenceId,
  kind: z.enum(['changed', 'missing', 'foreign']),
  /** The ledger's key of the object; of a foreign object the key that it would have. */
  objectKey: z.string(),
  /**
   * `campaign`, `budget`, `ad-group`, `ad`, `keyword`, `negative-keyword`, `location`, `language`; of what versions have no word for,
   * `excluded-location`, `campaign-negative-keyword`, `criterion` (another one, which may widen the reach), `restriction` (one that
   * only takes away), the last two of an ad group, `ad-group-criterion` and
   * `ad-group-restriction`, and how an ad group bids on a device, `ad-group-bid-modifier` (more) and `ad-group-bid-restriction` (less).
   */
  objectKind: z.string(),
  externalId: z.string().nullable(),
  /** The object in people's words: its name, the keyword, the first headline of an ad. */
  objectName: z.string(),
  /**
   * Where it stands in the platform's share of the campaign (`DesiredCampaign`): `status`, `name`, `dailyMicros`,
   * `schedule.endDate`, `adGroups.0.status`, `adGroups.0.keywords.2`, `adGroups.0.ads.1`, `adGroups.0.ads.1.status`. Numbers count
   * in what was applied. The path of a foreign object ends in `-`, the place after the last: `adGroups.0.keywords.-`.
   * What our model has no word for stands below `settings` (`settings.searchPartners`, `targeting.locations.0.settings.bidAdjustment`).
   */
  path: z.string(),
  /**
   * What was applied and what is found, in the model's terms where `acceptable`: a text, a number of micros, a day, a keyword, an
   * ad. Statuses are `active` or `paused`, and `applied` is `unknown` where the answer of an activation was lost. `applied` is null for a foreign object, `found` for a missing one.
   */
  applied: z.unknown(),
  found: z.unknown(),
  ignored: z.boolean(),
  /** Whether our model can express what was found, so that a person may take it into a new draft. */
  acceptable: z.boolean(),
});
export type Difference = z.infer<typeof Difference>;

/** What people may do about a difference: take it into a new draft, leave it alone, have it put back. */
export const DriftWay = z.enum(['accept', 'ignore', 'putBack']);
export type DriftWay = z.infer<typeof DriftWay>;

/**
 * What a step of an operation met on a platform and left as it was, because it kept nothing from being done: money that somebody
 * lowered, keywords and ads that somebody added, what somebody stopped. It is what was read in that step, and no decision about it;
 * `platforms.drift` reads it anew. `more` counts what is not listed.
 */
export const LeftAsFound = z
  .strictObject({
    differences: z.array(
      Difference.pick({ id: true, kind: true, objectKind: true, objectName: true }).extend({
        /** In people's words: “the daily budget”; null where it is the object as a whole. */
        field: z.string().nullable(),
        applied: z.unknown(),
        found: z.unknown(),
      }),
    ),
    more: z.int().min(0),
  })
  .meta({ id: 'LeftAsFound' });
export type LeftAsFound = z.infer<typeof LeftAsFound>;

/**
 * `read`: the platform was read, and `differences` are all there are in what is read of it. `unknown`: it could not be read, or a step of an operation is
 * changing it at this moment; `error` says why, and nothing is known about differences. `gone`: the campaign was
 * removed on the platform, confirmed by a search. `none`: nothing of the campaign is published there.
 */
export const PlatformDrift = z.strictObject({
  platform: Platform,
  adAccountId: Id,
  state: z.enum(['read', 'unknown', 'gone', 'none']),
  readAt: Instant.nullable(),
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  differences: z.array(Difference),
});
export type PlatformDrift = z.infer<typeof PlatformDrift>;

const decision = (by: string) =>
  z.strictObject({
    campaignId: Id,
    platform: Platform,
    ids: z.array(DifferenceId).min(1).max(500),
    by: Id.describe(by),
  });

export const driftContracts = {
  drift: contract({
    name: 'platforms.drift',
    summary: 'Reads what the platforms hold of a campaign now and compares it with what was last applied',
    params: z.strictObject({ campaignId: Id }),
    result: z.strictObject({ platforms: z.array(PlatformDrift) }),
    permission: 'service',
    stepUp: 'none',
    callers: ['campaign'],
    idempotent: true,
    timeoutMs: 30_000,
  }),
  acceptDrift: contract({
    name: 'platforms.acceptDrift',
    summary:
      'Takes objects that somebody added for ours, as far as a version wants exactly them: until then, and where they change, nothing touches them',
    params: decision('The person who took them in.'),
    result: Done,
    permission: 'service',
    stepUp: 'none',
    callers: ['campaign'],
    errors: ['CAMPAIGN_NOT_FOUND'],
    idempotent: true,
  }),
  ignoreDrift: contract({
    name: 'platforms.ignoreDrift',
    summary: 'Leaves differences alone for good: they block nothing, and no update touches them',
    params: decision('The person who decided it.'),
    result: Done,
    permission: 'service',
    stepUp: 'none',
    callers: ['campaign'],
    errors: ['CAMPAIGN_NOT_FOUND'],
    idempotent: true,
  }),
} as const;
