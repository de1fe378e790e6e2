import { tenantWall } from '../../../storage/policy.ts';

/**
 * Whether what is published can serve, as the platform said at `as_of`, by object; and the readings of each ad account, of which one
 * chain goes on: a job whose `turn` is not the row's has nothing to do.
 */
export const up = `
  CREATE TABLE delivery_readings (
    organization_id uuid NOT NULL,
    ad_account_id uuid NOT NULL,
    turn bigint NOT NULL,
    /* readings since something was changed: the first ones come quicker */
    since_change bigint NOT NULL DEFAULT 0,
    /* when the next one is due; null while there is nothing to read */
    due_at timestamptz,
    read_at timestamptz,
    error_code text,
    error_message text,
    PRIMARY KEY (organization_id, ad_account_id),
    FOREIGN KEY (organization_id, ad_account_id) REFERENCES ad_accounts (organization_id, id),
    CHECK ((error_code IS NULL) = (error_message IS NULL))
  );
  ${tenantWall('delivery_readings', 'platforms')}

  CREATE TABLE delivery_states (
    organization_id uuid NOT NULL,
    publication_id uuid NOT NULL,
    key text NOT NULL,
    external_id text NOT NULL,
    name text,
    state text NOT NULL CHECK (state IN ('serving', 'limited', 'in_review', 'disapproved', 'held', 'not_serving', 'unknown')),
    reason_codes text[] NOT NULL,
    reason_sentences text[] NOT NULL,
    policy_topics text[] NOT NULL,
    as_of timestamptz NOT NULL,
    PRIMARY KEY (organization_id, publication_id, key),
    FOREIGN KEY (organization_id, publication_id) REFERENCES publications (organization_id, id),
    CHECK (cardinality(reason_codes) = cardinality(reason_sentences))
  );
  ${tenantWall('delivery_states', 'platforms')}`;

export const down = `
  DROP TABLE delivery_states;
  DROP TABLE delivery_readings;`;
