import { expect } from 'vitest';
import type { SqlLogin } from '../../contracts/analytics/sql-logins.ts';
import { expectAnswer } from './house.ts';
import type { Visitor } from './visitor.ts';

type Made = { login: SqlLogin; password: string };

/** Makes a login for a BI tool, gives it another password, and takes it away. */
export async function useSqlLogin(owner: Visitor): Promise<void> {
  const path = '/api/analytics/sql-logins';
  const made = await expectAnswer<Made>(owner, 201, 'POST', path, { body: { name: 'Grafana' } });
  const { id } = made.login;
  const renewed = await expectAnswer<Made>(owner, 200, 'POST', `${path}/${id}/rotate`, { body: {} });
  expect(renewed.password).not.toBe(made.password);
  await expectAnswer(owner, 204, 'DELETE', `${path}/${id}`);
  const { data } = await owner.read<{ data: SqlLogin[] }>(path);
  expect(data).toMatchObject([{ id, state: 'revoked' }]);
}
