/**
 * The number of the shape that a row's documents have (lib/shape.ts). The first release wrote none: what it wrote, and what
 * it still writes during a rolling deployment, is shape 1.
 */
export const up = `
  ALTER TABLE campaigns ADD COLUMN shape smallint NOT NULL DEFAULT 1;
  ALTER TABLE campaign_versions ADD COLUMN shape smallint NOT NULL DEFAULT 1;
  ALTER TABLE operations ADD COLUMN shape smallint NOT NULL DEFAULT 1;
  ALTER TABLE recommendations ADD COLUMN shape smallint NOT NULL DEFAULT 1;
  ALTER TABLE idempotency_keys ADD COLUMN shape smallint NOT NULL DEFAULT 1;`;

export const down = `
  ALTER TABLE campaigns DROP COLUMN shape;
  ALTER TABLE campaign_versions DROP COLUMN shape;
  ALTER TABLE operations DROP COLUMN shape;
  ALTER TABLE recommendations DROP COLUMN shape;
  ALTER TABLE idempotency_keys DROP COLUMN shape;`;
