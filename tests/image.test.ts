import { globSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, matchesGlob, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const dockerfile = read('Dockerfile');

/** What a file loads when it runs, as it is written: imports of types alone are erased. */
function loadedBy(file: string): string[] {
  const imports = read(file).matchAll(
    /^(?:import|export) (?!type )(?:[^;']*? from )?'([^']+)'|import\('([^']+)'\)/gm,
  );
  return [...imports].map(([, from, dynamic]) => from ?? dynamic ?? '');
}

function inRoot(file: string, specifier: string): string {
  const { resolve: installed } = createRequire(join(ROOT, file));
  const found = specifier.startsWith('.') ? resolve(ROOT, dirname(file), specifier) : installed(specifier);
  return relative(realpathSync(ROOT), realpathSync(found));
}

/** Every file of ours that the entries load, and every package of others. */
function closure(entries: readonly string[]): { files: Set<string>; packages: Set<string> } {
  const [files, packages] = [new Set(entries), new Set<string>()];
  for (const file of files) {
    for (const specifier of loadedBy(file)) {
      if (isBuiltin(specifier)) continue;
      const parts = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1);
      if (specifier.startsWith('.') || parts[0] === '@sip') files.add(inRoot(file, specifier));
      else packages.add(parts.join('/'));
      if (parts[0] === '@sip') packages.add(parts.join('/'));
    }
  }
  return { files, packages };
}

/** Whether .dockerignore lets a file into the image: named by a line with `!`, and by no later line. */
function isInContext(file: string): boolean {
  const lines = read('.dockerignore').split('\n');
  const above = file.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'));
  const named = lines.some((line) => line.startsWith('!') && above.includes(line.slice(1)));
  const refused = lines.filter((line) => line.startsWith('**/'));
  return named && !above.some((path) => refused.some((pattern) => matchesGlob(path, pattern)));
}

/** What `npm ci` installs in a stage of the Dockerfile, apart from what those packages need themselves. */
function installedIn(stage: string): string[] {
  const command =
    new RegExp(`AS ${stage}\\nRUN (npm ci(?:[^\\n]*\\\\\\n)*[^\\n]*)`).exec(dockerfile)?.[1] ?? '';
  const names = [...command.matchAll(/--workspace @sip\/(\S+)/g)].map(([, name]) => name ?? '');
  const root = command.includes('--include-workspace-root') ? ['.'] : [];
  const manifests = [...root, ...names.map((name) => `packages/${name}`)].map(
    (folder) => JSON.parse(read(join(folder, 'package.json'))) as { dependencies?: Record<string, string> },
  );
  return [
    ...names.map((name) => `@sip/${name}`),
    ...manifests.flatMap(({ dependencies }) => Object.keys(dependencies ?? {})),
  ];
}

describe.each([
  [
    'dependencies',
    [
      'scripts/node.ts',
      'scripts/migrate.ts',
      'scripts/healthcheck.ts',
      ...globSync('services/*/*.service.ts', { cwd: ROOT }),
    ],
  ],
  ['sandbox-dependencies', ['packages/ad-sandbox/main.ts']],
])('the image on the stage %s', (stage, entries) => {
  const { files, packages } = closure(entries);

  it('holds every file that its programs load', () => {
    expect(files.size).toBeGreaterThan(entries.length);
    expect([...files].filter((file) => !isInContext(file))).toEqual([]);
  });

  it('holds every package that its programs load', () => {
    expect([...packages].filter((name) => !installedIn(stage).includes(name))).toEqual([]);
  });
});

it('npm finds the manifest of every package before it installs', () => {
  const copied = [...dockerfile.matchAll(/^COPY (packages\/\S+\/package\.json)/gm)].map(([, path]) => path);
  expect(copied).toEqual(globSync('packages/*/package.json', { cwd: ROOT }).toSorted());
});
