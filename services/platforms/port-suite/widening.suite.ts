import { describe, expect, it } from 'vitest';
import type { Drift } from '../ledger/domain/drift.ts';
import { touchesOf } from '../ledger/domain/intent.ts';
import type { Trial } from './trial.suite.ts';

/** Something that widens what was approved, as a person switches it on in the platform's own page. */
export type Widening = {
  what: string;
  /** The kind of the object; the first of it is changed. */
  kind: string;
  /** The fields in the vendor's words. */
  set: Readonly<Record<string, unknown>>;
  /** Where it is told. */
  path: string;
  found: unknown;
};

/** What the platform would decide by itself is sent off, read back, told by field, and put back alone. */
export function describeWidening(trial: Trial, widenings: readonly Widening[]): void {
  describe('what widens what was approved', () => {
    it.each(widenings)(
      '$what is off after publishing, seen when somebody switches it on, and put back',
      async (one) => {
        await trial.create();
        expect(await trial.drift()).toEqual([]);
        const { key, externalId } = firstOf(trial, one.kind);
        await trial.harness.byHand(one.kind, externalId, one.set);
        const seen = await trial.drift();
        expect(seen).toMatchObject([{ kind: 'changed', objectKey: key, path: one.path, found: one.found }]);
        expect(seen[0]?.acceptable).toBe(false);
        await putBack(trial, []); // whoever puts back nothing changes nothing
        expect(await trial.drift()).toEqual(seen);
        const writes = trial.harness.acceptedWrites();
        await putBack(trial, seen);
        expect(await trial.drift()).toEqual([]);
        expect(trial.harness.acceptedWrites()).toBe(writes + 1);
      },
    );

    it('an update of something else leaves alone what somebody switched on, and it is still told', async () => {
      const [first] = widenings;
      if (first === undefined) throw new Error('a platform without anything that widens');
      await trial.create();
      await trial.harness.byHand(first.kind, firstOf(trial, first.kind).externalId, first.set);
      const dearer = { ...trial.desired, dailyMicros: trial.desired.dailyMicros * 2 };
      await trial.update(dearer, trial.desired);
      expect(await trial.drift(dearer)).toMatchObject([{ path: first.path, found: first.found }]);
    });
  });
}

function firstOf(trial: Trial, kind: string): { key: string; externalId: string } {
  const entry = [...trial.known()].find(([, object]) => object.kind === kind);
  if (entry === undefined) throw new Error(`nothing is a ${kind}`);
  return { key: entry[0], externalId: entry[1].externalId };
}

/** An update to what was applied, with leave to write over these differences. */
async function putBack(trial: Trial, seen: readonly Drift[]): Promise<void> {
  const work = trial.updateWork(trial.desired, trial.desired);
  const share = trial.connection.share(trial.desired, work.marker);
  const overwrite = new Set(seen.map(({ id }) => id));
  const touches = touchesOf({ applied: share, wanted: share, overwrite }, seen);
  await trial.connection.update({ ...work, touches });
}
