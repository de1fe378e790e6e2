import { tenantWall } from '../../../storage/policy.ts';

/** A platform's request to slow down, for each ad account that it concerns; gone as soon as a call was answered again. */
export const up = `
  CREATE TABLE rate_limits (
    organization_id uuid NOT NULL,
    ad_account_id uuid NOT NULL,
    platform text NOT NULL CHECK (platform IN ('google-ads', 'linkedin-ads')),
    scope text NOT NULL CHECK (scope IN ('account', 'application', 'member', 'application-and-member')),
    rate_window text NOT NULL CHECK (rate_window IN ('second', 'minute', 'day', 'unnamed')),
    until timestamptz NOT NULL,
    probe_at timestamptz NOT NULL,
    code text NOT NULL,
    sentence text NOT NULL,
    strikes bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, ad_account_id),
    FOREIGN KEY (organization_id, ad_account_id) REFERENCES ad_accounts (organization_id, id)
  );
  ${tenantWall('rate_limits', 'platforms')}`;

export const down = `
  DROP TABLE rate_limits;`;
