/** Roles of storage/login-roles.ts, as this service has them. */
export const [VIEWS, READERS, ISSUER] = ['analytics_views', 'analytics_readers', 'analytics_issuer'];
const SCHEMA = 'sql_login_office';

/** A function that runs with the rights of the role that may create roles; only the application may call it. */
export const office = (signature: string, returns: string, body: string, settings = '') => `
  CREATE FUNCTION ${SCHEMA}.${signature} RETURNS ${returns} LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp ${settings} AS $office$ ${body} $office$;
  REVOKE ALL ON FUNCTION ${SCHEMA}.${signature} FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ${SCHEMA}.${signature} TO analytics_app;
  ALTER FUNCTION ${SCHEMA}.${signature} OWNER TO ${ISSUER};`;

/** The verifier of a password; PostgreSQL keeps it as it is and never learns the password. */
const VERIFIER = String.raw`^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/]+={0,2}\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$`;

/** Refuses roles that are no login of the caller's organisation, so that no mistake reaches another role. */
const requireOwn = `
  IF role NOT IN (SELECT l.role_name FROM public.sql_logins l
                   WHERE l.organization_id = nullif(current_setting('app.organization', true), '')::uuid) THEN
    RAISE insufficient_privilege USING MESSAGE = 'not a login of this organisation';
  END IF;`;
const requireVerifier = `
  IF verifier !~ '${VERIFIER}' THEN RAISE invalid_parameter_value USING MESSAGE = 'not a verifier'; END IF;`;

/**
 * Ends the sessions of logins that have no right to be there, and says why. A login can raise its own time limits and take
 * locks, so that nothing but this holds it to them: it looks at what PostgreSQL says of every session.
 */
const WATCH = `
BEGIN
  RETURN QUERY
    WITH session AS MATERIALIZED (
      SELECT l.role_name, a.pid, CASE
          WHEN l.revoked_at IS NOT NULL THEN 'revoked'
          WHEN l.expires_at <= clock_timestamp() THEN 'expired'
          WHEN a.backend_start < l.password_set_at THEN 'older than the password'
          WHEN a.datname IS DISTINCT FROM current_database() THEN 'another database'
          WHEN a.xact_start < clock_timestamp() - make_interval(secs => seconds) THEN 'too long'
          WHEN EXISTS (SELECT FROM pg_locks k WHERE k.pid = a.pid AND k.locktype = 'advisory') THEN 'advisory lock'
        END AS why
        FROM public.sql_logins l JOIN pg_roles r ON r.rolname = l.role_name
        JOIN pg_stat_activity a ON a.usesysid = r.oid)
    SELECT s.role_name, s.why FROM session s WHERE s.why IS NOT NULL AND pg_terminate_backend(s.pid);
  FOR ended, open IN
    SELECT l.role_name, r.rolcanlogin OR EXISTS (SELECT FROM pg_stat_activity a WHERE a.usesysid = r.oid)
      FROM public.sql_logins l JOIN pg_roles r ON r.rolname = l.role_name
     WHERE l.revoked_at IS NOT NULL OR l.expires_at <= clock_timestamp() LOOP
    IF open THEN -- no new session first; it goes at a later look, when the last session has ended
      EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', ended);
      CONTINUE;
    END IF;
    BEGIN
      EXECUTE format('DROP OWNED BY %I', ended);
      EXECUTE format('DROP ROLE %I', ended);
    EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege OR undefined_object
                OR object_in_use OR internal_error THEN
      NULL; -- it stays without a right to log in, and is tried again
    END;
  END LOOP;
END`;

/**
 * How the application, which may create no role, makes logins and ends them. Each function does one thing to a role that
 * stands in \`sql_logins\` for the organisation whose scope is open.
 */
export const loginFunctions = `
  CREATE SCHEMA ${SCHEMA};
  GRANT CREATE, USAGE ON SCHEMA ${SCHEMA} TO ${ISSUER};
  GRANT USAGE ON SCHEMA ${SCHEMA} TO analytics_app;
  GRANT SELECT (organization_id, role_name, expires_at, password_set_at, revoked_at) ON sql_logins TO ${ISSUER};
  CREATE POLICY issuer ON sql_logins FOR SELECT TO ${ISSUER} USING (true);

  ${office(
    'make(role text, verifier text, until timestamptz, connections integer, seconds integer)',
    'void',
    `BEGIN ${requireOwn} ${requireVerifier}
      EXECUTE format('CREATE ROLE %I LOGIN INHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION '
        'CONNECTION LIMIT %s PASSWORD %L VALID UNTIL %L', role, connections, verifier, until);
      EXECUTE format('GRANT ${READERS} TO %I WITH ADMIN FALSE, INHERIT TRUE, SET FALSE', role);
      EXECUTE format('ALTER ROLE %I SET search_path = reporting', role);
      EXECUTE format('ALTER ROLE %I SET default_transaction_read_only = on', role);
      EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', role, seconds || 's');
      EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', role, seconds || 's');
      EXECUTE format('ALTER ROLE %I SET TimeZone = %L', role, 'UTC');
    END`,
    `SET createrole_self_grant = 'inherit'`,
  )}
  ${office(
    'change_password(role text, verifier text, until timestamptz)',
    'void',
    `BEGIN ${requireOwn} ${requireVerifier}
      EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', role, verifier, until);
    END`,
  )}
  ${office(
    'close(role text)',
    'void',
    `BEGIN ${requireOwn}
      IF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = role) THEN
        EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', role);
      END IF;
    END`,
  )}
  ${office('watch(seconds integer)', 'TABLE (role_name text, why text)', `DECLARE ended text; open boolean; ${WATCH}`)}
  REVOKE CREATE ON SCHEMA ${SCHEMA} FROM ${ISSUER};`;

export const dropLoginFunctions = `DROP SCHEMA ${SCHEMA} CASCADE;`;
