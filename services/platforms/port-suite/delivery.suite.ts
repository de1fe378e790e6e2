import { describe, expect, it } from 'vitest';
import type { FoundDelivery } from '../port-delivery.ts';
import type { Trial } from './trial.suite.ts';

const READ_KINDS = ['campaign', 'ad-group', 'ad', 'keyword'];

/** What can serve is asked for in words that the platform has, and answered for every object. */
export function describeDelivery(trial: Trial): void {
  describe('delivery', () => {
    const objects = () => [...trial.known().values()].map(({ kind, externalId }) => ({ kind, externalId }));
    const read = (): Promise<FoundDelivery[]> =>
      trial.connection.delivery({ session: trial.session, objects: objects() });

    it('answers once for each object, in the order in which they were asked for', async () => {
      await trial.create();
      const asked = objects().filter(({ kind }) => READ_KINDS.includes(kind));
      const found = await read();
      expect(found.map(({ kind, externalId }) => ({ kind, externalId }))).toEqual(asked);
      expect(found.every(({ name }) => name !== null)).toBe(true);
    });

    it('says not serving of what is paused or a draft, with the reason', async () => {
      await trial.create();
      for (const { kind, state, reasons } of await read()) {
        if (kind === 'keyword') continue;
        expect({ kind, state }).toEqual({ kind, state: 'not_serving' });
        expect(reasons.length).toBeGreaterThan(0);
      }
    });

    it('says of the campaign whether people have switched it on, whatever else holds it, and its first day', async () => {
      await trial.create();
      const switched = async () => {
        const { enabled, beginsOn } = (await read()).find(({ kind }) => kind === 'campaign')!;
        return { enabled, beginsOn };
      };
      const beginsOn = trial.desired.schedule.startDate;
      expect(await switched()).toEqual({ enabled: false, beginsOn });
      await trial.activate();
      expect(await switched()).toEqual({ enabled: true, beginsOn });
      await trial.pause();
      expect(await switched()).toEqual({ enabled: false, beginsOn });
    });

    it('calls nothing known that the platform does not show', async () => {
      await trial.create();
      const [, ...others] = objects().filter(({ kind }) => READ_KINDS.includes(kind));
      const never = { kind: 'campaign', externalId: '1' };
      const [found] = await trial.connection.delivery({
        session: trial.session,
        objects: [never, ...others],
      });
      expect(found).toMatchObject({ ...never, state: 'unknown', reasons: [{ code: 'NOT_SHOWN' }] });
    });
  });
}
