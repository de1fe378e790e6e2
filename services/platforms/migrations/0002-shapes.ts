/** The number of the shape that a row's documents have (lib/shape.ts); what the first release writes is shape 1. */
export const up = `
  ALTER TABLE publications ADD COLUMN shape smallint NOT NULL DEFAULT 1;
  ALTER TABLE ops ADD COLUMN shape smallint NOT NULL DEFAULT 1;`;

export const down = `
  ALTER TABLE publications DROP COLUMN shape;
  ALTER TABLE ops DROP COLUMN shape;`;
