/**
 * How an ad account is reached (the manager account that every call names, and the way from it), and what it allows, as the
 * platform said at `state_read_at`.
 */
export const up = `
  ALTER TABLE ad_accounts
    ADD COLUMN login_customer_id text,
    ADD COLUMN manager_ids text[] NOT NULL DEFAULT '{}',
    ADD COLUMN manager_names text[] NOT NULL DEFAULT '{}',
    ADD COLUMN access text NOT NULL DEFAULT 'unknown' CHECK (access IN ('full', 'limited', 'read_only', 'unknown')),
    ADD COLUMN hold_code text CHECK (hold_code IN ('suspended', 'billing', 'budget', 'ended', 'restricted', 'cancelled',
      'closed', 'not_enabled', 'unclear')),
    ADD COLUMN hold_sentence text,
    ADD COLUMN state_read_at timestamptz,
    ADD CONSTRAINT ad_accounts_hold CHECK ((hold_code IS NULL) = (hold_sentence IS NULL)),
    ADD CONSTRAINT ad_accounts_managers CHECK (cardinality(manager_ids) = cardinality(manager_names));`;

export const down = `
  ALTER TABLE ad_accounts
    DROP CONSTRAINT ad_accounts_managers,
    DROP CONSTRAINT ad_accounts_hold,
    DROP COLUMN state_read_at,
    DROP COLUMN hold_sentence,
    DROP COLUMN hold_code,
    DROP COLUMN access,
    DROP COLUMN manager_names,
    DROP COLUMN manager_ids,
    DROP COLUMN login_customer_id;`;
