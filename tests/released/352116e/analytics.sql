SET ROLE analytics_owner;

CREATE TABLE schema_migrations (name text PRIMARY KEY);
GRANT USAGE ON SCHEMA public TO analytics_app;
ALTER DEFAULT PRIVILEGES FOR ROLE analytics_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO analytics_app;

-- migration 0001-facts

  CREATE TABLE fact_versions (
    organization_id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 0,
    last_fact_at timestamptz,
    last_day date
  );
  
    ALTER TABLE fact_versions ENABLE ROW LEVEL SECURITY;
    ALTER TABLE fact_versions FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON fact_versions FOR ALL TO analytics_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));

  CREATE TABLE metric_facts (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    date date NOT NULL,
    hour smallint NOT NULL CHECK (hour BETWEEN -1 AND 23),
    ad_group text NOT NULL,
    ad text NOT NULL,
    keyword text NOT NULL,
    breakdown uuid GENERATED ALWAYS AS (md5(ad_group || chr(31) || ad || chr(31) || keyword)::uuid) STORED,
    grain smallint NOT NULL CHECK (grain BETWEEN 0 AND 15),
    
    currency text NOT NULL,
    impressions bigint NOT NULL,
    clicks bigint NOT NULL,
    cost_micros bigint NOT NULL,
    conversions_micros bigint NOT NULL,
    value_micros bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, campaign_id, platform, date, hour, breakdown)
  );
  CREATE INDEX metric_facts_day ON metric_facts (organization_id, date, campaign_id) WHERE grain > 0;
  
    ALTER TABLE metric_facts ENABLE ROW LEVEL SECURITY;
    ALTER TABLE metric_facts FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON metric_facts FOR ALL TO analytics_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));

  CREATE TABLE fact_revisions (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    date date NOT NULL,
    hour smallint NOT NULL,
    breakdown uuid NOT NULL,
    replaced_by_version bigint NOT NULL,
    
    currency text NOT NULL,
    impressions bigint NOT NULL,
    clicks bigint NOT NULL,
    cost_micros bigint NOT NULL,
    conversions_micros bigint NOT NULL,
    value_micros bigint NOT NULL,
    replaced_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, campaign_id, platform, date, hour, breakdown, replaced_by_version)
  );
  
    ALTER TABLE fact_revisions ENABLE ROW LEVEL SECURITY;
    ALTER TABLE fact_revisions FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON fact_revisions FOR ALL TO analytics_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));

  CREATE TABLE daily_rollups (
    organization_id uuid NOT NULL,
    date date NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    
    currency text NOT NULL,
    impressions bigint NOT NULL,
    clicks bigint NOT NULL,
    cost_micros bigint NOT NULL,
    conversions_micros bigint NOT NULL,
    value_micros bigint NOT NULL,
    PRIMARY KEY (organization_id, date, campaign_id, platform, currency)
  );
  CREATE INDEX daily_rollups_campaign ON daily_rollups (organization_id, campaign_id, date);
  
    ALTER TABLE daily_rollups ENABLE ROW LEVEL SECURITY;
    ALTER TABLE daily_rollups FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON daily_rollups FOR ALL TO analytics_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));

  CREATE TABLE organization_days (
    organization_id uuid NOT NULL,
    date date NOT NULL,
    platform text NOT NULL,
    
    currency text NOT NULL,
    impressions bigint NOT NULL,
    clicks bigint NOT NULL,
    cost_micros bigint NOT NULL,
    conversions_micros bigint NOT NULL,
    value_micros bigint NOT NULL,
    rollups bigint NOT NULL,
    PRIMARY KEY (organization_id, date, platform, currency)
  );
  
    ALTER TABLE organization_days ENABLE ROW LEVEL SECURITY;
    ALTER TABLE organization_days FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON organization_days FOR ALL TO analytics_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));

-- migration 0002-campaigns

  CREATE TABLE campaign_refs (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    name text NOT NULL,
    status text NOT NULL,
    platforms jsonb NOT NULL,
    currency text NOT NULL,
    daily_micros bigint NOT NULL,
    start_date date NOT NULL,
    end_date date,
    resolved_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, campaign_id)
  );
  
    ALTER TABLE campaign_refs ENABLE ROW LEVEL SECURITY;
    ALTER TABLE campaign_refs FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON campaign_refs FOR ALL TO analytics_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));

  CREATE TABLE external_campaigns (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    platform text NOT NULL,
    external_id text CHECK (length(external_id) <= 255),
    name text NOT NULL CHECK (length(name) <= 255),
    currency text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id)
  );
  CREATE UNIQUE INDEX external_campaigns_external_id
    ON external_campaigns (organization_id, platform, external_id) WHERE external_id IS NOT NULL;
  CREATE INDEX external_campaigns_name ON external_campaigns (organization_id, platform, name);
  
    ALTER TABLE external_campaigns ENABLE ROW LEVEL SECURITY;
    ALTER TABLE external_campaigns FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON external_campaigns FOR ALL TO analytics_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));

-- migration 0003-imports

  CREATE TABLE imports (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'running', 'succeeded', 'failed')),
    platform text,
    currency text,
    file_name text,
    columns jsonb NOT NULL DEFAULT '{}',
    chunks integer,
    rows integer NOT NULL DEFAULT 0,
    accepted integer NOT NULL DEFAULT 0,
    rejected_count integer NOT NULL DEFAULT 0,
    rejected jsonb NOT NULL DEFAULT '[]',
    error_code text,
    error_message text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
  );
  
    ALTER TABLE imports ENABLE ROW LEVEL SECURITY;
    ALTER TABLE imports FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON imports FOR ALL TO analytics_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));

  CREATE TABLE import_chunks (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    index integer NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (organization_id, import_id, index),
    FOREIGN KEY (organization_id, import_id) REFERENCES imports (organization_id, id) ON DELETE CASCADE
  );
  
    ALTER TABLE import_chunks ENABLE ROW LEVEL SECURITY;
    ALTER TABLE import_chunks FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON import_chunks FOR ALL TO analytics_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));

