import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { REQUIREMENTS } from './requirements/requirements.ts';
import { SHOWN, type Showing } from './requirements/shown.ts';
import { requirementsDocument } from './requirements/table.ts';

const ROOT = join(import.meta.dirname, '..');

/** Whether a file has a test, or a group of tests, whose title holds this text. */
function isThere([file, title]: Showing): boolean {
  const path = join(ROOT, file);
  if (!existsSync(path)) return false;
  const titles = [...readFileSync(path, 'utf8').matchAll(/^\s*(?:it|describe|\]\)|\)|'|"|`).*$/gm)];
  return titles.some(([line]) => line.includes(title));
}

it('every requirement has its number, once', () => {
  expect(REQUIREMENTS.map(([number]) => number)).toEqual(Array.from({ length: 75 }, (_, i) => i + 1));
  const unknown = Object.keys(SHOWN).filter((number) => !REQUIREMENTS[Number(number) - 1]);
  expect(unknown).toEqual([]);
});

it('every test that is said to show a requirement is there', () => {
  const claims = Object.values(SHOWN).flat();
  expect(claims.filter((claim) => !isThere(claim))).toEqual([]);
  expect(isThere(['tests/requirements.test.ts', 'a test that was renamed and now has another name'])).toBe(
    false,
  );
});

it('docs/security-requirements.md says the same (npm run requirements writes it)', async () => {
  const path = join(ROOT, 'docs/security-requirements.md');
  const options = { ...(await resolveConfig(path)), filepath: path };
  expect(readFileSync(path, 'utf8')).toBe(await format(requirementsDocument(), options));
});
