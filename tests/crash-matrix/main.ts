import { existsSync, readFileSync, appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startDatabases } from '../../scripts/prove/fresh-databases.ts';
import { cellOf, cellsOf, idOf, pairs, placesOf, singles, type Cell } from './cells.ts';
import { play, playCalm, type Played } from './play.ts';
import { linesOf, slowness } from './report.ts';
import { CROWD_CELL, playCrowd } from './crowd.ts';
import { playPlanted } from './planted.ts';
import { openWorld, type World } from './world.ts';

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261128' },
    cells: { type: 'string', default: '100' },
    only: { type: 'string', default: '' },
    resume: { type: 'string' },
    cell: { type: 'string', multiple: true, default: [] },
    planted: { type: 'boolean', default: false },
  },
});

if (flags.planted) process.exitCode = (await playPlanted(flags.only, say)) > 0 ? 1 : 0;
else if (flags.cell.length > 0) await inWorld(playNamed);
else await inWorld(playMatrix);

/** npm run crash-matrix: faults, kills, edits and pauses at every call of every operation, judged from outside. */
async function playMatrix(world: World): Promise<void> {
  const seed = Number(flags.seed);
  const known: Played[] = flags.resume && existsSync(flags.resume) ? readLines(flags.resume) : [];
  const { calls, played: calm } = await playCalm(world);
  calm.push(await playCrowd(world));
  for (const one of calm) tell(one);
  const all = cellsOf(calls, seed);
  const done = new Set(known.map(({ cell }) => cell));
  const wanted = all
    .filter((cell) => idOf(cell).includes(flags.only) && !done.has(idOf(cell)))
    .slice(0, Number(flags.cells));
  const startedAt = Date.now();
  const played = [...known, ...calm, ...(await playEach(world, wanted))];
  const counts = {
    places: placesOf(calls).length,
    singles: singles(calls).length,
    pairs: pairs(calls, seed).length,
    all: all.length,
  };
  for (const line of linesOf(played, { counts, seed, seconds: (Date.now() - startedAt) / 1_000 })) say(line);
  const slow = slowness(played);
  for (const line of slow) say(line);
  if (slow.length > 0 || played.some(({ violations }) => violations.length > 0)) process.exitCode = 1;
}

/** Plays the cells that are named, and nothing else. */
async function playNamed(world: World): Promise<void> {
  if (flags.cell.includes(CROWD_CELL)) tell(await playCrowd(world));
  await playEach(world, flags.cell.filter((id) => id !== CROWD_CELL).map(cellOf));
}

async function playEach(world: World, cells: readonly Cell[]): Promise<Played[]> {
  const played: Played[] = [];
  for (const cell of cells) {
    const one = await play(world, cell);
    played.push(one);
    if (flags.resume) appendFileSync(flags.resume, `${JSON.stringify(one)}\n`);
    tell(one);
  }
  return played;
}

async function inWorld(work: (world: World) => Promise<void>): Promise<void> {
  const { url, password, adminUrl, stop } = await startDatabases({ durable: true });
  const world = await openWorld(() =>
    Promise.resolve({ url, password, adminUrl: () => adminUrl, drop: stop }),
  );
  try {
    await work(world);
  } finally {
    await world.stop();
  }
}

function tell({ cell, violations, overtook, operations, unedited }: Played): void {
  if (unedited) say(`UNEDITED ${cell}: ${unedited}`);
  for (const { platform, what, micros } of overtook)
    say(`OVERTOOK ${cell}: on ${platform}: ${what} after the last look, and ${micros} more was written`);
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
