import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { Passwords } from '../../services/auth/accounts/passwords.ts';

export const PASSWORD = 'a long walk by the river';

/** Makes people with an organisation each, all with one password, which is hashed once. @returns their addresses */
export async function insertPeople(pool: pg.Pool, count: number): Promise<string[]> {
  const hash = await new Passwords().hash(PASSWORD);
  const people = Array.from({ length: count }, () => ({ id: randomUUID(), organization: randomUUID() }));
  const [ids, organizations] = [people.map(({ id }) => id), people.map(({ organization }) => organization)];
  const emails = ids.map((id) => `${id.slice(0, 13)}@example.test`);
  await pool.query(
    `INSERT INTO users (id, email, name, password_hash, created_at, address_proved_at)
     SELECT unnest($1::uuid[]), unnest($2::text[]), 'Prover', $3, now(), now()`,
    [ids, emails, hash],
  );
  await pool.query(
    `INSERT INTO organizations (id, name, created_at) SELECT unnest($1::uuid[]), 'Proofs', now()`,
    [organizations],
  );
  await pool.query(
    `INSERT INTO memberships (organization_id, user_id, role, joined_at, last_used_at)
     SELECT unnest($1::uuid[]), unnest($2::uuid[]), 'owner', now(), now()`,
    [organizations, ids],
  );
  return emails;
}
