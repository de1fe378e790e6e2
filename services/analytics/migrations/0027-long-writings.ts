import { tenantWall } from '../../../storage/policy.ts';

/**
 * An import, an undo or a deletion writes for seconds, in one transaction: it has its campaigns for so long, but not the organisation
 * (facts/store/long-writing.ts).
 *
 * writers: who writes so at present. The row is locked by the transaction that writes; a row that nobody has locked for some seconds is
 * of one that has died. held_campaigns: the campaigns, as they count, whose facts it may change.
 *
 * organization_day_moves: what an open writing adds to organization_days, which it adds at its end; never seen by others.
 * organization_group_moves: what writings have added to organization_groups and is not in there yet: a report adds both. They
 * are folded in some at a time after the writing.
 */
export const up = `
  CREATE TABLE writers (
    organization_id uuid PRIMARY KEY,
    writer uuid,
    since timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  ${tenantWall('writers', 'analytics')}

  CREATE TABLE held_campaigns (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    PRIMARY KEY (organization_id, campaign_id)
  );
  ${tenantWall('held_campaigns', 'analytics')}

  CREATE TABLE organization_day_moves (
    organization_id uuid NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    date date NOT NULL,
    platform text NOT NULL,
    currency text NOT NULL,
    impressions numeric NOT NULL,
    clicks numeric NOT NULL,
    cost_micros numeric NOT NULL,
    conversions_micros numeric NOT NULL,
    value_micros numeric NOT NULL,
    rollups bigint NOT NULL,
    PRIMARY KEY (organization_id, seq)
  );
  ${tenantWall('organization_day_moves', 'analytics')}

  CREATE TABLE organization_group_moves (
    organization_id uuid NOT NULL,
    span smallint NOT NULL,
    first_day date NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    platform text NOT NULL,
    ad_group text NOT NULL,
    currency text NOT NULL,
    facts bigint NOT NULL,
    impressions numeric NOT NULL,
    clicks numeric NOT NULL,
    cost_micros numeric NOT NULL,
    conversions_micros numeric NOT NULL,
    value_micros numeric NOT NULL,
    PRIMARY KEY (organization_id, span, first_day, seq)
  );
  ${tenantWall('organization_group_moves', 'analytics')}

  CREATE INDEX waiting_facts_campaign ON waiting_facts (organization_id, campaign_id) WHERE refused_because IS NULL;`;

/** What is not folded in yet would be lost: it is folded here. */
export const down = `
  DROP INDEX waiting_facts_campaign;
  ALTER TABLE organization_group_moves NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE organization_groups NO FORCE ROW LEVEL SECURITY;
  INSERT INTO organization_groups AS g (organization_id, span, first_day, platform, ad_group, currency, facts,
         impressions, clicks, cost_micros, conversions_micros, value_micros)
  SELECT organization_id, span, first_day, platform, ad_group, currency, sum(facts), sum(impressions), sum(clicks),
         sum(cost_micros), sum(conversions_micros), sum(value_micros)
    FROM organization_group_moves GROUP BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (organization_id, span, first_day, platform, ad_group, currency) DO UPDATE
     SET facts = g.facts + excluded.facts, impressions = g.impressions + excluded.impressions,
         clicks = g.clicks + excluded.clicks, cost_micros = g.cost_micros + excluded.cost_micros,
         conversions_micros = g.conversions_micros + excluded.conversions_micros,
         value_micros = g.value_micros + excluded.value_micros;
  ALTER TABLE organization_groups FORCE ROW LEVEL SECURITY;
  DROP TABLE organization_group_moves, organization_day_moves, held_campaigns, writers;`;
