/**
 * Fields of a publication's objects that steps have written since the campaign was last verified, each with whether the platform has
 * said so (ledger/domain/written.ts). What this product has written itself is no change of anybody else's.
 */
export const up = `
  ALTER TABLE publications ADD COLUMN written jsonb NOT NULL DEFAULT '[]';
  ALTER TABLE publications ADD COLUMN written_shape smallint NOT NULL DEFAULT 1;`;

export const down = `
  ALTER TABLE publications DROP COLUMN written_shape;
  ALTER TABLE publications DROP COLUMN written;`;