-- queues
CREATE TABLE schema_stamps (name text PRIMARY KEY, stamp text NOT NULL);
-- here: queues.sql
GRANT USAGE ON SCHEMA pgboss TO analytics_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO analytics_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO analytics_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA pgboss GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO analytics_app;

RESET ROLE;

-- rows
TRUNCATE campaign_refs, daily_rollups, external_campaigns, fact_revisions, fact_versions, import_chunks, imports, metric_facts, organization_days, pgboss.job_common, pgboss.job_dependency, pgboss.queue, pgboss.schedule, pgboss.subscription, pgboss.version, schema_migrations, schema_stamps;

INSERT INTO campaign_refs (organization_id, campaign_id, name, status, platforms, currency, daily_micros, start_date, end_date, resolved_at) VALUES
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'An active one', 'active', '["google-ads", "linkedin-ads"]', 'USD', '400000000', '2026-11-28', NULL, '2026-11-27 09:29:02.226+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'A resumed one', 'active', '["google-ads", "linkedin-ads"]', 'USD', '400000000', '2026-11-28', NULL, '2026-11-27 09:29:00.984+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'One that was improved', 'active', '["google-ads", "linkedin-ads"]', 'USD', '400000000', '2026-11-28', NULL, '2026-11-27 09:29:00.461+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'One whose advice has expired', 'active', '["google-ads", "linkedin-ads"]', 'USD', '400000000', '2026-11-28', NULL, '2026-11-27 09:29:01.992+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'Fieldbook 2026-11-27 8eedf9ab', 'active', '["google-ads", "linkedin-ads"]', 'USD', '1400000000', '2026-11-27', NULL, '2026-11-27 09:28:39.996+00');

INSERT INTO daily_rollups (organization_id, date, campaign_id, platform, currency, impressions, clicks, cost_micros, conversions_micros, value_micros) VALUES
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-06', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1521', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-06', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1521', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-06', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1521', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-06', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1521', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-06', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1521', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-06', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1521', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-06', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1521', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-06', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1521', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-07', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1520', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-07', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1520', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-07', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1520', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-07', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1520', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-07', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1520', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-07', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1520', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-07', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1520', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-07', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1520', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-08', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1519', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-08', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1519', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-08', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1519', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-08', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1519', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-08', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1519', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-08', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1519', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-08', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1519', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-08', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1519', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-09', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1518', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-09', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1518', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-09', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1518', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-09', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1518', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-09', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1518', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-09', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1518', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-09', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1518', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-09', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1518', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-10', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1517', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-10', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1517', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-10', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1517', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-10', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1517', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-10', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1517', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-10', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1517', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-10', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1517', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-10', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1517', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-11', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1516', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-11', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1516', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-11', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1516', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-11', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1516', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-11', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1516', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-11', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1516', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-11', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1516', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-11', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1516', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-12', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1515', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-12', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1515', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-12', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1515', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-12', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1515', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-12', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1515', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-12', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1515', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-12', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1515', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-12', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1515', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-13', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1514', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-13', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1514', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-13', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1514', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-13', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1514', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-13', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1514', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-13', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1514', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-13', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1514', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-13', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1514', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-14', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1513', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-14', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1513', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-14', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1513', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-14', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1513', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-14', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1513', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-14', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1513', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-14', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1513', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-14', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1513', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-15', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1512', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-15', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1512', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-15', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1512', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-15', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1512', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-15', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1512', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-15', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1512', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-15', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1512', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-15', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1512', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-16', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1511', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-16', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1511', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-16', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1511', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-16', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1511', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-16', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1511', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-16', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1511', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-16', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1511', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-16', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1511', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-17', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1510', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-17', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1510', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-17', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1510', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-17', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1510', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-17', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1510', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-17', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1510', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-17', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1510', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-17', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1510', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-18', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1509', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-18', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1509', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-18', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1509', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-18', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1509', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-18', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1509', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-18', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1509', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-18', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1509', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-18', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1509', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-19', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1508', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-19', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1508', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-19', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1508', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-19', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1508', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-19', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1508', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-19', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1508', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-19', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1508', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-19', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1508', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-20', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1507', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-20', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1507', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-20', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1507', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-20', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1507', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-20', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1507', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-20', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1507', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-20', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1507', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-20', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1507', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-21', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1506', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-21', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1506', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-21', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1506', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-21', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1506', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-21', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1506', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-21', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1506', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-21', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1506', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-21', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1506', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-22', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1505', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-22', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1505', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-22', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1505', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-22', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1505', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-22', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1505', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-22', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1505', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-22', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1505', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-22', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1505', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-23', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1504', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-23', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1504', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-23', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1504', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-23', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1504', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-23', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1504', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-23', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1504', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-23', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1504', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-23', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1504', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1503', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1503', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1503', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1503', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1503', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1503', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1503', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1503', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24', '01a21c56-3c03-71ae-a83b-eb2fa81db408', 'google-ads', 'USD', '1000', '10', '12500000', '1000000', '0'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-25', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1502', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-25', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1502', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-25', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1502', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-25', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1502', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-25', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1502', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-25', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1502', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-25', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1502', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-25', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1502', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-26', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', 'USD', '1501', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-26', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', 'USD', '1501', '71', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-26', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', 'USD', '1501', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-26', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', 'USD', '1501', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-26', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', 'USD', '1501', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-26', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', 'USD', '1501', '70', '185000000', '5500000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-26', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', 'USD', '1501', '70', '190000001', '36000000', '90000000'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-26', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', 'USD', '1501', '70', '185000000', '5500000', '90000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-10-30', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '4167', '189', '169440000', '3000000', '540000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-10-30', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2014', '13', '39840000', '0', '0'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-10-31', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '3362', '140', '140970000', '6000000', '1080000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-10-31', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '1221', '8', '29150000', '0', '0'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-01', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '6237', '238', '190210000', '6000000', '1080000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-01', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2983', '18', '62680000', '1000000', '180000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-02', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '6310', '232', '190320000', '10000000', '1800000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-02', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2392', '16', '54550000', '1000000', '180000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-03', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '5044', '216', '217570000', '3000000', '540000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-03', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2798', '16', '56670000', '2000000', '360000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-04', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '7610', '308', '262200000', '17000000', '3060000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-04', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '3297', '21', '61670000', '2000000', '360000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-05', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '7727', '267', '226230000', '10000000', '1800000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-05', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '3505', '18', '60960000', '3000000', '540000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-06', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '5443', '205', '168590000', '10000000', '1800000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-06', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2204', '13', '42110000', '1000000', '180000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-07', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '4745', '183', '167520000', '9000000', '1620000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-07', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '1895', '14', '41420000', '1000000', '180000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-08', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '6089', '294', '253210000', '6000000', '1080000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-08', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2240', '15', '64060000', '1000000', '180000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-09', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '9226', '296', '264490000', '8000000', '1440000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-09', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2200', '16', '56670000', '1000000', '180000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-10', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '6706', '246', '262190000', '12000000', '2160000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-10', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '3405', '21', '61760000', '0', '0'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-11', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '6232', '256', '269860000', '15000000', '2700000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-11', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '3036', '17', '59010000', '2000000', '360000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-12', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '5877', '247', '224480000', '7000000', '1260000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-12', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2500', '18', '52590000', '0', '0'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-13', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '4154', '171', '147720000', '5000000', '900000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-13', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2320', '12', '33950000', '1000000', '180000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-14', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '4463', '167', '156380000', '3000000', '540000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-14', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '1718', '10', '32960000', '0', '0'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-15', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '9185', '334', '294960000', '8000000', '1440000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-15', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '4099', '26', '65640000', '2000000', '360000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-16', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '8784', '364', '246190000', '13000000', '2340000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-16', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '3813', '24', '64280000', '1000000', '180000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-17', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '5353', '228', '219510000', '16000000', '2880000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-17', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '4789', '25', '63810000', '0', '0'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-18', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '6280', '292', '241600000', '13000000', '2340000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-18', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '3200', '19', '70540000', '0', '0'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-19', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '4844', '191', '195220000', '12000000', '2160000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-19', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2471', '16', '54440000', '1000000', '180000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-20', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '3450', '130', '121160000', '9000000', '1620000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-20', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '3014', '16', '43380000', '1000000', '180000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-21', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '4973', '238', '180560000', '8000000', '1440000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-21', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2655', '16', '45760000', '2000000', '360000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-22', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '5719', '215', '193390000', '5000000', '900000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-22', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '3112', '20', '60240000', '1000000', '180000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-23', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '6024', '260', '268370000', '8000000', '1440000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-23', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2895', '17', '54600000', '0', '0'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-24', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '7247', '275', '250440000', '9000000', '1620000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-24', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '3428', '19', '66570000', '0', '0'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-25', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '5167', '229', '243910000', '10000000', '1800000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-25', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '3036', '17', '62210000', '1000000', '180000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-26', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', 'USD', '7986', '256', '212110000', '11000000', '1980000000'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-26', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', 'USD', '2677', '17', '54380000', '1000000', '180000000');

