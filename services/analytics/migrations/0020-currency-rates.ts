import { tenantWall } from '../../../storage/policy.ts';

/**
 * currency_rates: by which rates an organisation has its money converted. A rate that is replaced or removed stays, with its end;
 * of a day and two currencies at most one counts.
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
  ${tenantWall('currency_rates', 'analytics')}`;

export const down = `DROP TABLE currency_rates;`;
