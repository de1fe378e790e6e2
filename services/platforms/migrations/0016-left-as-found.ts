/** What a step met on the platform and left as it was (contracts/platforms/drift.ts, `LeftAsFound`); null where nothing was read. */
export const up = `
  ALTER TABLE ops ADD COLUMN left_as_found jsonb;
  ALTER TABLE ops ADD COLUMN left_shape smallint;
  ALTER TABLE ops ADD CHECK ((left_as_found IS NULL) = (left_shape IS NULL));`;

export const down = `
  ALTER TABLE ops DROP COLUMN left_shape;
  ALTER TABLE ops DROP COLUMN left_as_found;`;