INSERT INTO external_campaigns (organization_id, id, platform, external_id, name, currency, created_at) VALUES
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-3c03-71ae-a83b-eb2fa81db408', 'google-ads', NULL, 'Elsewhere', 'USD', '2026-11-27 09:29:03.223548+00');

INSERT INTO fact_revisions (organization_id, campaign_id, platform, date, hour, breakdown, replaced_by_version, currency, impressions, clicks, cost_micros, conversions_micros, value_micros, replaced_at) VALUES
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-26', '-1', '2e6f2bd5-dba2-282b-b662-ac46923808ce', '5', 'USD', '1501', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:02.238996+00');

INSERT INTO fact_versions (organization_id, version, last_fact_at, last_day) VALUES
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '6', '2026-11-27 09:29:03.252524+00', '2026-11-26'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '1', '2026-11-27 09:28:40.037943+00', '2026-11-26');

INSERT INTO imports (organization_id, id, status, platform, currency, file_name, columns, chunks, rows, accepted, rejected_count, rejected, error_code, error_message, created_at, updated_at) VALUES
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-3835-7112-816e-1b6bfb5706e8', 'succeeded', 'google-ads', NULL, 'report.csv', '{}', '1', '2', '1', '1', E'[{"code": "ROW_INVALID", "line": 3, "message": "impressions \\"none\\" is not a figure."}]', NULL, NULL, '2026-11-27 09:29:02.261+00', '2026-11-27 09:29:03.207+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-3c74-76ab-8f1a-3a27d85c7ac5', 'failed', 'google-ads', NULL, 'unreadable.csv', '{}', '1', '0', '0', '0', '[]', 'IMPORT_UNREADABLE', 'No header line was recognised. The file needs columns such as Day, Campaign, Impr., Clicks and Cost; for other names send a column map.', '2026-11-27 09:29:03.348+00', '2026-11-27 09:29:04.101+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-53b9-75f8-a2c4-0d576ac29d5a', 'pending', 'google-ads', NULL, 'waiting.csv', '{}', '1', '0', '0', '0', '[]', NULL, NULL, '2026-11-27 09:29:09.305+00', '2026-11-27 09:29:09.379+00');

INSERT INTO import_chunks (organization_id, import_id, index, bytes) VALUES
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-53b9-75f8-a2c4-0d576ac29d5a', '0', E'\\x4461792c43616d706169676e2c43757272656e637920636f64652c496d70722e2c436c69636b732c436f73740a323032362d30312d30322c4c617465722c5553442c31302c312c312e30300a');

