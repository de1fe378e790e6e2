import { describe, expect, it } from 'vitest';
import { integer, nullable, oneOf, rowFaults, statement, text, uuid } from './statement.ts';

const read = statement('SELECT id, status, note, version FROM things', {
  id: uuid,
  status: oneOf(['open', 'closed']),
  note: nullable(text),
  version: integer,
});
const fields = [
  { name: 'id', dataTypeID: 2950 },
  { name: 'status', dataTypeID: 25 },
  { name: 'note', dataTypeID: 25 },
  { name: 'version', dataTypeID: 23 },
];
const row = { id: 'a', status: 'open', note: null, version: 1 };

describe('what a statement declares of its rows', () => {
  it('holds for an answer that is as declared', () => {
    expect(rowFaults(read, fields, [row, { ...row, note: 'x' }])).toEqual([]);
  });

  it.each([
    ['a column that is missing', fields.slice(1), [row], 'id is declared and not answered'],
    [
      'a column too many',
      [...fields, { name: 'secret', dataTypeID: 25 }],
      [row],
      'secret is answered and not declared',
    ],
    [
      'another type',
      fields.with(3, { name: 'version', dataTypeID: 25 }),
      [row],
      'version has type 25, declared is 20 or 21 or 23',
    ],
    ['a NULL', fields, [{ ...row, version: null }], 'version is NULL and not declared so'],
    [
      'a value outside the list',
      fields,
      [{ ...row, status: 'gone' }],
      'status is gone, declared is open | closed',
    ],
  ])('is broken by %s', (_, answered, rows, fault) => {
    expect(rowFaults(read, answered, rows)).toEqual([fault]);
  });
});
