import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { addressContracts } from '../../../contracts/auth/addresses.ts';
import { sessionListContracts } from '../../../contracts/auth/session-list.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { stackForTest } from '../../../tests/support/stack.ts';
import { address, inTable, PASSWORD, signed, signUp } from './people.ts';

it('a thief’s wish for another address that is just being written goes with the session when all others are ended', async () => {
  const stack = await stackForTest({ services: ['auth'] });
  const thief = await signUp(stack);
  const { email } = thief.user;
  const owner = signed(await stack.call(sessionContracts.login, { email, password: PASSWORD }));
  const gate = new pg.Client({ connectionString: stack.databases.adminUrl('auth') });
  await gate.connect();
  onTestFinished(() => gate.end());
  // the wish stands between seeing that its session runs and being written
  await gate.query('BEGIN');
  await gate.query('LOCK TABLE mail_counts IN EXCLUSIVE MODE');
  const waiting = () =>
    inTable<{ n: number }>(
      stack,
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    ).then(([row]) => row?.n ?? 0);
  const wish = stack.call(
    addressContracts.changeAddress,
    { email: address('thief'), password: PASSWORD },
    thief,
  );
  await until(waiting, (n) => n === 1);
  const state = { ended: false };
  const end = stack.call(sessionListContracts.endOtherSessions, {}, owner).then(() => (state.ended = true));
  await until(waiting, (n) => n === 2 || state.ended);
  await gate.query('COMMIT');
  await Promise.all([wish, end]);
  expect(await inTable(stack, `SELECT 1 FROM mailed_tokens WHERE purpose = 'change_address'`)).toEqual([]);
});
