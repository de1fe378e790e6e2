/**
 * Whether the person's address counted as proved when a factor was added: where no proof is asked for, it does. A reset that
 * proves an address for the first time ends the factors that were added while it counted for nothing. Of factors that are
 * there already nobody knows (null), and they are ended as before.
 *
 * When the mail of an invitation goes out, where that is later than the invitation (null: with it), and of which invitation a
 * mail is: one that waits is not sent once its invitation is good for nothing.
 */
export const up = `
  ALTER TABLE factors ADD COLUMN address_counted boolean;
  ALTER TABLE invitations ADD COLUMN mail_at timestamptz;
  ALTER TABLE mails ADD COLUMN invitation_id uuid;`;

export const down = `
  ALTER TABLE mails DROP COLUMN invitation_id;
  ALTER TABLE invitations DROP COLUMN mail_at;
  ALTER TABLE factors DROP COLUMN address_counted;`;
