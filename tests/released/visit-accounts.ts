import { expect } from 'vitest';
import { until } from '../../client/testing/until.ts';
import { expectAnswer, mailedToken, signedIn, type House, type Person } from './house.ts';

type Row = { id: string };

/** Those whose address is not proved. */
export async function unprovedOf({ product }: House, people: readonly Person[]): Promise<Person[]> {
  const rows = await product.rows<Row>('auth', 'SELECT id FROM users WHERE address_proved_at IS NULL');
  return people.filter(({ userId }) => rows.some(({ id }) => id === userId));
}

/** Proves the address of somebody who registered when nobody had to. */
export async function proveAddress(house: House, { email, password }: Person): Promise<void> {
  await expectAnswer(house.nobody, 202, 'POST', '/api/auth/resend-verification', { body: { email } });
  const token = await mailedToken(house, email);
  await expectAnswer(house.nobody, 204, 'POST', '/api/auth/verify-email', { body: { token, password } });
  const unproved = 'SELECT id FROM users WHERE email = $1 AND address_proved_at IS NULL';
  expect(await house.product.rows('auth', unproved, [email])).toEqual([]);
}

/** Changes a password that was hashed then: the new one signs in, and the old one does not. */
export async function changePassword(house: House, person: Person): Promise<Person> {
  const { email, password } = person;
  const newPassword = 'a walk along the canal, changed';
  const body = { currentPassword: password, newPassword };
  await expectAnswer(person.visitor, 204, 'POST', '/api/auth/change-password', { body });
  return withPassword(house, { ...person, password: newPassword }, { email, password });
}

/** Chooses a password with what is mailed to an address of then; every session of then is over. */
export async function resetPassword(house: House, person: Person): Promise<Person> {
  const { email, password } = person;
  await expectAnswer(house.nobody, 202, 'POST', '/api/auth/forgot-password', { body: { email } });
  const token = await mailedToken(house, email);
  const chosen = 'a walk along the canal, chosen again';
  const body = { token, password: chosen };
  await expectAnswer(house.nobody, 204, 'POST', '/api/auth/reset-password', { body });
  await expectAnswer(person.visitor, 401, 'GET', '/api/auth/me');
  const living = 'SELECT id FROM sessions WHERE user_id = $1 AND ended_at IS NULL';
  expect(await house.product.rows('auth', living, [person.userId])).toEqual([]);
  return withPassword(house, { ...person, password: chosen }, { email, password });
}

async function withPassword(
  house: House,
  person: Person,
  before: { email: string; password: string },
): Promise<Person> {
  await expectAnswer(house.nobody, 401, 'POST', '/api/auth/login', { body: before });
  return { ...person, visitor: await signedIn(house, person) };
}

/** Gives an account of then another address, which signs in from then on. */
export async function changeAddress(house: House, person: Person): Promise<void> {
  const { email, password, visitor, userId } = person;
  const other = `other-${email}`;
  await expectAnswer(visitor, 202, 'POST', '/api/auth/change-address', { body: { email: other, password } });
  const token = await mailedToken(house, other);
  await expectAnswer(house.nobody, 204, 'POST', '/api/auth/confirm-address', { body: { token } });
  const again = await signedIn(house, { email: other, password });
  const me = await again.read<{ user: Row & { email: string } }>('/api/auth/me');
  expect(me.user).toMatchObject({ id: userId, email: other });
  await expectAnswer(house.nobody, 401, 'POST', '/api/auth/login', { body: { email, password } });
}

/** Lets one person alone approve in an organisation of then, and takes that back. */
export async function changePolicy({ visitor }: Person): Promise<void> {
  for (const approvalPolicy of ['self_with_step_up', 'two_people']) {
    const body = { approvalPolicy };
    expect(await expectAnswer(visitor, 200, 'PATCH', '/api/organization', { body })).toMatchObject(body);
  }
}

/** Gives somebody a copy of what has been stored about them since then, and erases them. */
export async function copyAndErase(
  house: House,
  { email, password, visitor, userId }: Person,
): Promise<void> {
  const copy = await visitor.read<{ data: { table: string; values: object }[] }>('/api/auth/export');
  expect(JSON.stringify(copy.data)).toContain(email);
  await expectAnswer(visitor, 202, 'POST', '/api/auth/erase', { body: { password } });
  await expectAnswer(visitor, 401, 'GET', '/api/auth/me');
  await until(
    () => house.product.rows('auth', 'SELECT id FROM users WHERE id = $1 AND email = $2', [userId, email]),
    (left) => left.length === 0,
    30,
  );
  await expectAnswer(house.nobody, 401, 'POST', '/api/auth/login', { body: { email, password } });
}
