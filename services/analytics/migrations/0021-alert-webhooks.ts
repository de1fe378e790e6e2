import { tenantWall } from '../../../storage/policy.ts';

/**
 * alert_webhooks: where an organisation has its alerts posted. The address is a secret and is sealed under ALERT_WEBHOOKS_KEY; whoever
 * removes a webhook has its address deleted with it, and what was done to it is in the audit trail.
 */
export const up = `
  CREATE TABLE alert_webhooks (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('slack', 'teams')),
    name text NOT NULL,
    host text NOT NULL,
    sealed_url text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    failed_since timestamptz,
    last_error text,
    PRIMARY KEY (organization_id, id),
    CHECK ((failed_since IS NULL) = (last_error IS NULL))
  );
  ${tenantWall('alert_webhooks', 'analytics')}`;

export const down = `DROP TABLE alert_webhooks;`;
