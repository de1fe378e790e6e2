/**
 * Whether a platform told that a campaign is switched on there, whatever else keeps it from being shown, and its first day there. Null
 * where that is not known, and in what an earlier release was told.
 */
export const up = `
  ALTER TABLE deliveries ADD COLUMN enabled boolean, ADD COLUMN begins_on date;`;

export const down = `
  ALTER TABLE deliveries DROP COLUMN enabled, DROP COLUMN begins_on;`;
