import { cellOf, type Cell } from './cells.ts';
import { CROWD_CELL } from './crowd.ts';
import type { Played } from './play.ts';

/** What is promised never to happen, as the judge calls it, and in which cells it could have. */
const COULD: Readonly<Record<string, (cell: Cell) => boolean>> = {
  'extra objects': ({ operation }) => operation === 'publish' || operation === 'update',
  'operation lost': () => true,
  'unapproved money': ({ operation }) => RAISES.includes(operation),
  'let serve what nobody approved': ({ operation, edit }) => edit === 'ad' && RAISES.includes(operation),
  "touched a person's own": ({ edit }) => ADDS.includes(edit),
  'wrote over a raise': ({ operation, edit }) => edit === 'raise' && operation !== 'pause',
  'served after a pause': ({ operation, pause }) => pause && RAISES.includes(operation),
  'raised over a stop': ({ operation, edit }) =>
    operation !== 'pause' && (edit === 'pause' || edit === 'budget'),
  'made again': ({ edit }) => edit === 'remove',
  'false stop': ({ operation, pause }) => pause || operation === 'pause' || operation === 'remove',
  'false active': ({ operation, edit }) => RAISES.includes(operation) && edit === 'none',
  'off air': ({ operation, pause, edit }) => operation === 'update' && !pause && KEEPS_SERVING.includes(edit),
  'pause refused': ({ pause }) => pause,
  'slow stop': () => false, // of the crowd alone
};
const RAISES: readonly Cell['operation'][] = ['publish', 'update', 'resume'];

const ADDS: readonly Cell['edit'][] = ['keyword', 'ad', 'group', 'shared'];
const KEEPS_SERVING: readonly Cell['edit'][] = ['none', 'raise', ...ADDS];

export const NEVER = Object.keys(COULD);

/** Whether a cell that was struck could have broken a promise: only those count beside a zero (3/N). */
export function couldBreak(rule: string, { cell, struck }: Pick<Played, 'cell' | 'struck'>): boolean {
  if (!struck) return false;
  if (cell === CROWD_CELL) return rule === 'slow stop';
  return COULD[rule]?.(cellOf(cell)) === true;
}
