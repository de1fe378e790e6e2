import { PLATFORMS, type Platform } from '../../contracts/values.ts';
import { Random } from '../../scripts/prove/random.ts';
import type { Edit, Seen } from './seen.ts';
import { FAULTS, type Fault } from './answers.ts';
import { KILLS, type Kill } from './strike.ts';

export type OperationKind = Seen['operation'];
export const OPERATIONS: readonly OperationKind[] = ['publish', 'update', 'pause', 'resume', 'remove'];
export const EDITS: readonly Edit[] = [
  'none',
  'pause',
  'budget',
  'remove',
  'keyword',
  'raise',
  'enable',
  'ad',
  'group',
  'shared',
];

/** One thing that is tried: an operation, the call at which something happens, and what happens. */
export type Cell = {
  operation: OperationKind;
  platform: Platform;
  /** The n-th call to the platform of the operation. */
  call: number;
  fault: Fault;
  kill: Kill;
  edit: Edit;
  /** Somebody asks for a pause at that call. */
  pause: boolean;
};

/** How many calls an operation makes to a platform when nothing goes wrong. */
export type Calls = Readonly<Record<OperationKind, Readonly<Record<Platform, number>>>>;
type Place = Pick<Cell, 'operation' | 'platform' | 'call'>;
const CALM = { fault: 'none', kill: 'none', edit: 'none', pause: false } as const;

export const idOf = ({ operation, platform, call, fault, kill, edit, pause }: Cell): string =>
  [operation, platform, call, fault, kill, edit, pause ? 'pause' : 'calm'].join('/');

/** The cell with an id, at any call: also one that does not exist when nothing goes wrong. */
export function cellOf(id: string): Cell {
  const [operation, platform, call, fault, kill, edit, pause] = id.split('/');
  const cell = {
    operation,
    platform,
    call: Number(call),
    fault,
    kill,
    edit,
    pause: pause === 'pause',
  } as Cell;
  if (idOf(cell) !== id || !OPERATIONS.includes(cell.operation)) throw new Error(`${id} names no cell`);
  return cell;
}

export function placesOf(calls: Calls): Place[] {
  return OPERATIONS.flatMap((operation) =>
    PLATFORMS.flatMap((platform) =>
      Array.from({ length: calls[operation][platform] }, (_, index) => ({
        operation,
        platform,
        call: index + 1,
      })),
    ),
  );
}

/** Every single fault, kill, edit and pause at every place. */
export function singles(calls: Calls): Cell[] {
  return placesOf(calls).flatMap((place): Cell[] => [
    ...FAULTS.filter((fault) => fault !== 'none').map((fault) => ({ ...place, ...CALM, fault })),
    ...KILLS.filter((kill) => kill !== 'none').map((kill) => ({ ...place, ...CALM, kill })),
    ...editsOn(place)
      .filter((edit) => edit !== 'none')
      .map((edit) => ({ ...place, ...CALM, edit })),
    ...(place.operation === 'pause' ? [] : [{ ...place, ...CALM, pause: true }]),
  ]);
}

/** Foreign keywords and shared budgets exist on Google alone; while an update begins nothing of the campaign is paused. */
const editsOn = ({ operation, platform }: Place): readonly Edit[] =>
  EDITS.filter(
    (edit) =>
      (platform === 'google-ads' || !GOOGLE_ALONE.includes(edit)) &&
      !(edit === 'enable' && operation === 'update'),
  );
const GOOGLE_ALONE: readonly Edit[] = ['keyword', 'shared'];

/**
 * All pairs of factors by a covering array: for any two of (place, fault, kill, edit, pause), each pair of their values is in
 * some cell. Greedy: a cell for each fault at each place, whose other values cover as many pairs that are still open as the best
 * of a few drawn ones; then more cells at that place while any of its pairs is open.
 */
export function pairs(calls: Calls, seed: number): Cell[] {
  const random = new Random(seed);
  const covered = new Set<string>();
  const chosen: Cell[] = [];
  const gainOf = (cell: Cell) => pairsOf(cell).filter((pair) => !covered.has(pair)).length;
  const add = (cell: Cell) => {
    for (const pair of pairsOf(cell)) covered.add(pair);
    chosen.push(cell);
  };
  for (const place of placesOf(calls)) {
    const rest = KILLS.flatMap((kill) =>
      editsOn(place).flatMap((edit) => pausesAt(place).map((pause) => ({ kill, edit, pause }))),
    );
    for (const fault of FAULTS) {
      const drawn = Array.from({ length: 12 }, () => rest[random.whole(0, rest.length - 1)] ?? CALM);
      const cells = drawn.map((others): Cell => ({ ...place, fault, ...others }));
      add(cells.reduce((best, cell) => (gainOf(cell) > gainOf(best) ? cell : best)));
    }
    for (const fault of FAULTS)
      for (const others of rest)
        if (gainOf({ ...place, fault, ...others }) > 0) add({ ...place, fault, ...others });
  }
  return chosen;
}

const pausesAt = ({ operation }: Place): boolean[] => (operation === 'pause' ? [false] : [false, true]);

function pairsOf(cell: Cell): string[] {
  const place = `${cell.operation} ${cell.platform} ${cell.call}`;
  const values = [
    `at ${place}`,
    `fault ${cell.fault}`,
    `kill ${cell.kill}`,
    `edit ${cell.edit}`,
    `pause ${cell.pause}`,
  ];
  return values.flatMap((one, i) => values.slice(i + 1).map((other) => `${one} + ${other}`));
}

/** The cells of a run: every single one and every pair once, in an order that the seed draws. */
export function cellsOf(calls: Calls, seed: number): Cell[] {
  const byId = new Map([...singles(calls), ...pairs(calls, seed)].map((cell) => [idOf(cell), cell]));
  return shuffled([...byId.values()], new Random(seed));
}

function shuffled<T>(values: T[], random: Random): T[] {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const j = random.whole(0, i);
    [values[i], values[j]] = [values[j] as T, values[i] as T];
  }
  return values;
}
