import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFlags } from '@sip/ad-sandbox/flags';
import { FAULT_KINDS } from '@sip/ad-sandbox/faults/fault';

const ROOT = join(import.meta.dirname, '..');
const page = readFileSync(join(ROOT, 'docs/simulators.md'), 'utf8');
const child = spawn(process.execPath, [join(ROOT, 'packages/ad-sandbox/main.ts')], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
let urls: { googleAdsUrl: string; linkedInAdsUrl: string };

beforeAll(async () => {
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  urls = JSON.parse(line) as typeof urls;
});
afterAll(async () => {
  child.stdin.end();
  await once(child, 'exit');
});

/** Each example of the page: its commands, and the text that has to be in what they print. */
function examples(): { commands: string; expected: string }[] {
  const blocks = [...page.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  const lines = blocks.flatMap((block) => block.trimEnd().split('\n'));
  const found: { commands: string; expected: string }[] = [];
  let commands: string[] = [];
  for (const line of lines) {
    const expected = /^# → (.+)$/.exec(line)?.[1];
    if (expected === undefined) commands.push(line);
    else {
      found.push({ commands: commands.join('\n'), expected });
      commands = [];
    }
  }
  return found;
}

describe('the page of the simulators', () => {
  it('shows what its commands print', { timeout: 30_000 }, () => {
    const all = examples();
    expect(all.length).toBeGreaterThan(15);
    const script = all.map(({ commands }, n) => `echo; echo "<<${n}>>"\n${commands}`).join('\n');
    const run = spawnSync('bash', ['-c', script], {
      encoding: 'utf8',
      env: { ...process.env, GOOGLE: urls.googleAdsUrl, LINKEDIN: urls.linkedInAdsUrl },
    });
    const printed = run.stdout.split(/\n<<\d+>>\n/).slice(1);
    expect(run.stderr).toBe('');
    expect(printed.map((text, n) => text.includes(all[n]?.expected ?? '') || `${n}: ${text}`)).toEqual(
      all.map(() => true),
    );
  });

  it('names every kind of fault and every control call, and its flags are taken', () => {
    for (const kind of FAULT_KINDS) expect(page).toContain(`\`${kind}\``);
    const control = readFileSync(join(ROOT, 'packages/ad-sandbox/control.ts'), 'utf8');
    const calls = [...control.matchAll(/case '(?:GET|POST|DELETE) ([a-z-]+)/g)].map(([, name]) => name);
    expect(calls.length).toBeGreaterThan(8);
    for (const name of calls.filter((one) => one !== 'health')) expect(page).toContain(`/_simulator/${name}`);
    const flags = [...page.matchAll(/`(--fault [^`\[]*)`/g)].map(([, flag = '']) => flag.split(' '));
    expect(flags.map((flag) => readFlags(flag).faults.length)).toEqual([1]);
  });
});