INSERT INTO metric_facts (organization_id, campaign_id, platform, date, hour, ad_group, ad, keyword, grain, currency, impressions, clicks, cost_micros, conversions_micros, value_micros, updated_at) VALUES
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-06', '-1', '', '', '', '0', 'USD', '1521', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-07', '-1', '', '', '', '0', 'USD', '1520', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-08', '-1', '', '', '', '0', 'USD', '1519', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-09', '-1', '', '', '', '0', 'USD', '1518', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-10', '-1', '', '', '', '0', 'USD', '1517', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-11', '-1', '', '', '', '0', 'USD', '1516', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-12', '-1', '', '', '', '0', 'USD', '1515', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-13', '-1', '', '', '', '0', 'USD', '1514', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-14', '-1', '', '', '', '0', 'USD', '1513', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-15', '-1', '', '', '', '0', 'USD', '1512', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-16', '-1', '', '', '', '0', 'USD', '1511', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-17', '-1', '', '', '', '0', 'USD', '1510', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-18', '-1', '', '', '', '0', 'USD', '1509', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-19', '-1', '', '', '', '0', 'USD', '1508', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-20', '-1', '', '', '', '0', 'USD', '1507', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-21', '-1', '', '', '', '0', 'USD', '1506', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-22', '-1', '', '', '', '0', 'USD', '1505', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-23', '-1', '', '', '', '0', 'USD', '1504', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-24', '-1', '', '', '', '0', 'USD', '1503', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-25', '-1', '', '', '', '0', 'USD', '1502', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-26', '-1', '', '', '', '0', 'USD', '1501', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-26', '-1', 'Gruppe', '', '', '1', 'USD', '1501', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:02.238996+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'google-ads', '2026-11-26', '7', 'Gruppe', 'Anzeige', 'crm', '15', 'USD', '1501', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:02.238996+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-06', '-1', '', '', '', '0', 'USD', '1521', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-07', '-1', '', '', '', '0', 'USD', '1520', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-08', '-1', '', '', '', '0', 'USD', '1519', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-09', '-1', '', '', '', '0', 'USD', '1518', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-10', '-1', '', '', '', '0', 'USD', '1517', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-11', '-1', '', '', '', '0', 'USD', '1516', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-12', '-1', '', '', '', '0', 'USD', '1515', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-13', '-1', '', '', '', '0', 'USD', '1514', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-14', '-1', '', '', '', '0', 'USD', '1513', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-15', '-1', '', '', '', '0', 'USD', '1512', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-16', '-1', '', '', '', '0', 'USD', '1511', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-17', '-1', '', '', '', '0', 'USD', '1510', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-18', '-1', '', '', '', '0', 'USD', '1509', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-19', '-1', '', '', '', '0', 'USD', '1508', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-20', '-1', '', '', '', '0', 'USD', '1507', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-21', '-1', '', '', '', '0', 'USD', '1506', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-22', '-1', '', '', '', '0', 'USD', '1505', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-23', '-1', '', '', '', '0', 'USD', '1504', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-24', '-1', '', '', '', '0', 'USD', '1503', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-25', '-1', '', '', '', '0', 'USD', '1502', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.233202+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-eaea-75d5-80ab-fcb5a9cbe619', 'linkedin-ads', '2026-11-26', '-1', '', '', '', '0', 'USD', '1501', '71', '185000000', '5500000', '90000000', '2026-11-27 09:29:02.238996+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-06', '-1', '', '', '', '0', 'USD', '1521', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-07', '-1', '', '', '', '0', 'USD', '1520', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-08', '-1', '', '', '', '0', 'USD', '1519', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-09', '-1', '', '', '', '0', 'USD', '1518', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-10', '-1', '', '', '', '0', 'USD', '1517', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-11', '-1', '', '', '', '0', 'USD', '1516', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-12', '-1', '', '', '', '0', 'USD', '1515', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-13', '-1', '', '', '', '0', 'USD', '1514', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-14', '-1', '', '', '', '0', 'USD', '1513', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-15', '-1', '', '', '', '0', 'USD', '1512', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-16', '-1', '', '', '', '0', 'USD', '1511', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-17', '-1', '', '', '', '0', 'USD', '1510', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-18', '-1', '', '', '', '0', 'USD', '1509', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-19', '-1', '', '', '', '0', 'USD', '1508', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-20', '-1', '', '', '', '0', 'USD', '1507', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-21', '-1', '', '', '', '0', 'USD', '1506', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-22', '-1', '', '', '', '0', 'USD', '1505', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-23', '-1', '', '', '', '0', 'USD', '1504', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-24', '-1', '', '', '', '0', 'USD', '1503', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-25', '-1', '', '', '', '0', 'USD', '1502', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'google-ads', '2026-11-26', '-1', '', '', '', '0', 'USD', '1501', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-06', '-1', '', '', '', '0', 'USD', '1521', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-07', '-1', '', '', '', '0', 'USD', '1520', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-08', '-1', '', '', '', '0', 'USD', '1519', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-09', '-1', '', '', '', '0', 'USD', '1518', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-10', '-1', '', '', '', '0', 'USD', '1517', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-11', '-1', '', '', '', '0', 'USD', '1516', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-12', '-1', '', '', '', '0', 'USD', '1515', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-13', '-1', '', '', '', '0', 'USD', '1514', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-14', '-1', '', '', '', '0', 'USD', '1513', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-15', '-1', '', '', '', '0', 'USD', '1512', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-16', '-1', '', '', '', '0', 'USD', '1511', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-17', '-1', '', '', '', '0', 'USD', '1510', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-18', '-1', '', '', '', '0', 'USD', '1509', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-19', '-1', '', '', '', '0', 'USD', '1508', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-20', '-1', '', '', '', '0', 'USD', '1507', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-21', '-1', '', '', '', '0', 'USD', '1506', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-22', '-1', '', '', '', '0', 'USD', '1505', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-23', '-1', '', '', '', '0', 'USD', '1504', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-24', '-1', '', '', '', '0', 'USD', '1503', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-25', '-1', '', '', '', '0', 'USD', '1502', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-f46b-7609-84d7-08046dc4e41e', 'linkedin-ads', '2026-11-26', '-1', '', '', '', '0', 'USD', '1501', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.020612+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-06', '-1', '', '', '', '0', 'USD', '1521', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-07', '-1', '', '', '', '0', 'USD', '1520', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-08', '-1', '', '', '', '0', 'USD', '1519', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-09', '-1', '', '', '', '0', 'USD', '1518', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-10', '-1', '', '', '', '0', 'USD', '1517', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-11', '-1', '', '', '', '0', 'USD', '1516', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-12', '-1', '', '', '', '0', 'USD', '1515', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-13', '-1', '', '', '', '0', 'USD', '1514', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-14', '-1', '', '', '', '0', 'USD', '1513', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-15', '-1', '', '', '', '0', 'USD', '1512', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-16', '-1', '', '', '', '0', 'USD', '1511', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-17', '-1', '', '', '', '0', 'USD', '1510', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-18', '-1', '', '', '', '0', 'USD', '1509', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-19', '-1', '', '', '', '0', 'USD', '1508', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-20', '-1', '', '', '', '0', 'USD', '1507', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-21', '-1', '', '', '', '0', 'USD', '1506', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-22', '-1', '', '', '', '0', 'USD', '1505', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-23', '-1', '', '', '', '0', 'USD', '1504', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-24', '-1', '', '', '', '0', 'USD', '1503', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-25', '-1', '', '', '', '0', 'USD', '1502', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'google-ads', '2026-11-26', '-1', '', '', '', '0', 'USD', '1501', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-06', '-1', '', '', '', '0', 'USD', '1521', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-07', '-1', '', '', '', '0', 'USD', '1520', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-08', '-1', '', '', '', '0', 'USD', '1519', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-09', '-1', '', '', '', '0', 'USD', '1518', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-10', '-1', '', '', '', '0', 'USD', '1517', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-11', '-1', '', '', '', '0', 'USD', '1516', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-12', '-1', '', '', '', '0', 'USD', '1515', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-13', '-1', '', '', '', '0', 'USD', '1514', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-14', '-1', '', '', '', '0', 'USD', '1513', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-15', '-1', '', '', '', '0', 'USD', '1512', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-16', '-1', '', '', '', '0', 'USD', '1511', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-17', '-1', '', '', '', '0', 'USD', '1510', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-18', '-1', '', '', '', '0', 'USD', '1509', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-19', '-1', '', '', '', '0', 'USD', '1508', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-20', '-1', '', '', '', '0', 'USD', '1507', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-21', '-1', '', '', '', '0', 'USD', '1506', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-22', '-1', '', '', '', '0', 'USD', '1505', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-23', '-1', '', '', '', '0', 'USD', '1504', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-24', '-1', '', '', '', '0', 'USD', '1503', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-25', '-1', '', '', '', '0', 'USD', '1502', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-2c8d-7715-9fc4-cb4c6e76448f', 'linkedin-ads', '2026-11-26', '-1', '', '', '', '0', 'USD', '1501', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:00.474985+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-06', '-1', '', '', '', '0', 'USD', '1521', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-07', '-1', '', '', '', '0', 'USD', '1520', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-08', '-1', '', '', '', '0', 'USD', '1519', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-09', '-1', '', '', '', '0', 'USD', '1518', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-10', '-1', '', '', '', '0', 'USD', '1517', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-11', '-1', '', '', '', '0', 'USD', '1516', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-12', '-1', '', '', '', '0', 'USD', '1515', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-13', '-1', '', '', '', '0', 'USD', '1514', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-14', '-1', '', '', '', '0', 'USD', '1513', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-15', '-1', '', '', '', '0', 'USD', '1512', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-16', '-1', '', '', '', '0', 'USD', '1511', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-17', '-1', '', '', '', '0', 'USD', '1510', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-18', '-1', '', '', '', '0', 'USD', '1509', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-19', '-1', '', '', '', '0', 'USD', '1508', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-20', '-1', '', '', '', '0', 'USD', '1507', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-21', '-1', '', '', '', '0', 'USD', '1506', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-22', '-1', '', '', '', '0', 'USD', '1505', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-23', '-1', '', '', '', '0', 'USD', '1504', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-24', '-1', '', '', '', '0', 'USD', '1503', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-25', '-1', '', '', '', '0', 'USD', '1502', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'google-ads', '2026-11-26', '-1', '', '', '', '0', 'USD', '1501', '70', '190000001', '36000000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-06', '-1', '', '', '', '0', 'USD', '1521', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-07', '-1', '', '', '', '0', 'USD', '1520', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-08', '-1', '', '', '', '0', 'USD', '1519', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-09', '-1', '', '', '', '0', 'USD', '1518', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-10', '-1', '', '', '', '0', 'USD', '1517', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-11', '-1', '', '', '', '0', 'USD', '1516', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-12', '-1', '', '', '', '0', 'USD', '1515', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-13', '-1', '', '', '', '0', 'USD', '1514', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-14', '-1', '', '', '', '0', 'USD', '1513', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-15', '-1', '', '', '', '0', 'USD', '1512', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-16', '-1', '', '', '', '0', 'USD', '1511', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-17', '-1', '', '', '', '0', 'USD', '1510', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-18', '-1', '', '', '', '0', 'USD', '1509', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-19', '-1', '', '', '', '0', 'USD', '1508', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-20', '-1', '', '', '', '0', 'USD', '1507', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-21', '-1', '', '', '', '0', 'USD', '1506', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-22', '-1', '', '', '', '0', 'USD', '1505', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-23', '-1', '', '', '', '0', 'USD', '1504', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-24', '-1', '', '', '', '0', 'USD', '1503', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-25', '-1', '', '', '', '0', 'USD', '1502', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-348f-703e-afaa-7785a22eade5', 'linkedin-ads', '2026-11-26', '-1', '', '', '', '0', 'USD', '1501', '70', '185000000', '5500000', '90000000', '2026-11-27 09:29:01.99663+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-3c03-71ae-a83b-eb2fa81db408', 'google-ads', '2026-11-24', '-1', '', '', '', '0', 'USD', '1000', '10', '12500000', '1000000', '0', '2026-11-27 09:29:03.223548+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-10-30', '-1', '', 'Ad A', '', '2', 'USD', '4167', '189', '169440000', '3000000', '540000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-10-31', '-1', '', 'Ad A', '', '2', 'USD', '3362', '140', '140970000', '6000000', '1080000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-01', '-1', '', 'Ad A', '', '2', 'USD', '6237', '238', '190210000', '6000000', '1080000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-02', '-1', '', 'Ad A', '', '2', 'USD', '6310', '232', '190320000', '10000000', '1800000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-03', '-1', '', 'Ad A', '', '2', 'USD', '5044', '216', '217570000', '3000000', '540000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-04', '-1', '', 'Ad A', '', '2', 'USD', '7610', '308', '262200000', '17000000', '3060000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-05', '-1', '', 'Ad A', '', '2', 'USD', '7727', '267', '226230000', '10000000', '1800000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-06', '-1', '', 'Ad A', '', '2', 'USD', '5443', '205', '168590000', '10000000', '1800000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-07', '-1', '', 'Ad A', '', '2', 'USD', '4745', '183', '167520000', '9000000', '1620000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-08', '-1', '', 'Ad A', '', '2', 'USD', '6089', '294', '253210000', '6000000', '1080000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-09', '-1', '', 'Ad A', '', '2', 'USD', '9226', '296', '264490000', '8000000', '1440000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-10', '-1', '', 'Ad A', '', '2', 'USD', '6706', '246', '262190000', '12000000', '2160000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-11', '-1', '', 'Ad A', '', '2', 'USD', '6232', '256', '269860000', '15000000', '2700000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-12', '-1', '', 'Ad A', '', '2', 'USD', '5877', '247', '224480000', '7000000', '1260000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-13', '-1', '', 'Ad A', '', '2', 'USD', '4154', '171', '147720000', '5000000', '900000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-14', '-1', '', 'Ad A', '', '2', 'USD', '4463', '167', '156380000', '3000000', '540000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-15', '-1', '', 'Ad A', '', '2', 'USD', '9185', '334', '294960000', '8000000', '1440000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-16', '-1', '', 'Ad A', '', '2', 'USD', '8784', '364', '246190000', '13000000', '2340000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-17', '-1', '', 'Ad A', '', '2', 'USD', '5353', '228', '219510000', '16000000', '2880000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-18', '-1', '', 'Ad A', '', '2', 'USD', '6280', '292', '241600000', '13000000', '2340000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-19', '-1', '', 'Ad A', '', '2', 'USD', '4844', '191', '195220000', '12000000', '2160000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-20', '-1', '', 'Ad A', '', '2', 'USD', '3450', '130', '121160000', '9000000', '1620000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-21', '-1', '', 'Ad A', '', '2', 'USD', '4973', '238', '180560000', '8000000', '1440000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-22', '-1', '', 'Ad A', '', '2', 'USD', '5719', '215', '193390000', '5000000', '900000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-23', '-1', '', 'Ad A', '', '2', 'USD', '6024', '260', '268370000', '8000000', '1440000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-24', '-1', '', 'Ad A', '', '2', 'USD', '7247', '275', '250440000', '9000000', '1620000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-25', '-1', '', 'Ad A', '', '2', 'USD', '5167', '229', '243910000', '10000000', '1800000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'google-ads', '2026-11-26', '-1', '', 'Ad A', '', '2', 'USD', '7986', '256', '212110000', '11000000', '1980000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-10-30', '-1', '', 'Ad A', '', '2', 'USD', '2014', '13', '39840000', '0', '0', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-10-31', '-1', '', 'Ad A', '', '2', 'USD', '1221', '8', '29150000', '0', '0', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-01', '-1', '', 'Ad A', '', '2', 'USD', '2983', '18', '62680000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-02', '-1', '', 'Ad A', '', '2', 'USD', '2392', '16', '54550000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-03', '-1', '', 'Ad A', '', '2', 'USD', '2798', '16', '56670000', '2000000', '360000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-04', '-1', '', 'Ad A', '', '2', 'USD', '3297', '21', '61670000', '2000000', '360000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-05', '-1', '', 'Ad A', '', '2', 'USD', '3505', '18', '60960000', '3000000', '540000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-06', '-1', '', 'Ad A', '', '2', 'USD', '2204', '13', '42110000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-07', '-1', '', 'Ad A', '', '2', 'USD', '1895', '14', '41420000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-08', '-1', '', 'Ad A', '', '2', 'USD', '2240', '15', '64060000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-09', '-1', '', 'Ad A', '', '2', 'USD', '2200', '16', '56670000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-10', '-1', '', 'Ad A', '', '2', 'USD', '3405', '21', '61760000', '0', '0', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-11', '-1', '', 'Ad A', '', '2', 'USD', '3036', '17', '59010000', '2000000', '360000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-12', '-1', '', 'Ad A', '', '2', 'USD', '2500', '18', '52590000', '0', '0', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-13', '-1', '', 'Ad A', '', '2', 'USD', '2320', '12', '33950000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-14', '-1', '', 'Ad A', '', '2', 'USD', '1718', '10', '32960000', '0', '0', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-15', '-1', '', 'Ad A', '', '2', 'USD', '4099', '26', '65640000', '2000000', '360000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-16', '-1', '', 'Ad A', '', '2', 'USD', '3813', '24', '64280000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-17', '-1', '', 'Ad A', '', '2', 'USD', '4789', '25', '63810000', '0', '0', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-18', '-1', '', 'Ad A', '', '2', 'USD', '3200', '19', '70540000', '0', '0', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-19', '-1', '', 'Ad A', '', '2', 'USD', '2471', '16', '54440000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-20', '-1', '', 'Ad A', '', '2', 'USD', '3014', '16', '43380000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-21', '-1', '', 'Ad A', '', '2', 'USD', '2655', '16', '45760000', '2000000', '360000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-22', '-1', '', 'Ad A', '', '2', 'USD', '3112', '20', '60240000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-23', '-1', '', 'Ad A', '', '2', 'USD', '2895', '17', '54600000', '0', '0', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-24', '-1', '', 'Ad A', '', '2', 'USD', '3428', '19', '66570000', '0', '0', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-25', '-1', '', 'Ad A', '', '2', 'USD', '3036', '17', '62210000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d891-73d2-a2bd-9678edbeedf4', 'linkedin-ads', '2026-11-26', '-1', '', 'Ad A', '', '2', 'USD', '2677', '17', '54380000', '1000000', '180000000', '2026-11-27 09:28:40.012558+00');

