import { expect, it } from 'vitest';
import { endOf } from './import-end.ts';

const row = { line: 3, code: 'ROW_INVALID', message: 'Day "x" is not a day.' };

it.each([
  ['succeeds when all rows count', 2, [], 'succeeded'],
  ['succeeds when there was nothing to count', 0, [], 'succeeded'],
  ['is partial when some rows count', 1, [row], 'partial'],
  ['fails when none does', 0, [row, row], 'failed'],
] as const)('an import %s', (_name, accepted, rejected, status) => {
  expect(endOf(accepted, rejected).status).toBe(status);
});

it('an import all of whose rows were rejected says why the first was', () => {
  expect(endOf(0, [row]).error).toEqual({
    code: 'ROWS_REJECTED',
    message: 'Every row was rejected. Line 3: Day "x" is not a day.',
  });
});
