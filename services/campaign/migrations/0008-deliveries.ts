import { tenantWall } from '../../../storage/policy.ts';

/**
 * What platforms last told of a campaign on an ad account: whether it can serve. `turn` rises with every reading of the ad account;
 * after `valid_until` the state is not known any more.
 */
export const up = `
  CREATE TABLE deliveries (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    ad_account_id uuid NOT NULL,
    platform text NOT NULL CHECK (platform IN ('google-ads', 'linkedin-ads')),
    turn bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('serving', 'limited', 'in_review', 'disapproved', 'held', 'not_serving', 'unknown')),
    reason_codes text[] NOT NULL,
    reason_sentences text[] NOT NULL,
    /* what of it is refused or held back, in words */
    trouble text[] NOT NULL,
    as_of timestamptz,
    valid_until timestamptz,
    /* since when the state is what it is */
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, campaign_id, ad_account_id),
    FOREIGN KEY (organization_id, campaign_id) REFERENCES campaigns (organization_id, id),
    CHECK (cardinality(reason_codes) = cardinality(reason_sentences))
  );
  ${tenantWall('deliveries', 'campaign')}`;

export const down = `DROP TABLE deliveries;`;
