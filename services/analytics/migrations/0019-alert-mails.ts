import { tenantWall } from '../../../storage/policy.ts';

/** alert_subscribers: who is mailed when warnings are opened. */
export const up = `
  CREATE TABLE alert_subscribers (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (organization_id, user_id)
  );
  ${tenantWall('alert_subscribers', 'analytics')}`;

export const down = `DROP TABLE alert_subscribers;`;
