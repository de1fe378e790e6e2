/**
 * The number of the shape that a row's document has (lib/shape.ts). The first release wrote none: what it wrote, and what it
 * still writes during a rolling deployment, is shape 1.
 */
export const up = `
  ALTER TABLE signing_keys ADD COLUMN shape smallint NOT NULL DEFAULT 1;`;

export const down = `
  ALTER TABLE signing_keys DROP COLUMN shape;`;
