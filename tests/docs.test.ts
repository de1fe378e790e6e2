import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { faultsOf } from './support/compile.ts';
import { ROOT } from './support/manifests.ts';

const SKIPPED = /(^|\/)(node_modules|\.git|\.data|coverage)(\/|$)/;

function filesBelow(folder: string, kind: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (SKIPPED.test(path)) return [];
    if (entry.isDirectory()) return filesBelow(path, kind);
    return kind.test(entry.name) ? [path] : [];
  });
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** A heading's anchor as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (path: string) =>
  new Set([...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));

/** Why a link leads nowhere, or null. `target` is a path from `base` with an anchor or without. */
function brokenLink(base: string, target: string): string | null {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? base : join(dirname(base), file);
  if (!existsSync(join(ROOT, path))) return `${base}: ${target} is not there`;
  if (anchor === undefined || !path.endsWith('.md')) return null;
  return anchorsOf(path).has(anchor) ? null : `${base}: ${target} has no such heading`;
}

it('every link of the documents leads somewhere', () => {
  const broken = filesBelow('.', /\.md$/).flatMap((path) =>
    [...read(path).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^(https?|mailto):/.test(target))
      .map((target) => brokenLink(path, target)),
  );
  expect(broken.filter((fault) => fault !== null)).toEqual([]);
});

it('every ruling that the code cites stands in docs/decisions.md under that name', () => {
  const cited = filesBelow('.', /\.(ts|cjs|js|sql)$/).flatMap((path) =>
    [...read(path).matchAll(/(docs\/[\w./-]+\.md)(#[\w-]+)?/g)].map(([, file = '', anchor = '']) => ({
      path,
      file,
      anchor,
    })),
  );
  const broken = cited.map(({ path, file, anchor }) => {
    const fault = brokenLink('README.md', `${file}${anchor}`);
    return fault && `${path}: ${fault}`;
  });
  expect(cited.filter(({ anchor }) => anchor !== '').length).toBeGreaterThan(3);
  expect(broken.filter((fault) => fault !== null)).toEqual([]);
});

it('no code cites a ruling by its number alone', () => {
  const bare = filesBelow('.', /\.ts$/).filter(
    (path) => path !== 'tests/docs.test.ts' && /decisions\.md[,]? (ruling )?\d/.test(read(path)),
  );
  expect(bare).toEqual([]);
});

it('every example of the documents compiles at the path in its first line', () => {
  const examples = filesBelow('docs', /\.md$/).flatMap((document) =>
    [...read(document).matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text = '']) => {
      const path = /^\/\/ (\S+\.ts)\n/.exec(text)?.[1];
      expect(path, `an example of ${document} without a path`).toBeDefined();
      return [path ?? '', text] as const;
    }),
  );
  expect(examples.length).toBeGreaterThan(5);
  const broken = 'export const broken: number = "text";';
  const faults = faultsOf({ ...Object.fromEntries(examples), 'docs/planted.ts': broken });
  expect(faults['docs/planted.ts']).toHaveLength(1);
  delete faults['docs/planted.ts'];
  expect(Object.values(faults).flat()).toEqual([]);
}, 60_000);
