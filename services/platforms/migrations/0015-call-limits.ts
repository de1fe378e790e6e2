import { tenantWall } from '../../../storage/policy.ts';

/**
 * A platform's request to slow down, once for whom the platform counts: an ad account, everything that one person consented to, or
 * all of this product's registration in the organisation. So what is set and what is ended always concern the same accounts. It takes
 * the place of `rate_limits`, which had a copy for each account and stays until no node of an earlier release writes it; limits
 * are learnt anew from the next answer, so that none has to be moved.
 */
export const up = `
  CREATE TABLE call_limits (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    platform text NOT NULL CHECK (platform IN ('google-ads', 'linkedin-ads')),
    scope text NOT NULL CHECK (scope IN ('account', 'application', 'member', 'application-and-member')),
    /* for a limit of one account */
    ad_account_id uuid,
    /* for a limit of what one person consented to */
    granted_by uuid,
    rate_window text NOT NULL CHECK (rate_window IN ('second', 'minute', 'day', 'unnamed')),
    until timestamptz NOT NULL,
    probe_at timestamptz NOT NULL,
    code text NOT NULL,
    sentence text NOT NULL,
    strikes bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, ad_account_id) REFERENCES ad_accounts (organization_id, id),
    CHECK ((scope = 'account') = (ad_account_id IS NOT NULL)),
    CHECK ((scope IN ('member', 'application-and-member')) = (granted_by IS NOT NULL))
  );
  CREATE UNIQUE INDEX call_limits_once ON call_limits (organization_id, platform, scope, ad_account_id, granted_by)
    NULLS NOT DISTINCT;
  ${tenantWall('call_limits', 'platforms')}`;

export const down = `DROP TABLE call_limits;`;