INSERT INTO organization_days (organization_id, date, platform, currency, impressions, clicks, cost_micros, conversions_micros, value_micros, rollups) VALUES
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-06', 'google-ads', 'USD', '6084', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-06', 'linkedin-ads', 'USD', '6084', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-07', 'google-ads', 'USD', '6080', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-07', 'linkedin-ads', 'USD', '6080', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-08', 'google-ads', 'USD', '6076', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-08', 'linkedin-ads', 'USD', '6076', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-09', 'google-ads', 'USD', '6072', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-09', 'linkedin-ads', 'USD', '6072', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-10', 'google-ads', 'USD', '6068', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-10', 'linkedin-ads', 'USD', '6068', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-11', 'google-ads', 'USD', '6064', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-11', 'linkedin-ads', 'USD', '6064', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-12', 'google-ads', 'USD', '6060', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-12', 'linkedin-ads', 'USD', '6060', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-13', 'google-ads', 'USD', '6056', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-13', 'linkedin-ads', 'USD', '6056', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-14', 'google-ads', 'USD', '6052', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-14', 'linkedin-ads', 'USD', '6052', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-15', 'google-ads', 'USD', '6048', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-15', 'linkedin-ads', 'USD', '6048', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-16', 'google-ads', 'USD', '6044', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-16', 'linkedin-ads', 'USD', '6044', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-17', 'google-ads', 'USD', '6040', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-17', 'linkedin-ads', 'USD', '6040', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-18', 'google-ads', 'USD', '6036', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-18', 'linkedin-ads', 'USD', '6036', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-19', 'google-ads', 'USD', '6032', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-19', 'linkedin-ads', 'USD', '6032', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-20', 'google-ads', 'USD', '6028', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-20', 'linkedin-ads', 'USD', '6028', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-21', 'google-ads', 'USD', '6024', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-21', 'linkedin-ads', 'USD', '6024', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-22', 'google-ads', 'USD', '6020', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-22', 'linkedin-ads', 'USD', '6020', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-23', 'google-ads', 'USD', '6016', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-23', 'linkedin-ads', 'USD', '6016', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24', 'google-ads', 'USD', '7012', '290', '772500004', '145000000', '360000000', '5'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24', 'linkedin-ads', 'USD', '6012', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-25', 'google-ads', 'USD', '6008', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-25', 'linkedin-ads', 'USD', '6008', '280', '740000000', '22000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-26', 'google-ads', 'USD', '6004', '280', '760000004', '144000000', '360000000', '4'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-26', 'linkedin-ads', 'USD', '6004', '281', '740000000', '22000000', '360000000', '4'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-10-30', 'google-ads', 'USD', '4167', '189', '169440000', '3000000', '540000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-10-30', 'linkedin-ads', 'USD', '2014', '13', '39840000', '0', '0', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-10-31', 'google-ads', 'USD', '3362', '140', '140970000', '6000000', '1080000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-10-31', 'linkedin-ads', 'USD', '1221', '8', '29150000', '0', '0', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-01', 'google-ads', 'USD', '6237', '238', '190210000', '6000000', '1080000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-01', 'linkedin-ads', 'USD', '2983', '18', '62680000', '1000000', '180000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-02', 'google-ads', 'USD', '6310', '232', '190320000', '10000000', '1800000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-02', 'linkedin-ads', 'USD', '2392', '16', '54550000', '1000000', '180000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-03', 'google-ads', 'USD', '5044', '216', '217570000', '3000000', '540000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-03', 'linkedin-ads', 'USD', '2798', '16', '56670000', '2000000', '360000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-04', 'google-ads', 'USD', '7610', '308', '262200000', '17000000', '3060000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-04', 'linkedin-ads', 'USD', '3297', '21', '61670000', '2000000', '360000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-05', 'google-ads', 'USD', '7727', '267', '226230000', '10000000', '1800000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-05', 'linkedin-ads', 'USD', '3505', '18', '60960000', '3000000', '540000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-06', 'google-ads', 'USD', '5443', '205', '168590000', '10000000', '1800000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-06', 'linkedin-ads', 'USD', '2204', '13', '42110000', '1000000', '180000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-07', 'google-ads', 'USD', '4745', '183', '167520000', '9000000', '1620000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-07', 'linkedin-ads', 'USD', '1895', '14', '41420000', '1000000', '180000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-08', 'google-ads', 'USD', '6089', '294', '253210000', '6000000', '1080000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-08', 'linkedin-ads', 'USD', '2240', '15', '64060000', '1000000', '180000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-09', 'google-ads', 'USD', '9226', '296', '264490000', '8000000', '1440000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-09', 'linkedin-ads', 'USD', '2200', '16', '56670000', '1000000', '180000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-10', 'google-ads', 'USD', '6706', '246', '262190000', '12000000', '2160000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-10', 'linkedin-ads', 'USD', '3405', '21', '61760000', '0', '0', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-11', 'google-ads', 'USD', '6232', '256', '269860000', '15000000', '2700000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-11', 'linkedin-ads', 'USD', '3036', '17', '59010000', '2000000', '360000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-12', 'google-ads', 'USD', '5877', '247', '224480000', '7000000', '1260000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-12', 'linkedin-ads', 'USD', '2500', '18', '52590000', '0', '0', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-13', 'google-ads', 'USD', '4154', '171', '147720000', '5000000', '900000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-13', 'linkedin-ads', 'USD', '2320', '12', '33950000', '1000000', '180000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-14', 'google-ads', 'USD', '4463', '167', '156380000', '3000000', '540000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-14', 'linkedin-ads', 'USD', '1718', '10', '32960000', '0', '0', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-15', 'google-ads', 'USD', '9185', '334', '294960000', '8000000', '1440000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-15', 'linkedin-ads', 'USD', '4099', '26', '65640000', '2000000', '360000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-16', 'google-ads', 'USD', '8784', '364', '246190000', '13000000', '2340000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-16', 'linkedin-ads', 'USD', '3813', '24', '64280000', '1000000', '180000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-17', 'google-ads', 'USD', '5353', '228', '219510000', '16000000', '2880000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-17', 'linkedin-ads', 'USD', '4789', '25', '63810000', '0', '0', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-18', 'google-ads', 'USD', '6280', '292', '241600000', '13000000', '2340000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-18', 'linkedin-ads', 'USD', '3200', '19', '70540000', '0', '0', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-19', 'google-ads', 'USD', '4844', '191', '195220000', '12000000', '2160000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-19', 'linkedin-ads', 'USD', '2471', '16', '54440000', '1000000', '180000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-20', 'google-ads', 'USD', '3450', '130', '121160000', '9000000', '1620000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-20', 'linkedin-ads', 'USD', '3014', '16', '43380000', '1000000', '180000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-21', 'google-ads', 'USD', '4973', '238', '180560000', '8000000', '1440000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-21', 'linkedin-ads', 'USD', '2655', '16', '45760000', '2000000', '360000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-22', 'google-ads', 'USD', '5719', '215', '193390000', '5000000', '900000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-22', 'linkedin-ads', 'USD', '3112', '20', '60240000', '1000000', '180000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-23', 'google-ads', 'USD', '6024', '260', '268370000', '8000000', '1440000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-23', 'linkedin-ads', 'USD', '2895', '17', '54600000', '0', '0', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-24', 'google-ads', 'USD', '7247', '275', '250440000', '9000000', '1620000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-24', 'linkedin-ads', 'USD', '3428', '19', '66570000', '0', '0', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-25', 'google-ads', 'USD', '5167', '229', '243910000', '10000000', '1800000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-25', 'linkedin-ads', 'USD', '3036', '17', '62210000', '1000000', '180000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-26', 'google-ads', 'USD', '7986', '256', '212110000', '11000000', '1980000000', '1'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-26', 'linkedin-ads', 'USD', '2677', '17', '54380000', '1000000', '180000000', '1');

