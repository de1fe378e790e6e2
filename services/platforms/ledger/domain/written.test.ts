import { describe, expect, it } from 'vitest';
import type { FoundShare, ShareObject } from './share.ts';
import { answered, begun, seen, takenBack, withWritten, type WrittenField } from './written.ts';

const OP = 'op-4';
const share: ShareObject[] = [
  { key: 'budget', kind: 'budget', name: 'Spring', path: '', value: 150, fields: { dailyMicros: 150 } },
];
const KNOWN = new Map([['budget', { kind: 'budget', externalId: '1' }]]);
const found = (dailyMicros: number): FoundShare => ({
  startsBy: '2026-11-22',
  objects: [
    {
      ...{ key: 'budget', kind: 'budget', name: 'Spring', value: dailyMicros, fields: { dailyMicros } },
      ...{
        externalId: '1',
        parent: null,
        parentId: null,
        isNew: false,
        list: '',
        status: null,
        expressible: true,
      },
    },
  ],
});
const lowered = [{ key: 'budget', field: 'dailyMicros', value: 120 }];
const appliedWith = (written: readonly WrittenField[], is: number) =>
  withWritten(share, written, found(is), KNOWN)[0]?.fields['dailyMicros'];

describe('what is applied after a step that was cut off', () => {
  it.each([
    ['was written, its answer lost', begun([], lowered, OP), 120, 120],
    ['was not written, its answer lost', begun([], lowered, OP), 150, 150],
    ['somebody changed, the answer to our write lost', begun([], lowered, OP), 90, 150],
    ['was written and answered', answered([], lowered, OP), 120, 120],
    ['was written and answered, and somebody raised after it', answered([], lowered, OP), 150, 120],
    ['was refused', takenBack(begun([], lowered, OP), lowered, OP), 120, 150],
  ])('is told by what is there where that %s', (_what, written, is, applied) => {
    expect(appliedWith(written, is)).toBe(applied);
  });

  it('stays what an earlier step has written when a later one is refused', () => {
    const first = answered([], lowered, OP);
    const raise = [{ key: 'budget', field: 'dailyMicros', value: 200 }];
    const second = begun(first, raise, 'op-5');
    expect(appliedWith(second, 120)).toBe(120);
    expect(appliedWith(second, 200)).toBe(200);
    expect(takenBack(second, raise, 'op-5')).toEqual(first);
    expect(answered(second, raise, 'op-5')).toEqual(answered([], raise, 'op-5'));
  });

  it('is known for good once it was read', () => {
    expect(seen(begun([], lowered, OP), found(120), KNOWN)).toEqual(answered([], lowered, OP));
    expect(seen(begun([], lowered, OP), found(150), KNOWN)).toEqual(begun([], lowered, OP));
  });
});
