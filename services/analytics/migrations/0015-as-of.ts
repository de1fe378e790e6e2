import { tenantWall } from '../../../storage/policy.ts';

/**
 * rollup_revisions: what a campaign, platform and day counted until a change; NULL figures: nothing. The first one that was replaced
 * after an instant is what counted then; without one it is what counts now. `revised_since`: from when on that is
 * known; NULL: always, for an organisation that has had no figures before.
 */
export const up = `
  CREATE TABLE rollup_revisions (
    organization_id uuid NOT NULL,
    date date NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    currency text NOT NULL,
    replaced_by_version bigint NOT NULL,
    replaced_at timestamptz NOT NULL,
    impressions bigint,
    clicks bigint,
    cost_micros bigint,
    conversions_micros bigint,
    value_micros bigint,
    PRIMARY KEY (organization_id, date, campaign_id, platform, currency, replaced_by_version)
  );
  ${tenantWall('rollup_revisions', 'analytics')}
  ALTER TABLE fact_versions ADD COLUMN revised_since timestamptz DEFAULT now();
  ALTER TABLE fact_versions ALTER COLUMN revised_since DROP DEFAULT;`;

export const down = `
  ALTER TABLE fact_versions DROP COLUMN revised_since;
  DROP TABLE rollup_revisions;`;
