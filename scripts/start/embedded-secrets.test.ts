import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Environment } from '../../lib/environment.ts';
import { PASSWORD_NAMES } from '../../storage/settings.ts';
import { withEmbeddedSecrets } from './embedded-secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sip-secrets-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});
const passwordsIn = (made: Environment) => PASSWORD_NAMES.map((name) => made[name]);

it('each service gets a database password of its own, the same after a restart', async () => {
  const made = passwordsIn(await withEmbeddedSecrets({}, folder));
  expect(new Set(made).size).toBe(PASSWORD_NAMES.length);
  for (const password of made) expect(password).toMatch(/^[\w-]{24}$/);
  expect(passwordsIn(await withEmbeddedSecrets({}, folder))).toEqual(made);
});

it('the one password of an earlier release opens nothing any more, and its other secrets stay', async () => {
  const stored = { DB_PASSWORD: 'of-all', JWT_SECRET: 'kept' };
  await writeFile(join(folder, 'settings.json'), JSON.stringify(stored));
  const made = await withEmbeddedSecrets({}, folder);
  expect(made).toMatchObject({ JWT_SECRET: 'kept' });
  expect(made['DB_PASSWORD']).toBeUndefined();
  expect(passwordsIn(made)).not.toContain('of-all');
  expect(new Set(passwordsIn(made)).size).toBe(PASSWORD_NAMES.length);
});

it('passwords that are configured count instead of the generated ones', async () => {
  expect(passwordsIn(await withEmbeddedSecrets({ DB_PASSWORD: 'mine' }, folder))).toEqual(
    PASSWORD_NAMES.map(() => undefined),
  );
  const one = await withEmbeddedSecrets({ DB_PASSWORD_AI: 'mine' }, folder);
  expect(one).toMatchObject({ DB_PASSWORD_AI: 'mine' });
});
