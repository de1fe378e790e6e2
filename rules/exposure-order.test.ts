import { describe, expect, it } from 'vitest';
import { compareField } from './exposure-order.ts';

describe('how one value of a field stands to another one', () => {
  it.each<[string, unknown, unknown, 'same' | 'lower' | 'raises']>([
    ['dailyMicros', 50, 51, 'raises'],
    ['dailyMicros', 50, 49, 'lower'],
    ['totalMicros', null, 50, 'lower'],
    ['totalMicros', 50, null, 'raises'],
    ['schedule.endDate', '2026-12-01', '2026-12-02', 'raises'],
    ['schedule.endDate', '2026-12-01', '2026-12-01T12:00:00.000Z', 'raises'],
    ['schedule.endDate', '2026-12-02', '2026-12-01T12:00:00.000Z', 'lower'],
    ['schedule.endDate', null, '2026-12-01', 'lower'],
    ['schedule.startDate', '2026-12-02', '2026-12-01', 'raises'],
    ['schedule.startDate', '2026-12-01', '2026-12-02', 'lower'],
    ['schedule.startDate', '2026-12-31', '2027-01-01', 'lower'],
    ['settings.bidCeilingMicros', 5, 6, 'raises'],
    ['settings.bidCeilingMicros', 5, null, 'raises'],
    ['settings.bidCeilingMicros', null, 5, 'lower'],
    ['settings.targetCpaMicros', 5, null, 'raises'],
    ['settings.targetCpaMicros', null, 5, 'lower'],
    ['settings.targetRoas', 2, 3, 'lower'],
    ['settings.targetRoas', 2, 1.5, 'raises'],
    ['settings.targetRoas', 2, null, 'raises'],
    ['settings.targetRoas', null, 2, 'lower'],
    ['settings.bidding', 'A', 'B', 'raises'],
    ['settings.bidding', 'A', 'A', 'same'],
    ['targeting', { a: 1 }, null, 'raises'],
    ['name', 'a', 'b', 'same'],
  ])('%s from %j to %j: %s', (path, before, after, order) => {
    expect(compareField(path, before, after)).toBe(order);
  });
});
