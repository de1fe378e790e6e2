import { up as oldLimits } from './0007-rate-limits.ts';

/**
 * What people have set of a campaign on its platform: whether it is switched on, and its first day there, in the ad account's time zone.
 * Null where the platform did not say, for other objects, and in readings of an earlier release.
 *
 * `rate_limits` goes: `call_limits` took its place, and no release reads it. The limits in it were over long ago or are learnt anew.
 */
export const up = `
  ALTER TABLE delivery_states ADD COLUMN enabled boolean, ADD COLUMN begins_on date;
  DROP TABLE rate_limits;`;

export const down = `
  ALTER TABLE delivery_states DROP COLUMN enabled, DROP COLUMN begins_on;
  ${oldLimits}`;
