import { READERS, VIEWS } from './login-functions.ts';

/** A column of a view: its SQL, and what somebody who reads the view in another tool has to know of it. */
export type ViewColumn = readonly [name: string, sql: string, comment: string];
export type View = {
  readonly name: string;
  readonly comment: string;
  readonly columns: readonly ViewColumn[];
  readonly from: string;
};

/**
 * A column of text or of numbers as an expression that PostgreSQL keeps no statistics for. EXPLAIN is open to everybody,
 * and with a bare column its estimate would tell whether a value is frequent in some other organisation's rows.
 */
export const text = (column: string) => `NULLIF(${column}, '')`;
export const count = (column: string) => `${column} + 0`;
/** Micros as units of the currency, exact to the micro. */
export const units = (column: string) => `(${column} * 0.000001)::numeric(30, 6)`;

export const platformName = (column: string) =>
  `CASE ${column} WHEN 'google-ads' THEN 'Google Ads' WHEN 'linkedin-ads' THEN 'LinkedIn Ads' ELSE ${text(column)} END`;

const quoted = (words: string) => `'${words.replaceAll("'", "''")}'`;

/** SQL that makes a view, with a comment on it and on every column, and opens it to logins. */
export const createView = ({ name, comment, columns, from }: View): string => `
  CREATE VIEW reporting.${name} WITH (security_barrier) AS
    SELECT ${columns.map(([column, sql]) => `${sql} AS ${column}`).join(', ')} FROM ${from};
  COMMENT ON VIEW reporting.${name} IS ${quoted(comment)};
  ${columns.map(([column, , words]) => `COMMENT ON COLUMN reporting.${name}.${column} IS ${quoted(words)};`).join('\n  ')}
  GRANT SELECT ON reporting.${name} TO ${READERS};
  ALTER VIEW reporting.${name} OWNER TO ${VIEWS};`;

/** The organisation of whoever opened the session. No setting and no SET ROLE changes \`session_user\`. */
const LOGIN_ORGANIZATION = `(SELECT l.organization_id FROM sql_logins l
  WHERE l.role_name = session_user::text AND l.revoked_at IS NULL AND l.expires_at > now())`;

/** SQL that opens a table to the views, by rows of the organisation whose login asks. */
export const openToViews = (table: string): string => `
  GRANT SELECT ON ${table} TO ${VIEWS};
  CREATE POLICY reporting ON ${table} FOR SELECT TO ${VIEWS} USING (organization_id = ${LOGIN_ORGANIZATION});`;

export const closeToViews = (table: string): string => `
  DROP POLICY reporting ON ${table};
  REVOKE ALL ON ${table} FROM ${VIEWS};`;
