/**
 * SQL: whether a limit concerns an ad account, of which the platform counts the calls together with those that met it. Whoever is
 * told of a limit, waits for it or is let go on by its end is found by this condition alone.
 * @param limit alias of a row of `call_limits`
 * @param account alias of a row of `ad_accounts`
 */
export const concerns = (limit: string, account: string): string => `(
  ${limit}.organization_id = ${account}.organization_id AND ${limit}.platform = ${account}.platform
  AND (${limit}.scope = 'application' OR ${limit}.ad_account_id = ${account}.id
    OR ${limit}.granted_by = (SELECT g.granted_by FROM platform_grants g
      WHERE g.organization_id = ${account}.organization_id AND g.id = ${account}.grant_id)))`;