INSERT INTO pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, retention_seconds, deletion_seconds, dead_letter, partition, table_name, deferred_count, blocked_count, queued_count, ready_count, warning_queued, active_count, failed_count, total_count, retained_count, retained_on, created_delta, completed_delta, failed_delta, delta_on, delta_seconds, wait_bins, run_bins, ready_oldest_seconds, ready_history, heartbeat_seconds, notify, singletons_active, monitor_claim_on, monitor_on, maintain_on, created_on, updated_on) VALUES
('analytics.import', 'standard', '20', '1', 'true', '60', '900', '7776000', '604800', 'dead', 'false', 'job_common', '0', '0', '0', '0', '0', '0', '0', '0', '0', '2026-11-27 09:28:45.924196+00', '0', '0', '0', NULL, NULL, NULL, NULL, NULL, '{0,0}', '20', 'true', NULL, '2026-11-27 09:28:55.911706+00', '2026-11-27 09:28:55.924196+00', '2026-11-27 09:28:45.839003+00', '2026-11-27 09:28:25.730998+00', '2026-11-27 09:28:25.730998+00'),
('dead', 'standard', '2', '0', 'false', NULL, '900', '31536000', '604800', NULL, 'false', 'job_common', '0', '0', '0', '0', '0', '0', '0', '0', '0', '2026-11-27 09:28:45.924196+00', '0', '0', '0', NULL, NULL, NULL, NULL, NULL, '{0,0}', NULL, 'false', NULL, '2026-11-27 09:28:55.911706+00', '2026-11-27 09:28:55.924196+00', '2026-11-27 09:28:45.839003+00', '2026-11-27 09:28:25.702322+00', '2026-11-27 09:28:25.702322+00');

