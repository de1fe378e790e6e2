import { tenantWall } from '../../../storage/policy.ts';
import { dropLoginFunctions, loginFunctions, READERS, VIEWS } from './reporting/login-functions.ts';
import { closeToViews, createView, openToViews } from './reporting/view.ts';
import { reportingViews, viewedTables } from './reporting/views.ts';

/**
 * sql_logins: who may read an organisation's figures by SQL (docs/decisions/0024-sql-logins.md). The role of that name exists
 * as long as the login is neither revoked nor expired. Of its password only PostgreSQL keeps a verifier.
 *
 * reporting: the views that such a login reads, and nothing else. They belong to a role that owns no table and passes no
 * wall: policies of its own let it see the rows of the organisation whose login opened the session.
 */
export const up = `
  CREATE TABLE sql_logins (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    role_name text NOT NULL CHECK (role_name ~ '^bi_[a-z2-7]{26}$'),
    name text NOT NULL CHECK (length(name) <= 100),
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    password_set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (organization_id, id)
  );
  ${tenantWall('sql_logins', 'analytics')}
  GRANT SELECT (organization_id, role_name, revoked_at, expires_at) ON sql_logins TO ${VIEWS};
  CREATE POLICY reporting ON sql_logins FOR SELECT TO ${VIEWS} USING (role_name = session_user::text);
  ${loginFunctions}

  CREATE SCHEMA reporting;
  COMMENT ON SCHEMA reporting IS 'What SQL logins of an organisation read: views of its own figures.';
  GRANT CREATE, USAGE ON SCHEMA reporting TO ${VIEWS};
  GRANT USAGE ON SCHEMA reporting TO ${READERS};
  ${viewedTables.map(openToViews).join('')}
  ${reportingViews.map(createView).join('')}
  REVOKE CREATE ON SCHEMA reporting FROM ${VIEWS};`;

export const down = `
  DROP SCHEMA reporting CASCADE;
  ${viewedTables.map(closeToViews).join('')}
  ${dropLoginFunctions}
  DROP TABLE sql_logins;`;
