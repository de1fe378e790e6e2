import { tenantWall } from '../../../storage/policy.ts';

/**
 * What the rules of pacing found, and the news of it and of figures.
 *
 * news_numbers: by organisation, the number of the last news; whoever adds news holds its row until the transaction ends, so that
 * nobody reads a number before a lower one. figure_news: days whose figures changed, a row for each statement that changed
 * roll-ups: each campaign and day, or NULL where they are more than 20. PostgreSQL writes it, so that no writer of figures can forget
 * it; a migration, which works in no organisation, tells nothing. alerts: what a rule found, with its numbers; `number` is that of
 * its last change. alert_rules: the thresholds of an organisation that has set its own. alert_checks: when the rules were
 * asked; only the job of the present turn does anything, and `soon` says that one is queued.
 *
 * The notification wakes whoever listens (services/analytics/live/listen.ts); it is sent when the transaction commits.
 */
export const up = `
  CREATE TABLE news_numbers (
    organization_id uuid PRIMARY KEY,
    number bigint NOT NULL,
    -- news up to this number may be gone
    forgotten bigint NOT NULL DEFAULT 0
  );
  ${tenantWall('news_numbers', 'analytics')}

  CREATE TABLE figure_news (
    organization_id uuid NOT NULL,
    number bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    first_day date NOT NULL,
    last_day date NOT NULL,
    campaign_days json,
    PRIMARY KEY (organization_id, number)
  );
  ${tenantWall('figure_news', 'analytics')}

  CREATE TABLE alerts (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    key text NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'acknowledged', 'closed')),
    campaign_id uuid NOT NULL,
    until date,
    body json NOT NULL,
    shape smallint NOT NULL,
    opened_at timestamptz NOT NULL,
    found_at timestamptz NOT NULL,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    note text,
    closed_at timestamptz,
    closed_because text CHECK (closed_because IN ('no_longer_true', 'time_passed')),
    PRIMARY KEY (organization_id, id),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
  );
  CREATE UNIQUE INDEX alerts_living ON alerts (organization_id, key) WHERE state <> 'closed';
  CREATE INDEX alerts_state ON alerts (organization_id, state, id);
  CREATE INDEX alerts_number ON alerts (organization_id, number);
  ${tenantWall('alerts', 'analytics')}

  CREATE TABLE alert_rules (
    organization_id uuid PRIMARY KEY,
    ahead_percent integer NOT NULL,
    behind_percent integer NOT NULL,
    used_percent integer NOT NULL,
    jump_percent integer NOT NULL,
    silent_days integer NOT NULL
  );
  ${tenantWall('alert_rules', 'analytics')}

  CREATE TABLE alert_checks (
    organization_id uuid PRIMARY KEY,
    turn bigint NOT NULL,
    soon boolean NOT NULL,
    checked_at timestamptz
  );
  ${tenantWall('alert_checks', 'analytics')}

  CREATE FUNCTION next_news(organization uuid) RETURNS bigint LANGUAGE plpgsql AS $$
  DECLARE given bigint;
  BEGIN
    INSERT INTO news_numbers AS n (organization_id, number) VALUES (organization, 1)
      ON CONFLICT (organization_id) DO UPDATE SET number = n.number + 1 RETURNING n.number INTO given;
    PERFORM pg_notify('analytics_news', organization::text);
    RETURN given;
  END $$;

  -- a job with the settings of its queue, as pg-boss's own send writes it
  CREATE FUNCTION check_alerts_soon(organization uuid) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE next_turn bigint;
  BEGIN
    INSERT INTO alert_checks AS c (organization_id, turn, soon) VALUES (organization, 1, true)
      ON CONFLICT (organization_id) DO UPDATE SET turn = c.turn + 1, soon = true WHERE NOT c.soon
      RETURNING c.turn INTO next_turn;
    IF next_turn IS NULL THEN RETURN; END IF;
    INSERT INTO pgboss.job (name, data, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds,
        deletion_seconds, keep_until, policy, dead_letter, heartbeat_seconds, singleton_key, start_after)
      SELECT q.name, jsonb_build_object('organizationId', organization, 'turn', next_turn), q.retry_limit, q.retry_delay,
        q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds,
        now() + q.retention_seconds * interval '1 second', q.policy, q.dead_letter, q.heartbeat_seconds,
        organization::text, now() + interval '1 second'
      FROM pgboss.queue q WHERE q.name = 'analytics.checkAlerts';
  END $$;

  CREATE FUNCTION tell_figures() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE organization uuid := NULLIF(current_setting('app.organization', true), '')::uuid;
          days json; from_day date; to_day date;
  BEGIN
    IF organization IS NULL THEN RETURN NULL; END IF;
    SELECT min(date), max(date) INTO from_day, to_day FROM changed;
    IF from_day IS NULL THEN RETURN NULL; END IF;
    SELECT CASE WHEN count(*) <= 20 THEN json_agg(json_build_object('campaignId', campaign_id, 'date', date)
                                                  ORDER BY date DESC, campaign_id) END INTO days
      FROM (SELECT DISTINCT campaign_id, date FROM changed LIMIT 21) AS told;
    INSERT INTO figure_news (organization_id, number, first_day, last_day, campaign_days)
      VALUES (organization, next_news(organization), from_day, to_day, days);
    PERFORM check_alerts_soon(organization);
    RETURN NULL;
  END $$;
  CREATE TRIGGER tell_new_figures AFTER INSERT ON daily_rollups REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION tell_figures();
  REVOKE ALL ON FUNCTION next_news(uuid), check_alerts_soon(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION next_news(uuid), check_alerts_soon(uuid) TO analytics_app;
  CREATE TRIGGER tell_changed_figures AFTER UPDATE ON daily_rollups REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION tell_figures();
  CREATE TRIGGER tell_gone_figures AFTER DELETE ON daily_rollups REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION tell_figures();`;

export const down = `
  DROP TRIGGER tell_gone_figures ON daily_rollups;
  DROP TRIGGER tell_changed_figures ON daily_rollups;
  DROP TRIGGER tell_new_figures ON daily_rollups;
  DROP FUNCTION tell_figures, check_alerts_soon, next_news;
  DROP TABLE alert_checks, alert_rules, alerts, figure_news, news_numbers;`;
