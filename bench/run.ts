import { parseArgs } from 'node:util';
import { openArena, type Arena } from './arena.ts';
import { measure, type Load } from './measure.ts';
import { pinLoad } from './pin.ts';
import { describe, type Rounds } from './results.ts';
import { neighbour } from './neighbour/neighbour.ts';
import { benchIngest } from './ingest/ingest.ts';
import { benchIngestMemory } from './ingest/memory.ts';
import { benchPublish } from './publish/publish.ts';
import { benchReports } from './reports/reports.ts';
import { proveSame } from './same-answer.ts';
import { seed } from './seed.ts';
import { workloadsFor, type Workload } from './workloads.ts';

const WARM_UP_SECONDS = 2;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean' },
    profile: { type: 'boolean' },
    only: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    connections: { type: 'string' },
    campaigns: { type: 'string' },
    rate: { type: 'string' },
    times: { type: 'string' },
    delay: { type: 'string' },
    rows: { type: 'string' },
    others: { type: 'string' },
    memory: { type: 'string' },
  },
});
const quick = flags.quick === true;
const rounds = Number(flags.rounds ?? (quick ? 3 : 5));
const seconds = Number(flags.seconds ?? (quick ? 2 : 4));
const connections = Number(flags.connections ?? 32);
const campaigns = Number(flags.campaigns ?? 1_000);

/** npm run bench: our product and the peer on one database server, loaded in turns (bench/README.md). */
async function main(): Promise<void> {
  const pinning = pinLoad();
  const arena = await openArena(pinning.prefix, flags.profile === true);
  try {
    const { token, strangerToken, ids } = await seed(arena, campaigns);
    const bytes = await proveSame(arena.ours, arena.peer, { token, strangerToken, id: ids[0] ?? '' });
    console.log(
      `Both give the same answers (a campaign of ${bytes} bytes, ${campaigns} of them), 401 and 404 alike.`,
    );
    console.log(`${rounds} rounds of ${seconds} s, ${connections} connections, in turns; ${pinning.words}.`);
    console.log('Ours: everything on; only the rate limit is raised, so that it counts without refusing.\n');
    for (const workload of workloadsFor(ids).filter((w) => w.name.includes(flags.only ?? ''))) {
      const result = await play(arena, workload, { connections, seconds, token });
      for (const line of describe(result)) console.log(line);
    }
  } finally {
    await arena.close();
  }
}

async function play(arena: Arena, workload: Workload, load: Load): Promise<Rounds> {
  const result: Rounds = { name: workload.name, ours: [], peer: [] };
  const warmUp = { ...load, seconds: WARM_UP_SECONDS };
  await measure(arena.ours, workload, warmUp);
  await measure(arena.peer, workload, warmUp);
  for (let round = 0; round < rounds; round += 1) {
    result.ours.push(await measure(arena.ours, workload, load));
    result.peer.push(await measure(arena.peer, workload, load));
  }
  return result;
}

if (positionals[0] === 'neighbour')
  await neighbour({
    pairs: rounds,
    seconds: Number(flags.seconds ?? (quick ? 5 : 15)),
    rate: Number(flags.rate ?? 20),
    times: Number(flags.times ?? 100),
  });
else if (positionals[0] === 'ingest' && flags.memory !== undefined)
  await benchIngestMemory({ megabytes: Number(flags.memory), only: flags.only ?? '' });
else if (positionals[0] === 'ingest')
  await benchIngest({
    rounds,
    rows: Number(flags.rows ?? (quick ? 60_000 : 1_000_000)),
    others: Number(flags.others ?? (quick ? 100_000 : 1_000_000)),
  });
else if (positionals[0] === 'reports') await benchReports({ rounds });
else if (positionals[0] === 'publish')
  await benchPublish({
    rounds,
    campaigns: Number(flags.campaigns ?? 12),
    delayMs: Number(flags.delay ?? 50),
  });
else await main();
