import { tenantWall } from '../../../storage/policy.ts';

const key = `
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    date date NOT NULL,
    hour smallint NOT NULL,
    breakdown uuid NOT NULL`;

/**
 * What an import tells, and how it is taken back.
 *
 * `gone`: a later telling of the same scope no longer has this fact; its figures are 0 and count nothing, but it is known when
 * that was told. `whole_tellings`: which campaign, platform, day and grain a telling has told whole. `grain_days.told`: when a fact
 * of the grain was told last; `whole`: when all of it was; `measures`: which figures were told at
 * all, 1 for the first to 16 for the last. These decide which grain counts (store/rollups.ts).
 *
 * fact_revisions and told_revisions hold each state that was replaced with all that it needs to come back: `version` and `told` say when
 * its figures were told, as in metric_facts; revisions of an earlier release have no version. `grouped`: the state of a
 * group of linked campaigns; what was told of each of them is in told_revisions.
 *
 * fact_versions: the versions of imports that may be taken back, and of those that were. imports: `first_version` to `last_version` are the tellings of an import that has ended, `undo_until` is how long it can be taken
 * back. `replaces`, `covers_from` and `covers_to` are what was said of the file's scope; `scope` is what was understood.
 */
export const up = `
  ALTER TABLE metric_facts ADD COLUMN gone boolean NOT NULL DEFAULT false;
  ALTER TABLE told_facts ADD COLUMN gone boolean NOT NULL DEFAULT false;
  ALTER TABLE grain_days ADD COLUMN told bigint NOT NULL DEFAULT 0, ADD COLUMN whole bigint NOT NULL DEFAULT 0,
    ADD COLUMN measures smallint NOT NULL DEFAULT 31;

  ALTER TABLE fact_revisions
    ADD COLUMN gone boolean NOT NULL DEFAULT false,
    ADD COLUMN grouped boolean NOT NULL DEFAULT false,
    ADD COLUMN version bigint,
    ADD COLUMN told bigint[];

  ALTER TABLE fact_versions
    ADD COLUMN undoable int8multirange NOT NULL DEFAULT '{}',
    ADD COLUMN undone int8multirange NOT NULL DEFAULT '{}';

  CREATE TABLE told_revisions (${key},
    replaced_by_version bigint NOT NULL,
    currency text NOT NULL,
    impressions bigint NOT NULL,
    clicks bigint NOT NULL,
    cost_micros bigint NOT NULL,
    conversions_micros bigint NOT NULL,
    value_micros bigint NOT NULL,
    gone boolean NOT NULL,
    told bigint[] NOT NULL,
    replaced_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, campaign_id, platform, date, hour, breakdown, replaced_by_version)
  );
  ${tenantWall('told_revisions', 'analytics')}

  CREATE TABLE whole_tellings (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    date date NOT NULL,
    grain smallint NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (organization_id, campaign_id, platform, date, grain, version)
  );
  ${tenantWall('whole_tellings', 'analytics')}

  ALTER TABLE imports DROP CONSTRAINT imports_status_check;
  ALTER TABLE imports ADD CONSTRAINT imports_status_check CHECK (status IN
    ('pending', 'running', 'succeeded', 'partial', 'failed', 'previewed', 'undoing', 'undone'));
  ALTER TABLE imports
    ADD COLUMN preview boolean NOT NULL DEFAULT false,
    ADD COLUMN replaces text CHECK (replaces IN ('account', 'campaigns', 'rows')),
    ADD COLUMN covers_from date,
    ADD COLUMN covers_to date,
    ADD COLUMN scope jsonb,
    ADD COLUMN changes jsonb,
    ADD COLUMN first_version bigint,
    ADD COLUMN last_version bigint,
    ADD COLUMN undo_until timestamptz,
    ADD COLUMN undone_at timestamptz;

  CREATE TABLE import_days (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    PRIMARY KEY (organization_id, import_id, campaign_id, platform),
    FOREIGN KEY (organization_id, import_id) REFERENCES imports (organization_id, id) ON DELETE CASCADE
  );
  ${tenantWall('import_days', 'analytics')}`;

export const down = `
  DROP TABLE import_days;
  ALTER TABLE imports DROP COLUMN undone_at, DROP COLUMN undo_until, DROP COLUMN last_version, DROP COLUMN first_version,
    DROP COLUMN changes, DROP COLUMN scope, DROP COLUMN covers_to, DROP COLUMN covers_from, DROP COLUMN replaces,
    DROP COLUMN preview;
  ALTER TABLE imports DROP CONSTRAINT imports_status_check;
  ALTER TABLE imports NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE metric_facts NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE told_facts NO FORCE ROW LEVEL SECURITY;
  UPDATE imports SET status = 'failed', error_code = 'IMPORT_UNDONE', error_message = 'The import was taken back.'
    WHERE status IN ('undoing', 'undone');
  DELETE FROM imports WHERE status = 'previewed';
  DELETE FROM told_facts WHERE gone;
  DELETE FROM metric_facts WHERE gone;
  ALTER TABLE imports FORCE ROW LEVEL SECURITY;
  ALTER TABLE metric_facts FORCE ROW LEVEL SECURITY;
  ALTER TABLE told_facts FORCE ROW LEVEL SECURITY;
  ALTER TABLE imports ADD CONSTRAINT imports_status_check
    CHECK (status IN ('pending', 'running', 'succeeded', 'partial', 'failed'));
  DROP TABLE whole_tellings, told_revisions;
  ALTER TABLE fact_versions DROP COLUMN undone, DROP COLUMN undoable;
  ALTER TABLE fact_revisions DROP COLUMN told, DROP COLUMN version, DROP COLUMN grouped, DROP COLUMN gone;
  ALTER TABLE grain_days DROP COLUMN measures, DROP COLUMN whole, DROP COLUMN told;
  ALTER TABLE told_facts DROP COLUMN gone;
  ALTER TABLE metric_facts DROP COLUMN gone;`;
