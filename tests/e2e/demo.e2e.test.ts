import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../support/sandbox.ts';
import { startStack, type Stack } from '../support/stack.ts';

const DEMO = join(import.meta.dirname, '../../scripts/demo.ts');

let sandbox: Sandbox;
let stack: Stack;
beforeAll(async () => {
  sandbox = await startSandbox();
  stack = await startStack({
    services: ['gateway', 'auth', 'campaign', 'ai', 'analytics', 'platforms'],
    env: sandbox.env,
  });
}, 60_000);
afterAll(async () => {
  await stack?.stop();
  await sandbox?.close();
});

/** Plays `npm run demo` against the stack; gives its exit code and all that it printed. */
async function demo(): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, [DEMO, '--seed', '7'], {
    env: { PATH: process.env['PATH'] ?? '', API_URL: stack.url, INBOX_URL: sandbox.mail.inboxUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

it('npm run demo plays the whole journey, ends with a table and a chart, and fails loudly when a step does', async () => {
  const { code, said } = await demo();
  expect([code, said.match(/✗/g), said.match(/✓/g)?.length], said).toEqual([0, null, 11]);
  for (const text of ['Cost per conv.', 'Together', 'Conversions a week', '█', 'Done in'])
    expect(said).toContain(text);

  await sandbox.google.close();
  const broken = await demo();
  expect(broken.code).toBe(1);
  expect(broken.said).toMatch(/✗ step 2, “A sandbox ad account of each platform”, failed/);
  expect(broken.said).not.toContain('Done in');
});
