import { tenantWall } from '../../../storage/policy.ts';

/**
 * What is stopped, by the campaign service's stop: an organisation, an ad account or a campaign. The row of `halts` is what an
 * activation and a stop lock against each other; `halted_at` of it stays for the release before this one.
 */
export const up = `
  CREATE TABLE halted_scopes (
    organization_id uuid NOT NULL,
    stop_id uuid NOT NULL,
    scope text NOT NULL CHECK (scope IN ('campaign', 'ad_account', 'organization')),
    scope_id uuid,
    halted_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, stop_id),
    CHECK ((scope_id IS NULL) = (scope = 'organization'))
  );
  ${tenantWall('halted_scopes', 'platforms')}
  ALTER TABLE ops ADD COLUMN cancelled_at timestamptz;`;

export const down = `
  ALTER TABLE ops DROP COLUMN cancelled_at;
  DROP TABLE halted_scopes;`;
