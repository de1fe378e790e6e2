import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { trailContracts, type AuditRow } from '../../../contracts/auth/trail.ts';
import type { ServiceName } from '../../../contracts/permissions.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { EMPTY_CHAIN, entryHash, type ChainEntry } from '../trail/domain/chain.ts';
import { address, inTable, PASSWORD, signUp } from './people.ts';

type StoredEntry = Omit<ChainEntry, 'seq' | 'at' | 'chainedAt'> & { seq: string; at: Date; chainedAt: Date };

const CHAIN = `
  SELECT organization_id AS "organizationId", seq, service, event_id AS "eventId", at, chained_at AS "chainedAt",
    json_build_object('kind', actor_kind, 'id', actor_id) AS actor, action,
    json_build_object('kind', subject_kind, 'id', subject_id) AS subject, detail,
    previous_hash AS "previousHash", hash
  FROM audit_chain WHERE organization_id = $1 ORDER BY seq`;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
});
afterAll(() => stack.stop());

const row = (n: number): AuditRow => ({
  id: randomUUID(),
  at: new Date(1_800_000_000_000 + n).toISOString(),
  actor: { kind: 'user', id: randomUUID() },
  action: 'test.done',
  subject: { kind: 'test', id: randomUUID() },
  detail: { n, text: 'ä😀 "quoted"', nested: [{ b: 1, a: 1.5e300 }] },
});

function append(organizationId: string, rows: AuditRow[], service: ServiceName = 'campaign') {
  const { name } = trailContracts.appendAuditRows;
  const authorization = stack.running.node.identity.authorizationFor(service, {
    organizationId,
    action: name,
  });
  return stack.call(trailContracts.appendAuditRows, { rows }, { authorization });
}

/** The chain of an organisation as it is in the table. */
const chainOf = async (organizationId: string): Promise<ChainEntry[]> =>
  (await inTable<StoredEntry>(stack, CHAIN, [organizationId])).map(({ seq, at, chainedAt, ...entry }) => ({
    ...entry,
    seq: Number(seq),
    at: at.toISOString(),
    chainedAt: chainedAt.toISOString(),
  }));

function expectWhole(chain: readonly ChainEntry[]): void {
  let head = EMPTY_CHAIN;
  for (const entry of chain) {
    expect([entry.seq, entry.previousHash]).toEqual([head.seq + 1, head.hash]);
    expect(entry.hash).toBe(entryHash(entry));
    head = entry;
  }
}

it('32 writers at once make one chain without a gap or a fork', async () => {
  const organizationId = randomUUID();
  const batches = Array.from({ length: 32 }, (_, i) => Array.from({ length: 10 }, (_, j) => row(i * 10 + j)));
  await Promise.all(batches.map((rows) => append(organizationId, rows)));
  const chain = await chainOf(organizationId);
  expectWhole(chain);
  expect(new Set(chain.map(({ eventId }) => eventId))).toEqual(new Set(batches.flat().map(({ id }) => id)));
  expect(chain).toHaveLength(320);
});

it('a row that is delivered again, also at the same time, is one entry; another service has its own ids', async () => {
  const organizationId = randomUUID();
  const rows = [row(1), row(2)];
  const answers = await Promise.all(Array.from({ length: 8 }, () => append(organizationId, rows)));
  expect(answers.reduce((sum, { appended }) => sum + appended, 0)).toBe(2);
  expect(await append(organizationId, rows, 'ai')).toEqual({ appended: 2 });
  const chain = await chainOf(organizationId);
  expectWhole(chain);
  expect(chain.map(({ service }) => service)).toEqual(['campaign', 'campaign', 'ai', 'ai']);
});

it('nobody but a service adds to the chain, and a service only for the organisation of its token', async () => {
  const ada = await signUp(stack);
  const asked = stack.call(trailContracts.appendAuditRows, { rows: [row(1)] }, ada);
  await expect(asked).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  await expect(append(ada.organization.id, [row(1)], 'gateway')).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
  });
});

it('what auth records is in the chain within two seconds, with the row of nobody too', async () => {
  const ada = await signUp(stack);
  const wrong = { email: ada.user.email, password: 'not the right password' };
  await stack.call(sessionContracts.login, wrong).catch(() => undefined);
  await stack.call(sessionContracts.logout, {}, ada);
  const since = Date.now();
  const chain = await until(
    () => chainOf(ada.organization.id),
    (entries) => entries.length === 3,
    4,
  );
  expect(Date.now() - since).toBeLessThan(2_000);
  expectWhole(chain);
  expect(chain.map(({ action }) => action)).toEqual([
    'auth.registered',
    'auth.login_failed',
    'auth.logged_out',
  ]);
  const nobody = { email: address('nobody'), password: PASSWORD };
  await stack.call(sessionContracts.login, nobody).catch(() => undefined);
  await until(
    () => chainOf('00000000-0000-0000-0000-000000000000'),
    (entries) => entries.length === 1,
  );
});

it.each([
  'UPDATE audit_chain SET action = action',
  'DELETE FROM audit_chain',
  'TRUNCATE audit_chain',
  'DELETE FROM audit_heads',
  'UPDATE audit_statements SET seq = seq',
  'DELETE FROM audit_keys',
])('the application role may not: %s', async (sql) => {
  const asApplication = `SET ROLE auth_app; ${sql}`;
  await expect(inTable(stack, asApplication, undefined)).rejects.toThrow(/permission denied/);
});
