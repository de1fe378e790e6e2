import { tenantWall } from '../../../storage/policy.ts';

/**
 * The readings of each ad account's figures, of which one chain goes on: a job whose `turn` is not the row's has nothing to do; and
 * the import that has what was told last of each level.
 */
export const up = `
  CREATE TABLE figure_readings (
    organization_id uuid NOT NULL,
    ad_account_id uuid NOT NULL,
    turn bigint NOT NULL,
    /* when the next one is due; null while there is nothing to read */
    due_at timestamptz,
    /* when the platform was asked the last time that all it answered is in the reports */
    told_until timestamptz,
    /* the same of the days that platforms still restate, at every level */
    restated_at timestamptz,
    /* the first day of which figures were read */
    first_day date,
    error_code text,
    error_message text,
    PRIMARY KEY (organization_id, ad_account_id),
    FOREIGN KEY (organization_id, ad_account_id) REFERENCES ad_accounts (organization_id, id),
    CHECK ((error_code IS NULL) = (error_message IS NULL))
  );
  ${tenantWall('figure_readings', 'platforms')}

  CREATE TABLE figure_imports (
    organization_id uuid NOT NULL,
    ad_account_id uuid NOT NULL,
    level text NOT NULL CHECK (level IN ('campaign', 'ad-group', 'ad', 'keyword')),
    import_id uuid NOT NULL,
    PRIMARY KEY (organization_id, ad_account_id, level),
    FOREIGN KEY (organization_id, ad_account_id) REFERENCES ad_accounts (organization_id, id)
  );
  ${tenantWall('figure_imports', 'platforms')}`;

export const down = `
  DROP TABLE figure_imports;
  DROP TABLE figure_readings;`;
