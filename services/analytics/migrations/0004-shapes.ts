/** The number of the shape that a row's documents have (lib/shape.ts); what the first release writes is shape 1. */
export const up = `ALTER TABLE imports ADD COLUMN shape smallint NOT NULL DEFAULT 1;`;

export const down = `ALTER TABLE imports DROP COLUMN shape;`;
