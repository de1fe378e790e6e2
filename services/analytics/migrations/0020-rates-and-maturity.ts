import { tenantWall } from '../../../storage/policy.ts';

/**
 * currency_rates: by which rates an organisation has its money converted. A rate that is replaced or removed stays, with its end;
 * of a day and two currencies at most one counts.
 *
 * conversion_shares: how much of a day's conversions was known after `age` days, as learned from `days` days; the account is NULL
 * for all of a platform. What is not learned has no row. maturity_learned: when that was learned last.
 */
export const up = `
  CREATE TABLE currency_rates (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    from_currency text NOT NULL,
    to_currency text NOT NULL,
    day date NOT NULL,
    rate numeric NOT NULL CHECK (rate > 0),
    source text NOT NULL,
    told_by uuid NOT NULL,
    told_at timestamptz NOT NULL,
    ended_by uuid,
    ended_at timestamptz,
    PRIMARY KEY (organization_id, id),
    CHECK (from_currency <> to_currency),
    CHECK ((ended_by IS NULL) = (ended_at IS NULL))
  );
  CREATE UNIQUE INDEX currency_rates_counting ON currency_rates (organization_id, from_currency, to_currency, day)
    WHERE ended_at IS NULL;
  CREATE INDEX currency_rates_days ON currency_rates (organization_id, day, id);
  ${tenantWall('currency_rates', 'analytics')}

  CREATE TABLE conversion_shares (
    organization_id uuid NOT NULL,
    platform text NOT NULL,
    account_id uuid,
    age smallint NOT NULL CHECK (age >= 0),
    share double precision NOT NULL CHECK (share > 0),
    days integer NOT NULL,
    UNIQUE NULLS NOT DISTINCT (organization_id, platform, account_id, age)
  );
  ${tenantWall('conversion_shares', 'analytics')}

  CREATE TABLE maturity_learned (
    organization_id uuid PRIMARY KEY,
    learned_at timestamptz NOT NULL
  );
  ${tenantWall('maturity_learned', 'analytics')}`;

export const down = `DROP TABLE maturity_learned, conversion_shares, currency_rates;`;
