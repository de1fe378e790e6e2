import { existsSync, globSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const PACKAGES = readdirSync(join(ROOT, 'packages'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

type Manifest = {
  name: string;
  version: string;
  private?: boolean;
  exports?: Record<string, string | null>;
  scripts?: Record<string, string>;
} & Partial<Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>>;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const manifest = (folder: string): Manifest => JSON.parse(read(join(folder, 'package.json'))) as Manifest;
const manifests = ['.', ...PACKAGES.map((name) => `packages/${name}`)].map(manifest);
const pins = ({ dependencies, devDependencies, optionalDependencies }: Manifest): [string, string][] =>
  [dependencies, devDependencies, optionalDependencies].flatMap((group) => Object.entries(group ?? {}));

/** What the files of a package import, as it is written. */
function importsOf(name: string, files: string[]): string[] {
  const texts = files.map((file) => read(join('packages', name, file)));
  return texts.flatMap((text) =>
    [...text.matchAll(/^(?:import|export|\}) .*?from '([^']+)'|import\('([^']+)'\)/gm)].map(
      ([, from, dynamic]) => from ?? dynamic ?? '',
    ),
  );
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const sources = (name: string): string[] =>
  globSync('**/*.ts', { cwd: join(ROOT, 'packages', name), exclude: ['node_modules/**'] });
const isForTests = (file: string): boolean => /\.test\.ts$|^testing\/|^vitest\.config\.ts$/.test(file);
const outside = (imports: string[]): string[] => [
  ...new Set(imports.filter((i) => !i.startsWith('.') && !isBuiltin(i)).map(packageOf)),
];

describe.each(PACKAGES)('packages/%s', (name) => {
  const own = manifest(`packages/${name}`);

  it('is a private workspace that says what it is and how to start and test it', () => {
    expect(own).toMatchObject({
      name: `@sip/${name}`,
      private: true,
      scripts: { start: 'node main.ts', test: 'vitest run' },
    });
    const readme = read(`packages/${name}/README.md`);
    expect(readme).toContain(`npm start -w @sip/${name}`);
    expect(readme).toContain(`npm test -w @sip/${name}`);
  });

  it('is installed as a link to its folder, outside node_modules, where Node runs TypeScript', () => {
    const found = createRequire(import.meta.url).resolve(`@sip/${name}/package.json`);
    expect(dirname(realpathSync(found))).toBe(realpathSync(join(ROOT, 'packages', name)));
  });

  it('exports only files that are there, one by one, with no barrel', () => {
    expect(Object.keys(own.exports ?? { '.': '' })).not.toContain('.');
    for (const target of Object.values(own.exports ?? {}))
      if (target !== null && !target.includes('*'))
        expect(existsSync(join(ROOT, 'packages', name, target))).toBe(true);
    expect(sources(name).filter((file) => file.endsWith('index.ts'))).toEqual([]);
  });

  it('declares every package that it imports, and what only its tests import as such', () => {
    const files = sources(name);
    const needed = outside(
      importsOf(
        name,
        files.filter((file) => !isForTests(file)),
      ),
    );
    const forTests = outside(importsOf(name, files.filter(isForTests)));
    expect(needed.filter((one) => own.dependencies?.[one] === undefined)).toEqual([]);
    const declared = { ...own.dependencies, ...own.devDependencies };
    expect(forTests.filter((one) => declared[one] === undefined)).toEqual([]);
  });

  it('never leaves its folder by a relative path', () => {
    const folder = join(ROOT, 'packages', name);
    for (const file of sources(name))
      for (const path of importsOf(name, [file]).filter((i) => i.startsWith('.')))
        expect(relative(folder, resolve(folder, dirname(file), path))).not.toMatch(/^\.\./);
  });
});

describe('all manifests together', () => {
  it('pin exact versions', () => {
    for (const [name, version] of manifests.flatMap(pins))
      expect(`${name} ${version}`).toMatch(/ (npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/);
  });

  it('agree on the version of what more than one of them needs', () => {
    const versions = new Map(manifests.flatMap(pins));
    for (const own of manifests) versions.set(own.name, own.version);
    for (const [name, version] of manifests.flatMap(pins))
      expect(`${name} ${version}`).toBe(`${name} ${versions.get(name) ?? ''}`);
  });
});
