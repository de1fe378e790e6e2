import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PLANTED } from './planted-bugs.ts';
import { spoiled } from './planted.ts';

// npm run crash-matrix -- --planted plays them
it.each(PLANTED)('the place of a planted bug is there: $name', (bug) => {
  const text = readFileSync(join(import.meta.dirname, '../..', bug.file), 'utf8');
  expect(spoiled(text, bug)).not.toBe(text);
  expect(bug.cells.length).toBeGreaterThan(0);
});
