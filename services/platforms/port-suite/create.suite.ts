import { describe, expect, it } from 'vitest';
import { failureOf, type Trial } from './trial.suite.ts';

/** Creating a campaign: each object once and paused, whatever existed before. */
export function describeCreate(trial: Trial): void {
  describe('create', () => {
    it('finds its own example without errors', () => {
      const errors = trial.connection.check(trial.desired).filter(({ severity }) => severity === 'error');
      expect(errors).toEqual([]);
    });

    it('plans the same distinct keys each time, parents before children, and makes exactly these', async () => {
      const planned = trial.connection.plan(trial.desired);
      expect(trial.connection.plan(structuredClone(trial.desired))).toEqual(planned);
      const keys = planned.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const key of keys.filter((one) => /\/(ad|keyword)\//.test(one)))
        expect(keys.indexOf(key.replace(/\/(ad|keyword)\/.*/, ''))).toBeLessThan(keys.indexOf(key));
      await trial.create();
      expect([...trial.ledger.keys()]).toEqual(keys);
      expect(trial.harness.living()).toHaveLength(keys.length);
    });

    it('verifies without a mismatch, and nothing serves', async () => {
      await trial.create();
      expect(await trial.verify()).toEqual([]);
      expect(trial.harness.serving()).toEqual([]);
      expect([...trial.ledger.values()].every(({ state }) => state === 'created')).toBe(true);
    });

    it('makes nothing new when it is repeated with what is known', async () => {
      await trial.create();
      const writes = trial.harness.acceptedWrites();
      await trial.create();
      expect(trial.harness.acceptedWrites()).toBe(writes);
    });

    it('makes nothing new when it is repeated although the ledger knows nothing', async () => {
      await trial.create();
      const first = new Map(trial.ledger);
      const living = trial.harness.living();
      trial.ledger.clear();
      await trial.create();
      expect(trial.harness.living()).toEqual(living);
      expect(new Map(trial.ledger)).toEqual(first);
    });

    it('continues where a crash between answer and record left it', async () => {
      const writes: string[] = [];
      const crash = async (): Promise<void> => {
        await trial.connection.create({
          ...trial.work(),
          record: async (object) => {
            if (writes.length === 1) throw new Error('killed');
            writes.push(object.key);
            await trial.record(object);
          },
        });
      };
      await expect(crash()).rejects.toThrow('killed');
      await trial.create();
      expect(trial.harness.living()).toHaveLength(trial.connection.plan(trial.desired).length);
      expect(await trial.verify()).toEqual([]);
    });

    it('refuses a campaign in another currency than the account before it sends anything', async () => {
      const other = { ...trial.desired, currency: trial.session.currency === 'USD' ? 'EUR' : 'USD' };
      expect(await failureOf(trial.create(other))).toMatchObject({
        kind: 'refused',
        code: 'CURRENCY_MISMATCH',
      });
      expect(trial.harness.acceptedWrites()).toBe(0);
    });

    it('finds by the marker what it made, and nothing under another marker', async () => {
      await trial.create();
      const found = await trial.connection.find({ ...trial.work(), known: new Map() });
      expect(new Map(found.map(({ key, externalId }) => [key, externalId]))).toEqual(
        new Map([...trial.ledger].map(([key, { externalId }]) => [key, externalId])),
      );
      expect(found.every(({ state, isAsMade }) => state === 'created' && isAsMade)).toBe(true);
      const elsewhere = { ...trial.work(), marker: 'op-0000', known: new Map() };
      expect(await trial.connection.find(elsewhere)).toEqual([]);
    });
  });
}
