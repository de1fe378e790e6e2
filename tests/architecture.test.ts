import { createRequire } from 'node:module';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = [
  'services',
  'mixins',
  'contracts',
  'client',
  'rules',
  'storage',
  'lib',
  'packages',
  'scripts',
  'bench',
  'eval',
  'tests',
];
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: { name: string }[];
};
const RULES = forbidden.map((rule) => rule.name);

/** Files that each break a rule or two, with what they import. */
const BREACHES: Record<string, string[]> = {
  'lib/ring.ts': ['./ring-end.ts'],
  'lib/ring-end.ts': ['./ring.ts'],
  'lib/bad.ts': ['./environment.ts', './settings.ts', '../contracts/values.ts', '../rules/bad.ts'],
  'contracts/bad.ts': ['../storage/scope.ts', '../rules/bad.ts'],
  'client/bad.ts': ['../services/auth/store.ts'],
  'rules/bad.ts': ['../storage/scope.ts'],
  'storage/bad.ts': ['../mixins/node.ts', '@sip/ad-sandbox/bad', '../rules/bad.ts'],
  'scripts/bad.ts': ['../packages/ad-sandbox/bad.ts'],
  'eval/ai/bad.ts': ['../../services/ai/write/domain/bad.ts'],
  'mixins/door/bad.ts': ['node:http'],
  'mixins/bad.ts': ['../services/auth/store.ts', '../rules/bad.ts'],
  'packages/ad-sandbox/bad.ts': ['../../services/platforms/google-ads/map.ts', '../../rules/bad.ts'],
  'services/auth/store.ts': ['../../mixins/action.ts'],
  'services/auth/members/domain/rule.ts': [],
  'services/ai/store.ts': ['../auth/store.ts', '../../client/bad.ts'],
  'services/ai/write/actions/bad.ts': ['../../../../storage/scope.ts'],
  'services/ai/write/domain/bad.ts': [
    '../../../../storage/database.ts',
    '../../../auth/members/domain/rule.ts',
    '../../../../eval/ai/bad.ts',
  ],
  'services/platforms/google-ads/map.ts': ['../linkedin-ads/map.ts', '../../../storage/scope.ts'],
  'services/platforms/linkedin-ads/map.ts': [],
};

type Violation = { rule: { name: string }; from: string; to: string };

function violations(root: string): Violation[] {
  const run = spawnSync(
    process.execPath,
    [CRUISER, '--config', '.dependency-cruiser.cjs', '-T', 'json', ...FOLDERS],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  return (JSON.parse(run.stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

/** The installed modules for a copy of the product; its packages are its own. */
async function linkModules(copy: string): Promise<void> {
  await mkdir(join(copy, 'node_modules/@sip'), { recursive: true });
  await mkdir(join(copy, 'packages/ad-sandbox'));
  await cp(join(ROOT, 'packages/ad-sandbox/package.json'), join(copy, 'packages/ad-sandbox/package.json'));
  await symlink('../../packages/ad-sandbox', join(copy, 'node_modules/@sip/ad-sandbox'));
  const installed = await readdir(join(ROOT, 'node_modules'));
  for (const name of installed.filter((n) => n !== '@sip'))
    await symlink(join(ROOT, 'node_modules', name), join(copy, 'node_modules', name));
}

describe('architecture', () => {
  it('follows the arrows of docs/architecture.md', { timeout: 60_000 }, () => {
    expect(violations(ROOT).map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([]);
  });

  it('has no rule that a breach could pass', { timeout: 60_000 }, async () => {
    const copy = await mkdtemp(join(tmpdir(), 'sip-arrows-'));
    onTestFinished(() => rm(copy, { recursive: true, force: true }));
    for (const item of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      await cp(join(ROOT, item), join(copy, item));
    for (const item of ['lib', 'contracts', 'storage', 'mixins'])
      await cp(join(ROOT, item), join(copy, item), { recursive: true });
    for (const folder of FOLDERS) await mkdir(join(copy, folder), { recursive: true });
    await linkModules(copy);
    for (const [file, imports] of Object.entries(BREACHES)) {
      await mkdir(join(copy, file, '..'), { recursive: true });
      const lines = imports.map(
        (path, i) => `import * as m${i} from '${path}';\nexport const x${i} = m${i};\n`,
      );
      await writeFile(join(copy, file), `${lines.join('')}export const here = 1;\n`);
    }
    const found = violations(copy);
    expect([...new Set(found.map((v) => v.rule.name))].sort()).toEqual(RULES.toSorted());
    const below = found.filter((v) => v.rule.name === 'rules-are-for-services').map((v) => v.from);
    expect(below.sort()).toEqual([
      'contracts/bad.ts',
      'lib/bad.ts',
      'mixins/bad.ts',
      'packages/ad-sandbox/bad.ts',
      'storage/bad.ts',
    ]);
  });
});
