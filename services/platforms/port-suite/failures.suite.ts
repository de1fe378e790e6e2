import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../port.ts';
import { failureOf, type Trial, type WireFault } from './trial.suite.ts';

/** The kind of failure for each network fault, and that a repeat creates nothing twice. */
export function describeFailures(trial: Trial): void {
  describe('failures', () => {
    const lost: [WireFault, FailureKind][] = [
      ['drop-after-commit', 'unknown'],
      ['500-after-commit', 'unknown'],
      ['delay-after-commit', 'unknown'],
      ['drop-before', 'unknown'],
      ['500-before', 'unknown'],
    ];
    it.each(lost)('calls a write with %s %s, and a repeat makes each object once', async (kind, expected) => {
      trial.harness.failWrite(kind);
      expect(await failureOf(trial.create())).toMatchObject({ kind: expected, leavesDoubt: true });
      await trial.create();
      expect(trial.harness.living()).toHaveLength(trial.connection.plan(trial.desired).length);
      expect(await trial.verify()).toEqual([]);
      expect(trial.harness.serving()).toEqual([]);
    });

    it('makes each object once whichever write of a create loses its answer', async () => {
      await trial.create();
      const writes = trial.harness.acceptedWrites();
      for (let skip = 0; skip < writes; skip += 1) {
        await trial.restart();
        trial.harness.failWrite('drop-after-commit', skip);
        expect((await failureOf(trial.create())).kind).toBe('unknown');
        await trial.create();
        expect(trial.harness.living()).toHaveLength(trial.connection.plan(trial.desired).length);
      }
    });

    it('calls a refused connection not sent', async () => {
      const work = trial.harness.unreachable.create(trial.work());
      expect((await failureOf(work)).kind).toBe('not-sent');
    });

    it('calls a 5xx or a lost connection on a read unknown, without a doubt', async () => {
      for (const kind of ['500-before', 'drop-before'] as const) {
        trial.harness.failRead(kind);
        const failure = await failureOf(trial.connection.find(trial.work()));
        expect(failure).toMatchObject({ kind: 'unknown', leavesDoubt: false });
      }
    });

    it('calls 429 slow-down, 401 signed-out and a refusal refused with a sentence for people', async () => {
      trial.harness.failWrite('429');
      expect((await failureOf(trial.create())).kind).toBe('slow-down');
      trial.harness.failWrite('401');
      expect((await failureOf(trial.create())).kind).toBe('signed-out');
      trial.harness.failWrite('refuse');
      const refused = await failureOf(trial.create());
      expect(refused.kind).toBe('refused');
      expect(refused.message).toMatch(/^(Google|LinkedIn) Ads: \S+ \S+/);
      expect(trial.harness.living()).toEqual([]);
    });

    it('sends nothing once the work is called off', async () => {
      const session = { ...trial.session, signal: AbortSignal.abort() };
      const work = trial.connection.create({ ...trial.work(), session });
      expect((await failureOf(work)).kind).toBe('not-sent');
      expect(trial.harness.acceptedWrites()).toBe(0);
    });

    it('never shows the access token in a failure', async () => {
      const token = await trial.session.accessToken();
      for (const kind of ['401', 'refuse', 'drop-after-commit'] as const) {
        trial.harness.failWrite(kind);
        const { message, code, cause } = await failureOf(trial.create());
        expect(`${message} ${code} ${String(cause)}`).not.toContain(token);
        trial.ledger.clear();
        if (kind === 'drop-after-commit') break;
      }
    });
  });
}
