/**
 * Fields of a publication's objects that steps have written since the campaign was last verified, each with whether the platform has
 * said so (ledger/domain/written.ts). What this product has written itself is no change of anybody else's.
 *
 * What people may do about the differences that a step ended with: `accept`, `ignore`, `putBack`; null where it ended with none, or an earlier
 * release ended it.
 */
export const up = `
  ALTER TABLE publications ADD COLUMN written jsonb NOT NULL DEFAULT '[]';
  ALTER TABLE publications ADD COLUMN written_shape smallint NOT NULL DEFAULT 1;
  ALTER TABLE ops ADD COLUMN drift_ways text[];`;

export const down = `
  ALTER TABLE ops DROP COLUMN drift_ways;
  ALTER TABLE publications DROP COLUMN written_shape;
  ALTER TABLE publications DROP COLUMN written;`;
