import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['services', 'mixins', 'contracts', 'storage', 'lib', 'simulators', 'scripts'];
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

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

describe('architecture', () => {
  it('follows the arrows of docs/architecture.md', { timeout: 60_000 }, () => {
    expect(violations(ROOT).map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([]);
  });

  it('notices arrows that point the wrong way', { timeout: 60_000 }, async () => {
    const copy = await mkdtemp(join(tmpdir(), 'sip-arrows-'));
    onTestFinished(() => rm(copy, { recursive: true, force: true }));
    for (const item of [
      '.dependency-cruiser.cjs',
      'tsconfig.json',
      'package.json',
      'lib',
      'contracts',
      'storage',
      'mixins',
    ]) {
      await cp(join(ROOT, item), join(copy, item), { recursive: true });
    }
    await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const plant = async (file: string, text: string) => {
      await mkdir(join(copy, file, '..'), { recursive: true });
      await writeFile(join(copy, file), text);
    };
    for (const folder of FOLDERS) await mkdir(join(copy, folder), { recursive: true });
    await plant(
      'services/ai/domain/bad.ts',
      `import { Database } from '../../../storage/database.ts';\nexport const x = Database;\n`,
    );
    await plant(
      'services/ai/store.ts',
      `import { other } from '../auth/store.ts';\nexport const y = other;\n`,
    );
    await plant(
      'services/auth/store.ts',
      `import { action } from '../../mixins/action.ts';\nexport const other = action;\n`,
    );
    await plant(
      'services/platforms/google-ads/map.ts',
      `import { a } from '../linkedin-ads/map.ts';\nexport const m = a;\n`,
    );
    await plant('services/platforms/linkedin-ads/map.ts', `export const a = 1;\n`);
    await plant(
      'simulators/bad.ts',
      `import { m } from '../services/platforms/google-ads/map.ts';\nexport const s = m;\n`,
    );
    await plant(
      'lib/bad.ts',
      `import { loadConfig } from './config.ts';\nimport { Campaign } from '../contracts/campaign.ts';\nexport const z = [loadConfig, Campaign];\n`,
    );
    const found = new Set(violations(copy).map((v) => v.rule.name));
    for (const rule of [
      'domain-is-pure',
      'services-talk-by-contract',
      'stores-know-no-frame',
      'vendors-know-not-each-other',
      'simulators-share-nothing-with-adapters',
      'lib-stands-alone',
    ]) {
      expect([...found]).toContain(rule);
    }
  });
});
