/**
 * A grant that no ad account uses is revoked at its platform. NULL: it is used. Its tokens are wiped once the platform has
 * said that it accepts them no more.
 */
export const up = `
  ALTER TABLE platform_grants
    ADD COLUMN revocation text CHECK (revocation IN ('wanted', 'unknown', 'revoked')),
    ADD COLUMN revocation_at timestamptz,
    ALTER COLUMN sealed_tokens DROP NOT NULL,
    ADD CONSTRAINT platform_grants_tokens CHECK (sealed_tokens IS NOT NULL OR revocation = 'revoked');
  CREATE INDEX platform_grants_unused ON platform_grants (organization_id, platform, granted_by)
    WHERE revocation IN ('wanted', 'unknown');`;

export const down = `
  DELETE FROM platform_grants WHERE revocation IS NOT NULL;
  DROP INDEX platform_grants_unused;
  ALTER TABLE platform_grants
    DROP CONSTRAINT platform_grants_tokens,
    ALTER COLUMN sealed_tokens SET NOT NULL,
    DROP COLUMN revocation_at,
    DROP COLUMN revocation;`;
