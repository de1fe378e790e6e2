/**
 * Whose address is proved, and since when. A person whose invitation came to their address has proved it; of other accounts of
 * the first release nobody knows. `claimed_email` is the address that a new account says is its own: `email`, which is
 * unique, becomes that address when it is proved, so that nobody holds an address by naming it first. The wall of
 * invitations is open to the owner of the tables for this one statement.
 */
export const up = `
  ALTER TABLE users
    ADD COLUMN address_proved_at timestamptz,
    ADD COLUMN claimed_email text CHECK (claimed_email = lower(claimed_email));
  CREATE INDEX users_claimed_email ON users (claimed_email, created_at) WHERE claimed_email IS NOT NULL;

  ALTER TABLE invitations NO FORCE ROW LEVEL SECURITY;
  UPDATE users u SET address_proved_at = i.proved_at
  FROM (SELECT email, min(created_at) AS proved_at FROM invitations WHERE status = 'accepted' GROUP BY email) i
  WHERE i.email = u.email;
  ALTER TABLE invitations FORCE ROW LEVEL SECURITY;`;

export const down = `
  DROP INDEX users_claimed_email;
  ALTER TABLE users DROP COLUMN claimed_email, DROP COLUMN address_proved_at;`;
