import { describe, expect, it } from 'vitest';
import { carriesName, contentKey, markedName, nameKey, unmarkedName } from './object-names.ts';

describe('marked names', () => {
  it('end in the marker and fit, cutting the name only', () => {
    expect(markedName('Spring sale', 'op-1', 128)).toBe('Spring sale [op-1]');
    const long = markedName('ü'.repeat(200), 'op-1', 128);
    expect([...long]).toHaveLength(128);
    expect(long.endsWith(' [op-1]')).toBe(true);
  });

  it('come apart again, also when the name has brackets of its own', () => {
    expect(unmarkedName('Sale [new] [op-1]')).toEqual({ name: 'Sale [new]', marker: 'op-1' });
    expect(unmarkedName('Sale')).toEqual({ name: 'Sale', marker: null });
  });

  it('refuse a marker that could not be told from a name', () => {
    expect(() => markedName('Sale', 'op[1]', 128)).toThrow(RangeError);
  });

  it('carry a name whichever operation marked them', () => {
    expect(carriesName('Sale [op-1]', 'Sale', 128)).toBe(true);
    expect(carriesName('Sale [op-1]', 'Sales', 128)).toBe(false);
    expect(carriesName(markedName('x'.repeat(200), 'op-2', 128), 'x'.repeat(200), 128)).toBe(true);
  });
});

describe('keys', () => {
  it('can be read and differ when names differ by anything', () => {
    expect(nameKey('Time & leave')).toMatch(/^time-leave-[0-9a-f]{8}$/);
    expect(nameKey('Time & leave')).not.toBe(nameKey('time leave'));
    expect(nameKey('広告')).toMatch(/^[0-9a-f]{8}$/);
  });

  it('stand for a content', () => {
    expect(contentKey(['a', 'b'])).toBe(contentKey(['a', 'b']));
    expect(contentKey(['a', 'b'])).not.toBe(contentKey(['ab']));
  });
});
