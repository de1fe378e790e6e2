import { loadavg } from 'node:os';
import { startDatabases } from '../../scripts/prove/fresh-databases.ts';
import { natsBinary, startCluster, type Cluster } from '../../tests/support/cluster.ts';
import { reportOf, type Pair } from './report.ts';
import { startNoise } from './start-noise.ts';
import { steadyReads } from './steady-reads.ts';
import { moveIn, type Tenants } from './tenants.ts';

/** `rate`: requests a second of the quiet organisation; the loud one tries to make `times` as many. */
export type NeighbourOptions = { pairs: number; seconds: number; rate: number; times: number };

/** How long the loud organisation has been loud when measuring begins, and how long quiet lasts after it. */
const SETTLE_SECONDS = 2;
/** The default of the product. */
const LIMIT_PER_MINUTE = '600';

/** npm run bench -- neighbour: how long one organisation waits, alone and beside one that sends a hundred times its share. */
export async function neighbour(options: NeighbourOptions): Promise<void> {
  const cluster = await openCluster();
  try {
    console.log(
      `A process a service, over NATS with TLS; the limit is ${LIMIT_PER_MINUTE} requests a minute and client, as by default.`,
    );
    const tenants = await moveIn(cluster.url, options.pairs);
    await steadyReads(cluster.url, tenants.quiet, { rate: options.rate, seconds: 3 });
    const pairs: Pair[] = [];
    for (let round = 0; round < options.pairs; round += 1)
      pairs.push(await playPair(cluster.url, tenants, round, options));
    for (const line of reportOf(pairs, options)) console.log(line);
  } finally {
    await cluster.stop();
  }
}

async function playPair(
  url: string,
  tenants: Tenants,
  round: number,
  options: NeighbourOptions,
): Promise<Pair> {
  const { rate, seconds, times } = options;
  const load = loadavg()[0] ?? NaN;
  const alone = await steadyReads(url, tenants.quiet, { rate, seconds });
  const loud = { keys: tenants.loud[round] ?? [], campaignId: tenants.loudCampaignId };
  const noise = await startNoise({
    url,
    ...loud,
    perSecond: rate * times,
    seconds: seconds + SETTLE_SECONDS,
  });
  await pause(SETTLE_SECONDS);
  const beside = await steadyReads(url, tenants.quiet, { rate, seconds });
  const sent = await noise.end();
  await pause(SETTLE_SECONDS);
  return { alone, beside, sent, load };
}

async function openCluster(): Promise<Cluster> {
  const binary = await natsBinary();
  if (!binary) throw new Error('no nats-server: apt-get install nats-server');
  const databases = await startDatabases({ durable: true });
  const { url, password, adminUrl, stop } = databases;
  const opened = { url, password, adminUrl: () => adminUrl, drop: stop };
  const settings = { LIMIT_API_PER_MINUTE: LIMIT_PER_MINUTE };
  return startCluster(binary, [], settings, undefined, () => Promise.resolve(opened));
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
