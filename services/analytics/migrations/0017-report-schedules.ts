import { tenantWall } from '../../../storage/policy.ts';

/**
 * report_schedules: reports that are mailed. `plan` (its shape's number in `shape`) is the question and when it is asked;
 * `turn` counts up with every time that it is due and with every change, and the job of another turn does nothing; `mail_id`
 * is the turn's, so that what is asked twice is mailed once. report_opt_outs: who does not want one, by their own word.
 */
export const up = `
  CREATE TABLE report_schedules (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) <= 100),
    plan json NOT NULL,
    shape smallint NOT NULL,
    recipients uuid[] NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    turn integer NOT NULL,
    mail_id uuid NOT NULL,
    next_at timestamptz NOT NULL,
    last_at timestamptz,
    last_mailed_to integer,
    last_error text,
    PRIMARY KEY (organization_id, id)
  );
  ${tenantWall('report_schedules', 'analytics')}

  CREATE TABLE report_opt_outs (
    organization_id uuid NOT NULL,
    schedule_id uuid NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (organization_id, schedule_id, user_id),
    FOREIGN KEY (organization_id, schedule_id) REFERENCES report_schedules (organization_id, id) ON DELETE CASCADE
  );
  ${tenantWall('report_opt_outs', 'analytics')}`;

export const down = `DROP TABLE report_opt_outs, report_schedules;`;
