import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { sessionContracts, type Revocation } from '../../../contracts/auth/sessions.ts';
import { RevocationList } from '../../../mixins/identity/revocation-list.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { inTable, PASSWORD, signed, signUp } from './people.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
});
afterAll(() => stack.stop());

const ask = (after: number | null) =>
  stack.call(
    sessionContracts.revocations,
    { after },
    {
      authorization: stack.running.node.identity.authorizationFor('gateway', {
        organizationId: null,
        action: 'auth.revocations',
      }),
    },
  );

it('who polls while sixty sessions end at once reads each exactly once, in order', async () => {
  const { user } = await signUp(stack);
  const sessions = [];
  for (let i = 0; i < 60; i += 1)
    sessions.push(
      signed(await stack.call(sessionContracts.login, { email: user.email, password: PASSWORD })),
    );
  let { seq } = await ask(null);
  const entries: Revocation[] = [];
  let ending = true;
  const poller = (async () => {
    while (ending) {
      const page = await ask(seq);
      entries.push(...page.entries);
      seq = page.seq;
    }
  })();
  await Promise.all(sessions.map((s) => stack.call(sessionContracts.logout, {}, s)));
  ending = false;
  await poller;
  entries.push(...(await ask(seq)).entries);
  const numbers = entries.map((entry) => entry.seq);
  expect(entries.every((entry) => entry.kind === 'session')).toBe(true);
  expect(numbers).toEqual(Array.from({ length: 60 }, (_, i) => (numbers[0] ?? 0) + i));
});

it('everything that still matters comes page by page, and what is too old does not', async () => {
  const { seq: before } = await ask(null);
  await inTable(
    stack,
    `WITH bulk AS (INSERT INTO revocations (seq, at, kind, session_id)
       SELECT $1::bigint + n, CASE WHEN n <= 10 THEN now() - interval '25 hours' ELSE now() END, 'session', gen_random_uuid()
       FROM generate_series(1, 4510) n)
     UPDATE revocation_counter SET seq = $1::bigint + 4510`,
    [before],
  );
  const pages = [];
  let after: number | null = null;
  for (let more = true; more;) {
    const page: Awaited<ReturnType<typeof ask>> = await ask(after);
    pages.push(page.entries.length);
    [after, more] = [page.seq, page.more];
  }
  expect(pages.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(4_500);
  expect(pages.slice(0, 2)).toEqual([2_000, 2_000]);
  expect(after).toBe(before + 4_510);
  expect((await ask(after)).entries).toEqual([]);
  await stack.running.node.identity.pollNow();
});

it('a number from the future, after a restored database, gives everything again', async () => {
  const fresh = await ask(9_000_000);
  expect(fresh.entries.length).toBeGreaterThan(0);
  const list = new RevocationList();
  list.apply([], 9_000_000);
  list.apply(fresh.entries, fresh.seq);
  expect(list.seq).toBe(fresh.seq);
});

it('a node that a revocation reached refuses the session whatever its token says', async () => {
  const ada = await signUp(stack);
  await inTable(
    stack,
    `WITH next AS (UPDATE revocation_counter SET seq = seq + 1 RETURNING seq)
     INSERT INTO revocations (seq, at, kind, user_id) SELECT seq, now() + interval '1 second', 'user', $1 FROM next`,
    [ada.user.id],
  );
  await stack.running.node.identity.pollNow();
  await expect(stack.call(accountContracts.me, {}, ada)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  await expect(
    stack.call(sessionContracts.switchOrganization, { organizationId: randomUUID() }, ada),
  ).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
});
