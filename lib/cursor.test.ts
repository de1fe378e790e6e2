import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { idCursor, ListCursor } from './cursor.ts';

const byDay = new ListCursor(z.tuple([z.string(), z.number()]));
const byLetter = new ListCursor(z.tuple([z.string()]));

it('gives back what was put in', () => {
  expect(byDay.read(byDay.write(['2026-01-01', 5]))).toEqual(['2026-01-01', 5]);
});

it.each([
  '',
  'x',
  Buffer.from('{}').toString('base64url'),
  Buffer.from('[1]').toString('base64url'),
  Buffer.from('[null,1]').toString('base64url'),
])('refuses a cursor that we did not make: %s', (cursor) => {
  expect(() => byDay.read(cursor)).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }));
});

it('cuts the extra row and points at the last one kept', () => {
  const page = byLetter.page([{ id: 'a' }, { id: 'b' }, { id: 'c' }], 2, (row) => [row.id]);
  expect(page.data).toHaveLength(2);
  expect(byLetter.read(page.page.nextCursor ?? '')).toEqual(['b']);
  expect(byLetter.page([{ id: 'a' }], 2, (row) => [row.id]).page.nextCursor).toBeNull();
});

describe('the cursor of a list', () => {
  const id = '0197a0de-0000-7000-8000-000000000001';
  const byName = new ListCursor(z.tuple([z.literal('name'), z.string(), z.uuid()]));

  it('gives back the values that were written, and nothing for the first page', () => {
    expect(byName.read(byName.write(['name', 'é', id]))).toEqual(['name', 'é', id]);
    expect(byName.read(undefined)).toBeNull();
    expect(idCursor.read(idCursor.write([id]))).toEqual([id]);
  });

  it.each([
    ['no JSON', 'x'],
    ['no array', encoded({})],
    ['too few values', encoded(['name', 'a'])],
    ['too many values', encoded(['name', 'a', id, id])],
    ['another order', encoded(['-name', 'a', id])],
    ['a value of another type', encoded(['name', null, id])],
    ['a value that the list does not have', encoded(['name', 'a', 'x'])],
  ])('refuses what this list did not make: %s', (_, cursor) => {
    expect(() => byName.read(cursor)).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }));
  });

  it('cuts the extra row and points at the last row of the page', () => {
    const rows = [{ id: id.replace(/1$/, '2') }, { id }, { id: id.replace(/1$/, '3') }];
    const { data, page } = idCursor.page(rows, 2, (row) => [row.id]);
    expect(data).toEqual(rows.slice(0, 2));
    expect(idCursor.read(page.nextCursor ?? undefined)).toEqual([id]);
    expect(idCursor.page(rows, 3, (row) => [row.id])).toEqual({ data: rows, page: { nextCursor: null } });
    expect(idCursor.page([], 3, () => [id])).toEqual({ data: [], page: { nextCursor: null } });
  });
});

function encoded(values: unknown): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}
