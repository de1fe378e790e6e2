import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

it('nothing in this service has a person confirm money but by the one guard, which asks for a known factor', () => {
  const sources = globSync('services/campaign/**/*.ts', { cwd: ROOT }).filter(
    (path) => !/\.test\.ts$|\/tests\//.test(path),
  );
  const asking = sources.filter((path) => /\bconfirm\(/.test(readFileSync(join(ROOT, path), 'utf8')));
  expect(asking).toEqual(['services/campaign/publishing/confirm-money.ts']);
});
