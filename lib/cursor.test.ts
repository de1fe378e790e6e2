import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { idCursor, ListCursor } from './cursor.ts';

const ID = '0197a0de-0000-7000-8000-000000000001';
const INVALID: unknown = expect.objectContaining({ code: 'CURSOR_INVALID' });
const byName = new ListCursor('shop.list', z.tuple([z.string(), z.uuid()]));
const byId = idCursor('shop.orders');

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];

describe('the cursor of a list', () => {
  it('gives back the values that were written, and nothing for the first page', () => {
    const cursor = byName.write({ limit: 5 }, ['é', ID]);
    expect(byName.read({ limit: 5, cursor })).toEqual(['é', ID]);
    expect(byName.read({ limit: 5 })).toBeNull();
  });

  it('is good for pages of another size, and for the same filter in any order of its fields', () => {
    const asked = { limit: 5, status: 'active', platforms: ['a', 'b'], q: undefined };
    const cursor = byName.write(asked, ['a', ID]);
    const again = { platforms: ['a', 'b'], status: 'active', cursor, limit: 90 };
    expect(byName.read(again)).toEqual(['a', ID]);
  });

  it('is refused by every other question and by every other list', () => {
    const question = fc.record({
      status: fc.option(fc.constantFrom('draft', 'active'), { nil: undefined }),
      sort: fc.constantFrom('name', '-name'),
      filter: fc.record({ id: fc.option(fc.uuid(), { nil: undefined }) }),
    });
    fc.assert(
      fc.property(question, question, (one, other) => {
        const cursor = byName.write({ limit: 5, ...one }, ['a', ID]);
        const same = JSON.stringify(one) === JSON.stringify(other);
        const read = () => byName.read({ limit: 5, ...other, cursor });
        if (same) expect(read()).toEqual(['a', ID]);
        else expect(read).toThrow(INVALID);
        const namesake = new ListCursor('shop.other', z.tuple([z.string(), z.uuid()]));
        expect(() => namesake.read({ limit: 5, ...one, cursor })).toThrow(INVALID);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'x'],
    ['no array', encoded({})],
    ['an empty array', encoded([])],
    ['no tag', encoded(['a', ID])],
    ['too few values', encoded([decoded(byName.write({ limit: 1 }, ['a', ID]))[0], 'a'])],
    ['too many values', encoded([...decoded(byName.write({ limit: 1 }, ['a', ID])), ID])],
    ['a value of another type', encoded([decoded(byName.write({ limit: 1 }, ['a', ID]))[0], 7, ID])],
    [
      'a value that the list does not have',
      encoded([decoded(byName.write({ limit: 1 }, ['a', ID]))[0], 'a', 'x']),
    ],
  ])('refuses what this list did not make: %s', (_, cursor) => {
    expect(() => byName.read({ limit: 1, cursor })).toThrow(INVALID);
  });

  it('cuts the extra row and points at the last row of the page', () => {
    const rows = [{ id: ID.replace(/1$/, '2') }, { id: ID }, { id: ID.replace(/1$/, '3') }];
    const { data, page } = byId.page({ limit: 2 }, rows, (row) => [row.id]);
    expect(data).toEqual(rows.slice(0, 2));
    expect(byId.read({ limit: 2, cursor: page.nextCursor ?? undefined })).toEqual([ID]);
    const whole = { data: rows, page: { nextCursor: null } };
    expect(byId.page({ limit: 3 }, rows, (row) => [row.id])).toEqual(whole);
    expect(byId.page({ limit: 3 }, [], () => [ID])).toEqual({ data: [], page: { nextCursor: null } });
  });
});
