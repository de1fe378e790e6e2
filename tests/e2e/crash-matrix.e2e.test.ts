import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellOf, idOf, OPERATIONS, pairs, singles, type Calls, type Cell } from '../crash-matrix/cells.ts';
import { play, type Played } from '../crash-matrix/play.ts';
import { openWorld, type World } from '../crash-matrix/world.ts';
import { natsBinary } from '../support/cluster.ts';

const binary = await natsBinary();
const SEED = 20_261_128;
/** What thirty cells may take of the ordinary suite. */
const MOST_MS = 90_000;
/** Calls that every operation makes, whatever else it comes to make. */
const FIRST = Object.fromEntries(
  OPERATIONS.map((operation) => [operation, { 'google-ads': 2, 'linkedin-ads': 2 }]),
) as Calls;

/** The short form of `npm run crash-matrix`: thirty of its cells, every operation on both platforms among them. */
describe.runIf(binary)('publishing, whatever goes wrong at a call to a platform', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  }, 60_000);
  afterAll(() => world.stop());

  it('keeps what it promises in thirty cells of the crash matrix', { timeout: MOST_MS }, async () => {
    const played: Played[] = [];
    for (const cell of chosen()) played.push(await play(world, cell));
    expect(played).toHaveLength(30);
    const broken = played.filter(({ violations }) => violations.length > 0);
    expect(broken.map(({ cell, violations }) => [cell, violations])).toEqual([]);
    expect(played.filter(({ struck }) => struck).length).toBeGreaterThan(24);
    expect(played.filter(({ killed }) => killed).length).toBeGreaterThan(2);
  });
});

/** Of each operation on each platform two single faults and a pair; a few of them with a node that dies. */
function chosen(): Cell[] {
  const pick = (
    cells: readonly Cell[],
    operation: string,
    platform: string,
    kills: boolean,
    turn: number,
  ) => {
    const own = cells.filter(
      (cell) =>
        cell.operation === operation && cell.platform === platform && (cell.kill !== 'none') === kills,
    );
    return own[(SEED + turn * 7) % own.length];
  };
  const found = OPERATIONS.flatMap((operation, i) =>
    (['google-ads', 'linkedin-ads'] as const).flatMap((platform, j) => {
      const turn = i * 2 + j;
      return [
        pick(singles(FIRST), operation, platform, false, turn),
        pick(pairs(FIRST, SEED), operation, platform, false, turn),
        pick(
          turn % 3 === 0 ? pairs(FIRST, SEED) : singles(FIRST),
          operation,
          platform,
          turn % 3 === 0,
          turn + 1,
        ),
      ];
    }),
  );
  return found.filter((cell) => cell !== undefined).map((cell) => cellOf(idOf(cell)));
}
