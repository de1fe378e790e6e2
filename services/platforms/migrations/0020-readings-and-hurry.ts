/**
 * Both kinds of readings are chains of one form: `asks` counts how often a reading was asked for, so that one at work sees that it
 * was asked for again; `since_change` counts the readings since then.
 *
 * `hurried_attempt`: the attempt at a step, begun last, after whose beginning somebody wanted the step tried at once.
 */
export const up = `
  ALTER TABLE delivery_readings ADD COLUMN asks bigint NOT NULL DEFAULT 0;
  ALTER TABLE figure_readings ADD COLUMN asks bigint NOT NULL DEFAULT 0, ADD COLUMN since_change bigint NOT NULL DEFAULT 0;
  ALTER TABLE ops ADD COLUMN hurried_attempt bigint;`;

export const down = `
  ALTER TABLE ops DROP COLUMN hurried_attempt;
  ALTER TABLE delivery_readings DROP COLUMN asks;
  ALTER TABLE figure_readings DROP COLUMN asks, DROP COLUMN since_change;`;
