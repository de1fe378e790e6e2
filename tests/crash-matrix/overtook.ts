import type { Platform } from '../../contracts/values.ts';
import type { Call } from './money-calls.ts';
import { momentBefore, PERSON, type Seen, type Violation } from './seen.ts';

/**
 * Budgets that a person had lowered and that an update has raised again. `seen`: where nothing stood between the last look at
 * that very budget and the write, and the person's edit came after that look, no client could know of it.
 */
export function raisedBudgets(
  { moments, edit, operation, startedAt, platform: struck, calls }: Seen,
  platform: Platform,
  could: 'know' | 'not know',
): Violation[] {
  if (edit?.kind !== 'budget' || operation !== 'update' || platform !== struck) return [];
  return moments[platform].flatMap((moment) => {
    const micros = moment.dailyMicros - (momentBefore(moments[platform], moment)?.dailyMicros ?? 0);
    const raised = moment.at >= startedAt && moment.at >= edit.at && moment.who !== PERSON && micros > 0;
    const times = { platform, writtenAt: moment.at, editedAt: edit.at };
    const isLate = raised && cameAfterLastLook(calls, times, ({ money }) => money !== null);
    if (!raised || isLate !== (could === 'not know')) return [];
    const rule = could === 'know' ? 'raised over a stop' : 'overtook';
    return [{ rule, platform, what: 'a person had lowered the budget', micros }];
  });
}

/**
 * Whether a person's edit came while our last write of the kind was on its way: straight before it we had looked at that very
 * object, and the edit came after the write had arrived.
 */
function cameAfterLastLook(
  calls: readonly Call[],
  { platform, writtenAt, editedAt }: { platform: Platform; writtenAt: number; editedAt: number },
  isOfKind: (call: Call) => boolean,
): boolean {
  const own = calls.filter((call) => call.platform === platform && call.at <= writtenAt);
  const place = own.findLastIndex((call) => call.effect === 'write' && isOfKind(call));
  const [look, write] = [own[place - 1], own[place]];
  return (
    look?.effect === 'read' && look.money === write?.money && write !== undefined && editedAt >= write.at
  );
}

/**
 * What a person had removed and one of our writes brought back. LinkedIn takes a new status for a group that is archived, so a pause
 * that was on its way when somebody archived it leaves it paused.
 */
export function madeAgain(
  { moments, edit, operation, startedAt, platform: struck, calls }: Seen,
  platform: Platform,
  could: 'know' | 'not know',
): Violation[] {
  if (edit?.kind !== 'remove' || operation === 'publish' || platform !== struck) return [];
  return moments[platform].flatMap((moment) => {
    const more = moment.living > (momentBefore(moments[platform], moment)?.living ?? 0);
    if (!more || moment.at < startedAt || moment.at <= edit.at || moment.who === PERSON) return [];
    const times = { platform, writtenAt: moment.at, editedAt: edit.at };
    if (cameAfterLastLook(calls, times, () => true) !== (could === 'not know')) return [];
    const rule = could === 'know' ? 'made again' : 'overtook';
    return [{ rule, platform, what: 'a person had removed it', micros: moment.dailyMicros }];
  });
}

/** What no client could prevent, because neither platform writes under a condition: told apart, and never left out. */
export function overtook(seen: Seen): Violation[] {
  return seen.platforms.flatMap((platform) => [
    ...raisedBudgets(seen, platform, 'not know'),
    ...madeAgain(seen, platform, 'not know'),
  ]);
}
