import { ISSUER, office } from './reporting/login-functions.ts';

/**
 * sql_logins.holder: whoever gave a login its present password, and may know it. It ends with their right to make one. Null
 * for logins from before: it is whoever made them. holder_asked_at: when auth was last asked about that right.
 *
 * sql_login_office.to_ask: of which organisations auth is to be asked, and notes that it is. Of two nodes that look at once each
 * gets other ones, so that an organisation is asked about once in so many seconds, however many nodes there are.
 */
export const up = `
  ALTER TABLE sql_logins ADD COLUMN holder uuid, ADD COLUMN holder_asked_at timestamptz;
  GRANT SELECT (id, holder_asked_at), UPDATE (holder_asked_at) ON sql_logins TO ${ISSUER};
  CREATE POLICY issuer_asks ON sql_logins FOR UPDATE TO ${ISSUER} USING (true) WITH CHECK (true);
  GRANT CREATE ON SCHEMA sql_login_office TO ${ISSUER};
  ${office(
    'to_ask(seconds integer, most integer)',
    'TABLE (organization uuid)',
    `BEGIN
      RETURN QUERY
        WITH due AS (
          SELECT l.organization_id, l.id FROM public.sql_logins l
           WHERE l.revoked_at IS NULL AND l.expires_at > clock_timestamp()
             AND (l.holder_asked_at IS NULL OR l.holder_asked_at < clock_timestamp() - make_interval(secs => seconds))
           ORDER BY l.holder_asked_at NULLS FIRST LIMIT most FOR UPDATE SKIP LOCKED),
        asked AS (
          UPDATE public.sql_logins l SET holder_asked_at = clock_timestamp() FROM due
           WHERE l.organization_id = due.organization_id AND l.id = due.id RETURNING l.organization_id)
        SELECT DISTINCT organization_id FROM asked;
    END`,
  )}
  REVOKE CREATE ON SCHEMA sql_login_office FROM ${ISSUER};`;

export const down = `
  DROP FUNCTION sql_login_office.to_ask(integer, integer);
  DROP POLICY issuer_asks ON sql_logins;
  ALTER TABLE sql_logins DROP COLUMN holder, DROP COLUMN holder_asked_at;`;
