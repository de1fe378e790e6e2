import { expect, it } from 'vitest';
import { decodeCursor, encodeCursor, pageOfRows } from './cursor.ts';

it('gives back what was put in', () => {
  expect(decodeCursor(encodeCursor(['2026-01-01', 5]), 2)).toEqual(['2026-01-01', 5]);
});

it.each([
  '',
  'x',
  Buffer.from('{}').toString('base64url'),
  Buffer.from('[1]').toString('base64url'),
  Buffer.from('[null,1]').toString('base64url'),
])('refuses a cursor that we did not make: %s', (cursor) => {
  expect(() => decodeCursor(cursor, 2)).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }));
});

it('cuts the extra row and points at the last one kept', () => {
  const page = pageOfRows([{ id: 'a' }, { id: 'b' }, { id: 'c' }], 2, (row) => [row.id]);
  expect(page.data).toHaveLength(2);
  expect(decodeCursor(page.page.nextCursor ?? '', 1)).toEqual(['b']);
  expect(pageOfRows([{ id: 'a' }], 2, (row) => [row.id]).page.nextCursor).toBeNull();
});