INSERT INTO pgboss.job_common (id, name, priority, data, state, retry_limit, retry_count, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, singleton_key, singleton_on, group_id, group_tier, start_after, created_on, started_on, completed_on, keep_until, output, dead_letter, policy, heartbeat_on, heartbeat_seconds, blocked, blocking, pending_dependencies, source_name, source_id, source_created_on, source_retry_count, source_output, source_root_id, trace_context, upsert_by_key) VALUES
('01a21c56-53b9-75f8-a2c4-0d576ac29d5a', 'analytics.import', '0', '{"importId": "01a21c56-53b9-75f8-a2c4-0d576ac29d5a", "organizationId": "01a20ce2-ad22-70e6-8605-2af76ca6084b"}', 'created', '20', '0', '1', 'true', '60', '900', '604800', NULL, NULL, NULL, NULL, '2026-11-27 09:29:09.382989+00', '2026-11-27 09:29:09.382989+00', NULL, NULL, '2126-01-01 00:00:00+00', NULL, 'dead', 'standard', NULL, '20', 'false', 'false', '0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO pgboss.version (version, cron_on, bam_on, flow_on, reindex_on, monitor_backoff_on) VALUES
('46', NULL, '2026-11-27 09:28:25.66542+00', '2026-11-27 09:29:00.982474+00', '2026-11-27 09:28:45.97105+00', NULL);

INSERT INTO schema_migrations (name) VALUES
('0001-facts'),
('0002-campaigns'),
('0003-imports');

INSERT INTO schema_stamps (name, stamp) VALUES
('queues', 'b758631cdf1b5a37ac0cfb2faec8daf044045426');
