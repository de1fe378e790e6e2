import { tenantWall } from '../../../storage/policy.ts';

/**
 * import_rows: the lines of a file between being read and being written as facts (imports/domain/staged-line.ts), so that no file is
 * ever held in memory. No log is written for them: after a crash of PostgreSQL they are empty, and the file is read again.
 */
export const up = `
  CREATE UNLOGGED TABLE import_rows (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    campaign integer NOT NULL,
    date date NOT NULL,
    line integer NOT NULL,
    hour smallint NOT NULL,
    ad_group text NOT NULL,
    ad text NOT NULL,
    keyword text NOT NULL,
    ad_group_id text,
    ad_id text,
    keyword_id text,
    impressions bigint,
    clicks bigint,
    cost_micros bigint,
    conversions_micros bigint,
    value_micros bigint,
    unread smallint NOT NULL,
    others text,
    digest bigint NOT NULL,
    PRIMARY KEY (organization_id, import_id, campaign, date, line)
  );
  ${tenantWall('import_rows', 'analytics')}`;

export const down = `DROP TABLE import_rows;`;
