import { expect, it } from 'vitest';
import { type ImportRow, importView } from './import-view.ts';

const row: ImportRow = {
  id: '01993e50-0000-7000-8000-000000000001',
  kind: 'file',
  status: 'succeeded',
  platform: 'google-ads',
  currency: 'USD',
  file_name: 'report.csv',
  columns: { day: 'When' },
  rows: 10,
  accepted: 9,
  rejected_count: 1,
  rejected: [{ line: 3, code: 'ROW_INVALID', message: 'Day "x" is not a day.' }],
  warning_count: 1,
  warnings: [{ line: 4, column: 'Conv. value', code: 'FIGURE_NEGATIVE', message: 'Left out.' }],
  error_code: null,
  error_message: null,
  preview: false,
  account: null,
  replaces: null,
  covers_from: null,
  covers_to: null,
  scope: null,
  changes: [],
  undo_until: new Date('2026-06-13T10:01:00Z'),
  undone_at: null,
  created_at: new Date('2026-03-15T10:00:00Z'),
  updated_at: new Date('2026-03-15T10:01:00Z'),
};

it('shows an import with its counts, its rejected rows and its times', () => {
  expect(importView(row)).toEqual({
    id: row.id,
    kind: 'file',
    status: 'succeeded',
    platform: 'google-ads',
    fileName: 'report.csv',
    rows: 10,
    accepted: 9,
    rejectedCount: 1,
    rejected: row.rejected,
    warningCount: 1,
    warnings: row.warnings,
    error: null,
    scope: null,
    changes: [],
    undoUntil: '2026-06-13T10:01:00.000Z',
    undoneAt: null,
    createdAt: '2026-03-15T10:00:00.000Z',
    updatedAt: '2026-03-15T10:01:00.000Z',
  });
});

it('offers no undo of what was taken back', () => {
  const undone = { ...row, status: 'undone' as const, undone_at: new Date('2026-03-16T10:00:00Z') };
  expect(importView(undone)).toMatchObject({ undoUntil: null, undoneAt: '2026-03-16T10:00:00.000Z' });
});

it.each([
  ['No header line was recognised.', 'No header line was recognised.'],
  [null, ''],
])('shows why an import has failed: %j', (error_message, message) => {
  expect(importView({ ...row, error_code: 'IMPORT_UNREADABLE', error_message }).error).toEqual({
    code: 'IMPORT_UNREADABLE',
    message,
  });
});
