import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { environment, type Environment } from '../../lib/environment.ts';
import { DemoFailure } from './failure.ts';

/** A running product: its address, its mail inbox, and `stop`, which does nothing when the product ran before. */
export type Product = {
  base: string;
  inboxUrl: string;
  started: boolean;
  /** The last lines of its output, when the demo has started it. */
  lastLines: () => string[];
  stop: () => Promise<void>;
};

const INBOX = 'http://127.0.0.1:17080';
const LAST_LINES = 15;
const STOP_MS = 15_000;
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** The address of the product: API_URL, or the default one. */
export function addressFrom(env: Environment): string {
  return env['API_URL'] || `http://127.0.0.1:${env['API_GATEWAY_PORT'] || '3000'}`;
}

/** Returns the product that answers at `base`, or starts one there with these variables added. @throws DemoFailure */
export async function findProduct(
  base: string,
  say: (line: string) => void,
  variables: Readonly<Record<string, string>> = {},
): Promise<Product> {
  const inboxUrl = environment()['INBOX_URL'] ?? INBOX;
  const health = await fetch(new URL('/health', base), { signal: AbortSignal.timeout(5_000) }).catch(
    () => null,
  );
  if (health?.ok) return { base, inboxUrl, started: false, lastLines: () => [], stop: async () => undefined };
  if (health) {
    throw new DemoFailure(`the product at ${base} is not ready (${health.status})`, [
      (await health.text()).slice(0, 500),
    ]);
  }
  const url = new URL(base);
  if (!LOOPBACK.includes(url.hostname) || url.protocol !== 'http:')
    throw new DemoFailure(`nothing answers at ${base}, and a product can be started on this machine only`);
  say(`Nothing answers at ${base}: starting the product there`);
  return startProduct(base, { ...variables, API_GATEWAY_PORT: url.port === '' ? '80' : url.port });
}

async function startProduct(base: string, variables: Readonly<Record<string, string>>): Promise<Product> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../start.ts')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment(), ...variables },
  });
  const lines: string[] = [];
  const addLine = (line: string) => {
    lines.push(line);
    if (lines.length > 200) lines.shift();
  };
  createInterface(child.stderr).on('line', addLine);
  const inboxUrl = await waitUntilReady(child, addLine);
  const lastLines = () => lines.filter((line) => line.trim() !== '').slice(-LAST_LINES);
  if (inboxUrl === null) throw new DemoFailure('the product did not start', lastLines());
  lines.length = 0;
  return { base, inboxUrl, started: true, lastLines, stop: () => end(child) };
}

/** Waits for the last line that the product prints at its start; returns its inbox, or null when it ended. */
function waitUntilReady(child: ChildProcess, addLine: (line: string) => void): Promise<string | null> {
  return new Promise((resolve) => {
    let inbox = environment()['INBOX_URL'];
    child.once('exit', () => resolve(null));
    if (!child.stdout) return;
    createInterface(child.stdout).on('line', (line) => {
      addLine(line);
      inbox ??= inboxIn(line) ?? undefined;
      if (/^\s*Next:/.test(withoutColours(line))) resolve(inbox ?? INBOX);
    });
  });
}

/** The mail inbox in a line of the product's output, or null. */
export function inboxIn(line: string): string | null {
  return /^\s*Mail\s+(http\S+)/.exec(withoutColours(line))?.[1] ?? null;
}

/** The text without colour codes. */
const withoutColours = (text: string) =>
  text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exit;
  clearTimeout(timer);
}
