import { startDatabases } from '../../scripts/prove/fresh-databases.ts';
import { PLATFORMS, type Platform } from '../../contracts/values.ts';
import { natsBinary, startCluster, type Cluster } from '../../tests/support/cluster.ts';
import type { Sandbox } from '../../tests/support/sandbox.ts';
import { table } from '../../scripts/demo/table.ts';
import { median } from '../measure.ts';
import { approved, publish, settle, type Organization } from './organizations.ts';

/** `campaigns`: how many are published at once, each by an organisation of its own; `delayMs`: what a call takes at a platform. */
export type PublishOptions = { rounds: number; campaigns: number; delayMs: number };

const NODES = {
  1: [],
  2: [
    ['campaign.b', ['campaign']],
    ['platforms.b', ['platforms']],
  ],
} as const;

/** npm run bench -- publish: publishes a minute through one node and two, and the share of the time that is ours. */
export async function benchPublish(options: PublishOptions): Promise<void> {
  console.log(
    `A process a service, over NATS with TLS; each call takes ${options.delayMs} ms at the platforms. Peer: the same number of calls, one after another, by bare fetch.\n`,
  );
  const rows: string[][] = [];
  for (const nodes of [1, 2] as const) {
    const cluster = await openCluster(nodes);
    try {
      rows.push(...(await measureCluster(cluster, nodes, options)));
    } finally {
      await cluster.stop();
    }
  }
  for (const line of table(['', 'ours', 'peer', 'ours ÷ peer'], rows)) console.log(line);
}

async function measureCluster(
  cluster: Cluster,
  nodes: 1 | 2,
  { rounds, campaigns, delayMs }: PublishOptions,
): Promise<string[][]> {
  const organizations: Organization[] = [];
  while (organizations.length < campaigns) organizations.push(await settle(cluster.url));
  slowDown(cluster.sandbox, delayMs);
  const rows = nodes === 1 ? await alone(cluster, organizations[0] as Organization, rounds) : [];
  const perMinute: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ids = await Promise.all(organizations.map((one) => approved(one)));
    const startedAt = performance.now();
    await Promise.all(organizations.map((one, i) => publish(one, ids[i] ?? '')));
    perMinute.push((campaigns * 60_000) / (performance.now() - startedAt));
  }
  const words = `publishes a minute, ${campaigns} at once, ${nodes === 1 ? 'one node' : 'two nodes'}`;
  return [...rows, [words, median(perMinute).toFixed(0), '', '']];
}

/** One campaign alone on each platform, beside the same number of calls by bare fetch. */
async function alone({ sandbox }: Cluster, organization: Organization, rounds: number): Promise<string[][]> {
  const rows: string[][] = [];
  for (const platform of PLATFORMS) {
    const [ours, bare, counts]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < rounds; round += 1) {
      const id = await approved(organization, [platform]);
      const before = callsTo(sandbox, platform);
      ours.push(await publish(organization, id));
      const calls = callsTo(sandbox, platform) - before;
      counts.push(calls);
      bare.push(await bareCalls(sandbox, platform, calls));
    }
    const [mine, theirs] = [median(ours), median(bare)];
    const share = (100 * (mine - theirs)) / mine;
    rows.push([
      `one publish on ${platform}, ${median(counts)} calls; ${share.toFixed(0)} % of its time is ours`,
      `${mine.toFixed(0)} ms`,
      `${theirs.toFixed(0)} ms`,
      (mine / theirs).toFixed(2),
    ]);
  }
  return rows;
}

const serverOf = ({ google, linkedin }: Sandbox, platform: Platform) =>
  platform === 'google-ads' ? google : linkedin;
const callsTo = (sandbox: Sandbox, platform: Platform) => serverOf(sandbox, platform).requests.length;

async function bareCalls(sandbox: Sandbox, platform: Platform, count: number): Promise<number> {
  const { url } = serverOf(sandbox, platform);
  const startedAt = performance.now();
  for (let i = 0; i < count; i += 1)
    await (await fetch(`${url}/rest/adAccounts/1`, { headers: { authorization: 'Bearer nobody' } })).text();
  return performance.now() - startedAt;
}

function slowDown({ google, linkedin }: Sandbox, ms: number): void {
  for (const { faults } of [google, linkedin])
    faults.arm({ match: {}, times: Number.MAX_SAFE_INTEGER, skip: 0, kind: 'delay', ms });
}

async function openCluster(nodes: 1 | 2): Promise<Cluster> {
  const binary = await natsBinary();
  if (!binary) throw new Error('no nats-server: apt-get install nats-server');
  const { url, password, adminUrl, stop } = await startDatabases({ durable: true });
  const settings = { LIMIT_API_PER_MINUTE: '1000000', LIMIT_REGISTER_PER_MINUTE: '1000000' };
  return startCluster(binary, NODES[nodes], settings, undefined, () =>
    Promise.resolve({ url, password, adminUrl: () => adminUrl, drop: stop }),
  );
}
