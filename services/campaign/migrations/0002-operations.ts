import { tenantWall } from '../../../storage/policy.ts';

/** Long work on a campaign, one at a time. `steps` is what was decided when it was asked for; `position` is how far it is. */
export const up = `
  CREATE TABLE operations (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('publish', 'update', 'pause', 'resume', 'remove')),
    status text NOT NULL CHECK (status IN ('pending', 'running', 'succeeded', 'failed', 'needs_review', 'cancelled')),
    version integer NOT NULL,
    steps json NOT NULL,
    position integer NOT NULL DEFAULT 0,
    progress json NOT NULL,
    error json,
    result json,
    requested_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, campaign_id) REFERENCES campaigns (organization_id, id)
  );
  CREATE INDEX operations_by_campaign ON operations (organization_id, campaign_id, id);
  CREATE UNIQUE INDEX operations_one_running ON operations (organization_id, campaign_id)
    WHERE status IN ('pending', 'running');
  ${tenantWall('operations', 'campaign')}`;

export const down = `DROP TABLE operations;`;
