import { describe, expect, it } from 'vitest';
import { failureOf, type Trial } from './trial.suite.ts';

/** Removal by id, also of objects that serve. */
export function describeRemove(trial: Trial): void {
  describe('remove', () => {
    it('removes everything by id, also twice, and the name is free again', async () => {
      await trial.create();
      const all = trial.known();
      await trial.remove(all);
      expect(trial.harness.living()).toEqual([]);
      expect([...trial.ledger.values()].every(({ state }) => state === 'removed')).toBe(true);
      await trial.remove(all);
      trial.ledger.clear();
      await trial.create();
      expect(await trial.verify()).toEqual([]);
    });

    it('stops and removes a campaign that serves', async () => {
      await trial.create();
      await trial.activate();
      await trial.remove();
      expect(trial.harness.serving()).toEqual([]);
      expect([...trial.ledger.values()].every(({ state }) => state === 'removed')).toBe(true);
    });

    it('confirms that an object is gone only when it is', async () => {
      await trial.create();
      const all = trial.known();
      const areGone = () =>
        Promise.all([...all.values()].map((object) => trial.connection.confirmGone(trial.session, object)));
      expect(new Set(await areGone())).toEqual(new Set([false]));
      await trial.remove(all);
      expect(new Set(await areGone())).toEqual(new Set([true]));
      trial.harness.failRead('500-before');
      const first = trial.connection.confirmGone(trial.session, [...all.values()][0]!);
      expect(await failureOf(first)).toMatchObject({ kind: 'unknown', leavesDoubt: false });
    });

    it('reads nothing when the campaign is gone, and a search agrees', async () => {
      await trial.create();
      const all = trial.known();
      await trial.remove(all);
      expect(await trial.connection.read({ ...trial.work(), known: all })).toBeNull();
    });
  });
}
