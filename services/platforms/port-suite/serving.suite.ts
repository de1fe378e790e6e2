import { describe, expect, it } from 'vitest';
import { failureOf, type Trial } from './trial.suite.ts';

/** Activation happens only after its intent, and a pause is read back. */
export function describeServing(trial: Trial): void {
  describe('serving', () => {
    it('shows no ad before the intent to activate it, and every ad at the end', async () => {
      await trial.create();
      const intended: string[] = [];
      await trial.activate(async (key) => {
        const ads = intended.filter((one) => one.includes('/ad/'));
        expect(trial.harness.serving().length).toBeLessThanOrEqual(ads.length);
        intended.push(key);
      });
      const active = [...trial.ledger].filter(([, { state }]) => state === 'active').map(([key]) => key);
      expect(intended.sort()).toEqual(active.sort());
      expect(trial.harness.serving()).toHaveLength(
        [...trial.ledger.keys()].filter((key) => key.includes('/ad/')).length,
      );
      expect(await trial.verify()).toEqual([]);
    });

    it('activates nothing that an intent refuses', async () => {
      await trial.create();
      const halt = new Error('halted');
      await expect(trial.activate(() => Promise.reject(halt))).rejects.toBe(halt);
      expect(trial.harness.serving()).toEqual([]);
      expect([...trial.ledger.values()].some(({ state }) => state === 'active')).toBe(false);
    });

    it('does not serve whole when the last intent is refused', async () => {
      await trial.create();
      let intents = 0;
      await trial.activate(async () => void (intents += 1));
      const whole = trial.harness.serving().length;
      await trial.restart();
      await trial.create();
      const refuseLast = async (): Promise<void> => {
        intents -= 1;
        if (intents === 0) throw new Error('halted');
      };
      await expect(trial.activate(refuseLast)).rejects.toThrow('halted');
      expect(trial.harness.serving().length).toBeLessThan(whole);
    });

    it('activates again without harm after a lost answer', async () => {
      await trial.create();
      trial.harness.failWrite('drop-after-commit');
      expect((await failureOf(trial.activate())).kind).toBe('unknown');
      await trial.activate();
      expect(trial.harness.serving().length).toBeGreaterThan(0);
      expect(await trial.verify()).toEqual([]);
    });

    it('pauses with proof, may pause again, and resumes', async () => {
      await trial.create();
      await trial.activate();
      const served = trial.harness.serving();
      await trial.pause();
      expect(trial.harness.serving()).toEqual([]);
      expect(trial.ledger.get('campaign')?.state).toBe('paused');
      await trial.pause();
      await trial.activate();
      expect(trial.harness.serving()).toEqual(served);
    });

    it('pauses a campaign that was activated only in part', async () => {
      await trial.create();
      const writes = trial.harness.acceptedWrites();
      trial.harness.failWrite('500-after-commit', 1);
      await failureOf(trial.activate());
      expect(trial.harness.acceptedWrites()).toBeGreaterThan(writes);
      await trial.pause();
      expect(trial.harness.serving()).toEqual([]);
    });
  });
}
