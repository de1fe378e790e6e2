import type { Platform } from '../../contracts/values.ts';
import type { Call } from './money-calls.ts';
import type { Moment } from './serving.ts';
import { momentBefore, PERSON, type Seen, type Violation } from './seen.ts';

/**
 * Budgets that a person had changed and that we wrote over: raised again where they were halved, anything where they were doubled.
 * `not know`: where nothing stood between the last look at that very budget and the write, and the person's edit came after that
 * look, no client could know of it.
 */
export function budgetsWrittenOver(seen: Seen, platform: Platform, could: Could): Violation[] {
  const { edit } = seen;
  if (edit?.kind !== 'budget' && edit?.kind !== 'raise') return [];
  return afterEdit(seen, platform).flatMap(({ moment, before }) => {
    const micros = moment.dailyMicros - before.dailyMicros;
    const isOver = edit.kind === 'budget' ? micros > 0 : micros !== 0;
    if (
      !isOver ||
      before.living !== moment.living ||
      isLate(seen, platform, moment, MONEY) !== (could === 'not know')
    )
      return [];
    const told = {
      platform,
      what: `a person had ${edit.kind === 'budget' ? 'lowered' : 'raised'} the budget`,
    };
    const rule = edit.kind === 'budget' ? 'raised over a stop' : 'wrote over a raise';
    return [{ rule: could === 'know' ? rule : 'overtook', ...told, micros: Math.max(0, micros) }];
  });
}

/** Ads of a person that a write of ours let serve, although nobody approved them. */
export function foreignAdsServed(seen: Seen, platform: Platform, could: Could): Violation[] {
  if (seen.edit === null) return [];
  return afterEdit(seen, platform).flatMap(({ moment, before }) => {
    const more = moment.foreign - before.foreign;
    if (more <= 0 || cameWhileStarting(seen, platform, moment, ANY) !== (could === 'not know')) return [];
    const rule = could === 'know' ? 'let serve what nobody approved' : 'overtook';
    return [{ rule, platform, what: `${more} of a person's ads serve`, micros: moment.dailyMicros }];
  });
}

/** More money than approved with which a write of ours let something serve. */
export function unapprovedMoney(seen: Seen, platform: Platform, could: Could): Violation[] {
  const most = seen.approvedMicros[platform];
  const own = seen.moments[platform].filter(({ at, who }) => at >= seen.startedAt && who !== PERSON);
  return own.flatMap((moment) => {
    const before = momentBefore(seen.moments[platform], moment);
    const isOurs = (before?.serving.length ?? 0) === 0 || moment.dailyMicros > (before?.dailyMicros ?? 0);
    if (moment.serving.length === 0 || moment.dailyMicros <= most || !isOurs) return [];
    const isOfPerson = seen.edit?.kind === 'raise' || seen.edit?.kind === 'shared';
    const late =
      isOfPerson &&
      seen.platform === platform &&
      cameWhileStarting(seen, platform, moment, platform === 'google-ads' ? MONEY : ANY);
    if (late !== (could === 'not know')) return [];
    const rule = could === 'know' ? 'unapproved money' : 'overtook';
    const micros = moment.dailyMicros - most;
    return [{ rule, platform, what: `${moment.dailyMicros} of ${most} approved`, micros }];
  });
}

type Could = 'know' | 'not know';
const MONEY = ({ money }: Call): boolean => money !== null;
const ANY = (): boolean => true;

/** What our writes made of a platform after a person's edit there, each with what was there before. */
function afterEdit({ moments, edit, startedAt, platform: struck }: Seen, platform: Platform) {
  if (edit === null || platform !== struck) return [];
  return moments[platform].flatMap((moment) => {
    const before = momentBefore(moments[platform], moment);
    const isOurs = moment.who !== PERSON && moment.at >= startedAt && moment.at >= edit.at;
    return isOurs && before ? [{ moment, before }] : [];
  });
}

const isLate = (
  { calls, edit }: Seen,
  platform: Platform,
  { at }: Moment,
  isOfKind: (call: Call) => boolean,
): boolean =>
  edit !== null && cameAfterLastLook(calls, { platform, writtenAt: at, editedAt: edit.at }, isOfKind);

/**
 * Whether a person's edit came while a start was on its way: a look takes several calls, and the writes go out one after the other straight
 * after it. What comes after the call that looked at such a thing is not seen.
 */
function cameWhileStarting(
  { calls, edit }: Seen,
  platform: Platform,
  { at }: Moment,
  looksAt: (call: Call) => boolean,
): boolean {
  const own = calls.filter((call) => call.platform === platform && call.at <= at);
  const lastRead = own.findLastIndex(
    ({ effect }, place) => effect === 'read' && own[place + 1]?.effect === 'write',
  );
  const look = own.findLastIndex(
    (call, place) => place <= lastRead && call.effect === 'read' && looksAt(call),
  );
  const next = own[look + 1];
  const isOneLook = own.slice(Math.max(0, look), lastRead + 1).every(({ effect }) => effect === 'read');
  return look >= 0 && isOneLook && next !== undefined && edit !== null && edit.at >= next.at;
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
  could: Could,
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
    ...budgetsWrittenOver(seen, platform, 'not know'),
    ...foreignAdsServed(seen, platform, 'not know'),
    ...unapprovedMoney(seen, platform, 'not know'),
    ...madeAgain(seen, platform, 'not know'),
  ]);
}
