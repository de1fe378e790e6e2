/** The number of the shape that a row's documents have (lib/shape.ts); what the first release writes is shape 1. */
export const up = `
  ALTER TABLE generations ADD COLUMN shape smallint NOT NULL DEFAULT 1;
  ALTER TABLE idempotency_keys ADD COLUMN shape smallint NOT NULL DEFAULT 1;`;

export const down = `
  ALTER TABLE generations DROP COLUMN shape;
  ALTER TABLE idempotency_keys DROP COLUMN shape;`;
