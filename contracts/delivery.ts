import { z } from 'zod';

/**
 * Whether something on a platform can be shown to anybody, as the platform says:
 *
 * - `serving`: it can.
 * - `limited`: it can, and not all of it, not to everybody, or it is not known of all of it.
 * - `in_review`: the platform has not looked at it to the end.
 * - `disapproved`: the platform refuses it under a policy.
 * - `held`: the platform holds it back: the ad account's billing or standing, a total that is spent, an audience that is too small.
 * - `not_serving`: it is paused, over, not begun, or lacks something.
 * - `unknown`: the platform does not say, says what this product does not know, or has not been read for too long.
 */
export const DELIVERY_STATES = [
  'serving',
  'limited',
  'in_review',
  'disapproved',
  'held',
  'not_serving',
  'unknown',
] as const;
export const DeliveryState = z.enum(DELIVERY_STATES).meta({ id: 'DeliveryState' });
export type DeliveryState = z.infer<typeof DeliveryState>;

/** What people have set of a campaign on a platform, whatever else keeps it from being shown; null where that is not known. */
export const DeliverySwitch = {
  /** Whether it is switched on there, so that it serves as soon as nothing else holds it. */
  enabled: z.boolean().nullable(),
  /** Its first day there, in the ad account's time zone. */
  beginsOn: z.iso.date().nullable(),
};

/** Why: the platform's own word (or one of ours: NOT_READ, NOT_SHOWN, NOT_SAID, READ_TOO_LONG_AGO, CHANGED_SINCE), and what it means. */
export const DeliveryReason = z
  .strictObject({ code: z.string(), sentence: z.string() })
  .meta({ id: 'DeliveryReason' });
export type DeliveryReason = z.infer<typeof DeliveryReason>;
