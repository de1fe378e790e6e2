/**
 * Attempts to sign in are counted for an account by unknown devices, for each known device, and for an address. Beside the
 * count of a window there is one that only a right password or a reset ends; that of an account or a device is never
 * forgotten.
 */
export const up = `
  ALTER TABLE login_failures
    ADD COLUMN consecutive integer NOT NULL DEFAULT 0,
    ADD COLUMN lasting boolean NOT NULL DEFAULT false;
  CREATE INDEX login_failures_passing ON login_failures (window_started_at) WHERE NOT lasting;`;

export const down = `
  DROP INDEX login_failures_passing;
  ALTER TABLE login_failures DROP COLUMN consecutive, DROP COLUMN lasting;`;
