import { existsSync, readFileSync, appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startDatabases } from '../../scripts/prove/fresh-databases.ts';
import { cellsOf, idOf, pairs, placesOf, singles } from './cells.ts';
import { play, playCalm, type Played } from './play.ts';
import { linesOf } from './report.ts';
import { openWorld } from './world.ts';

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261128' },
    cells: { type: 'string', default: '100' },
    only: { type: 'string', default: '' },
    resume: { type: 'string' },
  },
});

/** npm run crash-matrix: faults, kills, edits and pauses at every call of every operation, judged from outside. */
const seed = Number(flags.seed);
const known: Played[] = flags.resume && existsSync(flags.resume) ? readLines(flags.resume) : [];
const databases = await startDatabases({ durable: true });
const { url, password, adminUrl, stop } = databases;
const world = await openWorld(() => Promise.resolve({ url, password, adminUrl: () => adminUrl, drop: stop }));
try {
  const { calls, played: calm } = await playCalm(world);
  const all = cellsOf(calls, seed);
  const counts = {
    places: placesOf(calls).length,
    singles: singles(calls).length,
    pairs: pairs(calls, seed).length,
    all: all.length,
  };
  const done = new Set(known.map(({ cell }) => cell));
  const wanted = all
    .filter((cell) => idOf(cell).includes(flags.only) && !done.has(idOf(cell)))
    .slice(0, Number(flags.cells));
  const played: Played[] = [...known, ...calm];
  for (const one of calm) tell(one);
  const startedAt = Date.now();
  for (const cell of wanted) {
    const one = await play(world, cell);
    played.push(one);
    if (flags.resume) appendFileSync(flags.resume, `${JSON.stringify(one)}\n`);
    tell(one);
  }
  for (const line of linesOf(played, { counts, seed, seconds: (Date.now() - startedAt) / 1_000 })) say(line);
  process.exitCode = played.some(({ violations }) => violations.length > 0) ? 1 : 0;
} finally {
  await world.stop();
}

function tell({ cell, violations, operations }: Played): void {
  for (const { rule, platform, what } of violations)
    say(
      `BROKEN ${cell}: ${rule}${platform ? ` on ${platform}` : ''}: ${what} (${JSON.stringify(operations)})`,
    );
}

function readLines(file: string): Played[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Played);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
