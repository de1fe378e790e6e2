import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@sip/local-servers/free-port';
import { environment } from '../lib/environment.ts';
import { inboxIn } from '../scripts/demo/product.ts';
import { table } from '../scripts/demo/table.ts';
import { startContestant, type Contestant } from './contestant.ts';

const root = join(import.meta.dirname, '..');

/** node bench/startup.ts: how long npm start takes until /health says 200, and what the Node process holds in memory. */
async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sip-startup-'));
  try {
    const first = await start(dataDir);
    const rows = [['first start, empty data folder', first.seconds, await memory(first.product)]];
    await first.product.stop();
    const second = await start(dataDir);
    rows.push(['second start, same folder', second.seconds, await memory(second.product)]);
    const demo = spawnSync(process.execPath, [join(root, 'scripts/demo.ts')], {
      env: { ...environment(), API_URL: second.product.url, INBOX_URL: second.inboxUrl() },
      encoding: 'utf8',
    });
    if (demo.status !== 0) console.error(`the demo failed:\n${demo.stdout.slice(-1_500)}`);
    rows.push([
      demo.status === 0 ? 'after the demo' : 'after a demo that failed',
      '',
      await memory(second.product),
    ]);
    await second.product.stop();
    for (const line of table(['', 'until healthy', 'memory (RSS)'], rows)) console.log(line);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Started = { product: Contestant; seconds: string; inboxUrl: () => string };

async function start(dataDir: string): Promise<Started> {
  const port = await freePort(3_960);
  let inboxUrl: string | null = null;
  const startedAt = performance.now();
  const product = await startContestant(
    'the product',
    [process.execPath, join(root, 'scripts/start.ts')],
    { DATA_DIR: dataDir, API_GATEWAY_PORT: String(port), BROKER_METRICS_PORT: '0' },
    { url: `http://127.0.0.1:${port}`, path: '/health' },
    (line) => (inboxUrl ??= inboxIn(line)),
  );
  const seconds = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  return { product, seconds, inboxUrl: () => inboxUrl ?? '' };
}

async function memory(product: Contestant): Promise<string> {
  const mib = await product.residentMiB();
  return mib === null ? '–' : `${mib.toFixed(0)} MiB`;
}

await main();
