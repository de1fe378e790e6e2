/**
 * What people have set of a campaign on its platform: whether it is switched on, and its first day there, in the ad account's time zone.
 * Null where the platform did not say, for other objects, and in readings of an earlier release.
 */
export const up = `
  ALTER TABLE delivery_states ADD COLUMN enabled boolean, ADD COLUMN begins_on date;`;

export const down = `
  ALTER TABLE delivery_states DROP COLUMN enabled, DROP COLUMN begins_on;`;
