import { describe, expect, it } from 'vitest';
import { driftOutcome } from './drift-words.ts';
import { ChangedMeanwhile, guardOf } from './guard.ts';
import type { FoundShareObject } from './share.ts';

const budget: FoundShareObject = {
  key: 'ad-group/0',
  kind: 'ad-group',
  name: 'CRM',
  value: 'CRM',
  externalId: '7',
  parent: null,
  parentId: null,
  isNew: false,
  list: 'adGroups',
  status: 'active',
  expressible: false,
  fields: { dailyMicros: 50, totalMicros: null, 'schedule.endDate': null, name: 'CRM' },
};
const wanted = [{ ...budget, path: '', fields: { ...budget.fields, dailyMicros: 60 } }];
const guard = guardOf({ objects: [budget], startsBy: '2026-01-01' }, wanted);
const changed = (changes: Partial<FoundShareObject>) => {
  try {
    guard({ ...budget, ...changes });
    return [];
  } catch (error) {
    return (error as ChangedMeanwhile).changes.map(({ path, found }) => [path, found]);
  }
};

describe('the last look before money is written', () => {
  it('lets pass what is as it was, and what this step has made itself', () => {
    expect(changed({})).toEqual([]);
    expect(changed({ externalId: '8', fields: { dailyMicros: 1 } })).toEqual([]);
    expect(changed({ fields: { ...budget.fields, name: 'another name' } })).toEqual([]);
    expect(changed({ fields: { ...budget.fields, dailyMicros: 60 } })).toEqual([]);
  });

  it('stops at what somebody has put where this step is about to make the contrary', () => {
    const excluded = {
      ...budget,
      key: 'excluded-location/1',
      kind: 'excluded-location',
      place: 'location/1',
    };
    const { fields: _fields, ...location } = { ...budget, key: 'location/1', kind: 'location', path: '' };
    const wants = [{ ...location, place: 'location/1', fields: {} }];
    const look = guardOf({ objects: [], startsBy: '2026-01-01' }, wants);
    expect(() => look(excluded)).toThrow(ChangedMeanwhile);
    expect(() => look({ ...excluded, key: 'location/1', kind: 'location' })).not.toThrow();
    const seen = guardOf({ objects: [excluded], startsBy: '2026-01-01' }, wants);
    expect(() => seen(excluded)).not.toThrow(); // it was decided on
  });

  it.each([
    ['dailyMicros', 25],
    ['dailyMicros', 75],
    ['totalMicros', 100],
    ['schedule.endDate', '2026-02-01'],
  ])('stops when somebody has set %s to %s', (field, value) => {
    expect(changed({ fields: { ...budget.fields, [field]: value } })).toEqual([[field, value]]);
  });

  it('stops when somebody has paused it, and not when somebody has started it', () => {
    expect(changed({ status: 'paused' })).toEqual([['status', 'paused']]);
    const paused = guardOf({ objects: [{ ...budget, status: 'paused' }], startsBy: '2026-01-01' }, wanted);
    expect(() => paused(budget)).not.toThrow();
  });

  it('tells what it found, and does not say that nothing was written', () => {
    try {
      guard({ ...budget, fields: { ...budget.fields, dailyMicros: 25 } });
    } catch (error) {
      const outcome = driftOutcome((error as ChangedMeanwhile).changes, 'perhaps a part');
      expect(outcome).toMatchObject({ end: 'needs_review', error: { code: 'DRIFT' } });
      expect(JSON.stringify(outcome)).toContain('the daily budget is 0.000025, and 0.00005 was applied');
      expect(JSON.stringify(outcome)).not.toContain('Nothing was written');
      return;
    }
    expect.unreachable();
  });
});
