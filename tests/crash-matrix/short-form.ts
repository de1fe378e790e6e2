import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLATFORMS, type Platform } from '../../contracts/values.ts';
import { natsBinary } from '../support/cluster.ts';
import { cellOf, idOf, OPERATIONS, pairs, singles, type Calls, type Cell } from './cells.ts';
import { play, type Played } from './play.ts';
import { openWorld, type World } from './world.ts';

const binary = await natsBinary();
const SEED = 20_261_128;
/** Both halves run beside each other, and are done within a minute and a half. */
const MOST_MS = 90_000;
/** Calls that every operation makes, whatever else it comes to make. */
const FIRST = Object.fromEntries(
  OPERATIONS.map((operation) => [operation, { 'google-ads': 2, 'linkedin-ads': 2 }]),
) as Calls;

/** The short form of `npm run crash-matrix`: on each platform fifteen of its cells, every operation among them. */
export function shortForm(platform: Platform): void {
  describe.runIf(binary)(`publishing, whatever goes wrong at a call to ${platform}`, () => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld();
    }, 60_000);
    afterAll(() => world.stop());

    it('keeps what it promises in fifteen cells of the crash matrix', { timeout: MOST_MS }, async () => {
      const played: Played[] = [];
      for (const cell of chosen(platform)) played.push(await play(world, cell));
      expect(played).toHaveLength(15);
      const broken = played.filter(({ violations }) => violations.length > 0);
      expect(broken.map(({ cell, violations }) => [cell, violations])).toEqual([]);
      expect(played.filter(({ struck }) => struck).length).toBeGreaterThan(11);
      expect(played.filter(({ killed }) => killed).length).toBeGreaterThan(0);
    });
  });
}

/** Of each operation two single faults and a pair; a few of them with a node that dies. */
function chosen(platform: Platform): Cell[] {
  const pick = (cells: readonly Cell[], operation: string, kills: boolean, turn: number) => {
    const own = cells.filter(
      (cell) =>
        cell.operation === operation && cell.platform === platform && (cell.kill !== 'none') === kills,
    );
    return own[(SEED + turn * 7) % own.length];
  };
  const found = OPERATIONS.flatMap((operation, i) => {
    const turn = i * 2 + PLATFORMS.indexOf(platform);
    const kills = turn % 3 === 0;
    return [
      pick(singles(FIRST), operation, false, turn),
      pick(pairs(FIRST, SEED), operation, false, turn),
      pick(kills ? pairs(FIRST, SEED) : singles(FIRST), operation, kills, turn + 1),
    ];
  });
  return found.filter((cell) => cell !== undefined).map((cell) => cellOf(idOf(cell)));
}
