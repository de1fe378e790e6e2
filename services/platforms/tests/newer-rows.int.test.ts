import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { shapes } from '../shapes.ts';
import { attemptOnce, attemptUntilDone, startBench, type Bench } from './ledger-bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());
afterEach(() => bench.reset());

const NEWER = shapes.desired.number + 1;

it('a step that a newer release wrote goes back to the queue as it was, and a node that knows its shape does it', async () => {
  const one = await bench.case();
  const { operationId, opId } = await bench.submit(one, 'publish');
  const jobs = () => bench.sql('SELECT id FROM pgboss.job WHERE data->>$1 = $2', ['opId', opId]);
  const op = () => bench.sql('SELECT * FROM ops WHERE id = $1', [opId]);
  await bench.sql(`UPDATE ops SET shape = $2, desired = desired || '{"reach": 1}' WHERE id = $1`, [
    opId,
    NEWER,
  ]);
  const before = await op();
  await attemptOnce(bench.deps(), one, opId);
  expect(await op()).toEqual(before);
  expect(bench.fake.living()).toEqual([]);
  expect(await jobs()).toHaveLength(2);
  expect((await bench.status(one, operationId, 'publish')).state).toBe('pending');
  await bench.sql(`UPDATE ops SET shape = 1, desired = desired - 'reach' WHERE id = $1`, [opId]);
  await attemptUntilDone(bench, one, opId);
  expect((await bench.status(one, operationId, 'publish')).state).toBe('done');
});

it('what a newer release verified can be read and is never written over', async () => {
  const one = await bench.case();
  await attemptUntilDone(bench, one, (await bench.submit(one, 'publish')).opId);
  const publication = async () => {
    const rows = await bench.sql<Record<string, unknown>>(
      'SELECT * FROM publications WHERE campaign_id = $1',
      [one.campaignId],
    );
    // which step looked last at what is there is no part of what was verified
    return rows.map(({ seen_before_op: _step, ...row }) => row);
  };
  await bench.sql(
    `UPDATE publications SET shape = $2, verified = verified || '{"reach": 1}' WHERE campaign_id = $1`,
    [one.campaignId, NEWER],
  );
  const { operationId, opId } = await bench.submit(one, 'update');
  const before = await publication();
  await expect(attemptOnce(bench.deps(), one, opId)).rejects.toMatchObject({
    code: 'DEPENDENCY_UNAVAILABLE',
  });
  expect(await publication()).toEqual(before);
  expect((await bench.status(one, operationId, 'update')).state).toBe('running');
});

it('a step and a publication carry the number of the shape that they were written in', async () => {
  const one = await bench.case();
  const { opId } = await bench.submit(one, 'publish');
  await attemptUntilDone(bench, one, opId);
  const [row] = await bench.sql<{ op: number; publication: number; same: boolean }>(
    `SELECT o.shape AS op, p.shape AS publication, o.desired = p.verified AS same
     FROM ops o JOIN publications p ON p.id = o.publication_id WHERE o.id = $1`,
    [opId],
  );
  expect(row).toEqual({ op: shapes.desired.number, publication: shapes.verified.number, same: true });
});
