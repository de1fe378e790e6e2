import { describe, expect, it } from 'vitest';
import { addDays, DAY_MS, dayOf } from '../../../lib/time.ts';
import type { FoundFigures } from '../port-figures.ts';
import { failureOf, type Trial } from './trial.suite.ts';

type Level = Trial['connection']['levels'][number];

/** What was measured is asked for in words that the platform has, at each of its levels, and is all there or an error. */
export function describeFigures(trial: Trial): void {
  describe('figures', () => {
    const today = dayOf(new Date());
    const [from, to] = [addDays(today, -3), addDays(today, 6)];
    const read = (level: Level): Promise<FoundFigures[]> =>
      trial.connection.figures({ session: trial.session, from, to, level });
    /** A campaign that has served for five days. */
    const served = async (): Promise<void> => {
      await trial.create();
      await trial.activate();
      trial.harness.pass(5 * DAY_MS);
    };
    const cost = (rows: readonly FoundFigures[]): number =>
      rows.reduce((sum, { costMicros }) => sum + costMicros, 0);

    it('name what each row is of, down to its level and no further, within the days that were asked for', async () => {
      await served();
      for (const [depth, level] of trial.connection.levels.entries()) {
        const rows = await read(level);
        expect(rows.length).toBeGreaterThan(0);
        for (const { date, campaign, adGroup, ad, keyword } of rows) {
          expect(date >= from && date <= to).toBe(true);
          expect(campaign).toMatchObject({ externalId: expect.stringMatching(/^\d+$/) as string });
          expect([adGroup, ad ?? keyword].filter((one) => one !== null)).toHaveLength(Math.min(depth, 2));
        }
      }
    });

    it('add up to the same money at every level, and have no two rows of one thing and day', async () => {
      await served();
      const campaigns = await read('campaign');
      expect(cost(campaigns)).toBeGreaterThan(0);
      for (const level of trial.connection.levels) {
        const rows = await read(level);
        expect([level, cost(rows)]).toEqual([level, cost(campaigns)]);
        const keys = rows.map(({ date, campaign, adGroup, ad, keyword }) =>
          [date, ...[campaign, adGroup, ad, keyword].map((one) => one?.name ?? '')].join('|'),
        );
        expect(new Set(keys).size).toBe(keys.length);
      }
    });

    it('of search terms, where the platform has any, are a part of their campaigns, each with its ad group', async () => {
      const { searchTerms } = trial.connection;
      if (searchTerms === null) return expect(trial.connection.platform).toBe('linkedin-ads');
      await served();
      const terms = await searchTerms({ session: trial.session, from, to });
      expect(terms.length).toBeGreaterThan(0);
      for (const { date, adGroup, matchType, status } of terms) {
        expect(date >= from && date <= to).toBe(true);
        expect(adGroup.externalId).toMatch(/^\d+$/);
        expect([matchType, status]).not.toContain('unknown');
      }
      const spent = terms.reduce((sum, { costMicros }) => sum + costMicros, 0);
      expect(spent).toBeGreaterThan(0);
      expect(spent).toBeLessThan(cost(await read('campaign')));
      trial.harness.failRead('500-before');
      expect(await failureOf(searchTerms({ session: trial.session, from, to }))).toMatchObject({
        kind: 'unknown',
      });
    });

    it('stand beside what was changed, where the platform tells that: each change once, and until when these are all', async () => {
      const { changes } = trial.connection;
      if (changes === null) return expect(trial.connection.platform).toBe('linkedin-ads');
      await trial.create();
      const now = new Date();
      const work = { session: trial.session, since: null, now };
      const found = await changes(work);
      expect(found.until < now).toBe(true);
      expect(found.from < found.until).toBe(true);
      expect(found.changes.some(({ kind, operation }) => kind === 'campaign' && operation === 'create')).toBe(
        true,
      );
      expect(found.changes.every(({ isByApi }) => isByApi)).toBe(true);
      const ids = found.changes.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect((await changes(work)).changes).toEqual(found.changes);
      trial.harness.failRead('500-before');
      expect(await failureOf(changes(work))).toMatchObject({ kind: 'unknown' });
    });

    it('are empty where nothing ran, and an error where the platform does not say', async () => {
      expect(await read('campaign')).toEqual([]);
      trial.harness.failRead('500-before');
      expect(await failureOf(read('campaign'))).toMatchObject({ kind: 'unknown', leavesDoubt: false });
    });
  });
}
