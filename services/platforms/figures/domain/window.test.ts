import { describe, expect, it } from 'vitest';
import { windowAt, type FiguresPace, type Known } from './window.ts';

const HOUR = 3_600_000;
const pace: FiguresPace = {
  periodMs: HOUR,
  quickMs: 10,
  staleMs: 3 * HOUR,
  recentDays: 3,
  restatedDays: 30,
  restatedMs: 24 * HOUR,
  firstDays: 90,
};
const levels = ['campaign', 'keyword'] as const;
const now = new Date('2026-11-28T03:00:00Z');
const at = (known: Known, calendar = 'UTC') => windowAt(known, levels, { now, calendar, pace });
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR);

describe('the days that a reading of figures reads', () => {
  it('the first one reads the history, at every level', () => {
    expect(at({ toldUntil: null, restatedAt: null })).toEqual({
      from: '2026-08-31',
      to: '2026-11-28',
      levels,
      isWhole: true,
    });
  });

  it('an hour later only recent days are read, of campaigns as a whole', () => {
    expect(at({ toldUntil: ago(1), restatedAt: ago(5) })).toEqual({
      from: '2026-11-26',
      to: '2026-11-28',
      levels: ['campaign'],
      isWhole: false,
    });
  });

  it('once a day everything that the platform may restate is read again', () => {
    expect(at({ toldUntil: ago(1), restatedAt: ago(24) })).toMatchObject({
      from: '2026-10-30',
      levels,
      isWhole: true,
    });
  });

  it('after a week without a reading no day is left out', () => {
    expect(at({ toldUntil: ago(24 * 40), restatedAt: ago(24 * 40) })).toMatchObject({
      from: '2026-10-19',
      isWhole: true,
    });
  });

  it('today is the day of the calendar in which the platform reports', () => {
    expect(at({ toldUntil: ago(1), restatedAt: ago(1) }, 'America/New_York').to).toBe('2026-11-27');
  });
});
