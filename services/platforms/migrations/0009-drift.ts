import { tenantWall } from '../../../storage/policy.ts';

/**
 * What people changed on the platforms themselves: differences that a person left alone for good, and those that an update
 * puts back.
 */
export const up = `
  CREATE TABLE ignored_differences (
    organization_id uuid NOT NULL,
    publication_id uuid NOT NULL,
    difference_id text NOT NULL,
    ignored_by uuid NOT NULL,
    ignored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, publication_id, difference_id),
    FOREIGN KEY (organization_id, publication_id) REFERENCES publications (organization_id, id)
  );
  ${tenantWall('ignored_differences', 'platforms')}
  ALTER TABLE ops ADD COLUMN overwrite text[] NOT NULL DEFAULT '{}';`;

export const down = `
  ALTER TABLE ops DROP COLUMN overwrite;
  DROP TABLE ignored_differences;`;
