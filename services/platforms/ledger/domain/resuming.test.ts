import { describe, expect, it } from 'vitest';
import { raisedWhilePaused } from './resuming.ts';
import type { Drift } from './drift.ts';
import type { FoundShare } from './share.ts';

const drift = (of: Partial<Drift>): Drift => ({
  id: 'x',
  kind: 'changed',
  objectKey: 'campaign',
  objectKind: 'campaign',
  externalId: '1',
  objectName: 'Spring',
  path: '',
  applied: null,
  found: null,
  ignored: false,
  acceptable: true,
  field: '',
  foundKey: null,
  ...of,
});
const found = (...objects: [kind: string, externalId: string, status: 'active' | 'paused' | null][]) =>
  ({ objects: objects.map(([kind, externalId, status]) => ({ kind, externalId, status })) }) as FoundShare;
const raised = (of: Partial<Drift>, share = found()) => raisedWhilePaused([drift(of)], share).length === 1;

describe('what a resume would let serve beyond what was approved', () => {
  it.each<[string, Partial<Drift>, boolean]>([
    ['a higher budget', { field: 'dailyMicros', applied: 50, found: 51 }, true],
    ['a lower budget', { field: 'dailyMicros', applied: 50, found: 49 }, false],
    ['a budget without a bound', { field: 'totalMicros', applied: 50, found: null }, true],
    ['a bound where there was none', { field: 'totalMicros', applied: null, found: 50 }, false],
    ['a later end', { field: 'schedule.endDate', applied: '2026-12-01', found: '2026-12-02' }, true],
    ['no end', { field: 'schedule.endDate', applied: '2026-12-01', found: null }, true],
    ['an earlier end', { field: 'schedule.endDate', applied: '2026-12-02', found: '2026-12-01' }, false],
    ['an earlier start', { field: 'schedule.startDate', applied: '2026-12-02', found: '2026-12-01' }, true],
    ['a later start', { field: 'schedule.startDate', applied: '2026-12-01', found: '2026-12-02' }, false],
    ['another audience', { field: 'targeting', applied: { a: 1 }, found: { a: 2 } }, true],
    ['another bidding', { field: 'settings.bidding', applied: 'A', found: 'B' }, true],
    ['another text', { objectKind: 'ad', field: '', applied: 'a', found: 'b' }, true],
    ['another name', { field: 'name', applied: 'a', found: 'b' }, false],
    [
      'an end within the last day',
      { field: 'schedule.endDate', applied: '2026-12-01', found: '2026-11-30T12:00:00.000Z' },
      false,
    ],
    [
      'an end within the next day',
      { field: 'schedule.endDate', applied: '2026-12-01', found: '2026-12-02T03:00:00.000Z' },
      true,
    ],
    ['a start that nobody knows', { field: 'schedule.startDate', applied: '2026-12-01', found: null }, true],
    ['AI Max', { field: 'settings.aiMax', applied: false, found: true }, true],
    [
      'a tracking template',
      { field: 'settings.trackingTemplate', applied: null, found: 'https://t.example/' },
      true,
    ],
    [
      'what is added to addresses',
      { field: 'settings.urlSuffix', applied: null, found: 'utm_source=x' },
      false,
    ],
    ['a stop', { field: 'status', applied: 'active', found: 'paused' }, false],
    ['the last language', { kind: 'missing', objectKind: 'language' }, true],
    ['a removed ad', { kind: 'missing', objectKind: 'ad' }, false],
    ['a removed negative keyword', { kind: 'missing', objectKind: 'negative-keyword' }, true],
  ])('%s', (_name, of, expected) => {
    expect(raised(of)).toBe(expected);
    expect(raised({ ...of, ignored: true })).toBe(expected);
  });

  it('the last location that was removed, and not one of two', () => {
    const removed = { kind: 'missing', objectKind: 'location' } as const;
    expect(raised(removed, found(['location', '2', null]))).toBe(false);
    expect(raised(removed, found(['language', '2', null]))).toBe(true);
  });

  it.each<[string, 'active' | 'paused' | null, boolean]>([
    ['keyword', 'active', true],
    ['keyword', 'paused', false],
    ['ad', 'active', true],
    ['ad-group', 'active', true],
    ['location', null, true],
    ['negative-keyword', null, false],
  ])('a foreign %s that is %s, unless people have decided to leave it alone', (kind, status, expected) => {
    const of = { kind: 'foreign', objectKind: kind, externalId: '7' } as const;
    expect(raised(of, found([kind, '7', status]))).toBe(expected);
    expect(raised({ ...of, ignored: true }, found([kind, '7', status]))).toBe(false);
  });
});
