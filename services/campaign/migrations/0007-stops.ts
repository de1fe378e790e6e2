import { tenantWall } from '../../../storage/policy.ts';

/** What people stopped, one standing stop a scope, and the operations that pause what was in it. */
export const up = `
  CREATE TABLE stops (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    scope text NOT NULL CHECK (scope IN ('campaign', 'ad_account', 'organization')),
    scope_id uuid,
    stopped_by uuid NOT NULL,
    stopped_at timestamptz NOT NULL,
    /* when everything in it had been found and its pauses were started */
    covered_at timestamptz,
    thaw_requested_by uuid,
    thawed_by uuid,
    /* when the halt on the platforms was lifted: from then on it stands no more */
    lifted_at timestamptz,
    PRIMARY KEY (organization_id, id),
    CHECK ((scope_id IS NULL) = (scope = 'organization')),
    CHECK (lifted_at IS NULL OR thawed_by IS NOT NULL)
  );
  CREATE UNIQUE INDEX stops_standing ON stops (organization_id, scope, scope_id) NULLS NOT DISTINCT
    WHERE lifted_at IS NULL;
  ${tenantWall('stops', 'campaign')}

  CREATE TABLE stop_operations (
    organization_id uuid NOT NULL,
    stop_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    operation_id uuid NOT NULL,
    PRIMARY KEY (organization_id, stop_id, campaign_id),
    FOREIGN KEY (organization_id, stop_id) REFERENCES stops (organization_id, id),
    FOREIGN KEY (organization_id, operation_id) REFERENCES operations (organization_id, id)
  );
  CREATE INDEX stop_operations_operation ON stop_operations (organization_id, operation_id);
  ${tenantWall('stop_operations', 'campaign')}`;

export const down = `
  DROP TABLE stop_operations;
  DROP TABLE stops;`;
