/**
 * Which organisations' invitations wait for a mailbox, and when each had its last turn: whoever had none goes first. Mailboxes and
 * organisations stand as hashes, because an address that has no account is nobody's to store. A mail of an invitation says when
 * it had its turn, so that one whose sending failed needs no second.
 */
export const up = `
  CREATE TABLE mail_turns (
    mailbox bytea NOT NULL,
    organization bytea NOT NULL,
    turned_at timestamptz,
    waits_since timestamptz,
    waits_until timestamptz,
    PRIMARY KEY (mailbox, organization)
  );
  CREATE INDEX mail_turns_age ON mail_turns (GREATEST(turned_at, waits_until));
  ALTER TABLE mails ADD COLUMN turn_at timestamptz;`;

export const down = `
  ALTER TABLE mails DROP COLUMN turn_at;
  DROP TABLE mail_turns;`;
