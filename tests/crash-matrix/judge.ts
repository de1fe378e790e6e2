import type { Platform } from '../../contracts/values.ts';
import { ENDED } from './operations.ts';
import { budgetsWrittenOver, foreignAdsServed, madeAgain, unapprovedMoney } from './overtook.ts';
import type { Moment } from './serving.ts';
import { momentBefore, PERSON, type Edit, type Seen, type Violation } from './seen.ts';

const DAY_MS = 86_400_000;

/** What of the promises was broken, from outside: the platforms' journals and what the product said. */
export function judge(seen: Seen): Violation[] {
  return [
    ...operationsLost(seen),
    ...seen.platforms.flatMap((platform) => [
      ...twins(seen, platform),
      ...falseStops(seen, platform),
      ...startedOverStops(seen, platform),
      ...unapprovedMoney(seen, platform, 'know'),
      ...budgetsWrittenOver(seen, platform, 'know'),
      ...foreignAdsServed(seen, platform, 'know'),
      ...personsOwn(seen, platform),
      ...madeAgain(seen, platform, 'know'),
      ...offAir(seen, platform),
      ...falseWords(seen, platform),
    ]),
  ];
}

function operationsLost({ sayings, pause, operation }: Seen): Violation[] {
  const lastOf = sayings.at(-1);
  const lost = Object.entries(lastOf?.operations ?? {})
    .filter(([, status]) => !ENDED.includes(status))
    .map(([name, status]) => ({
      rule: 'operation lost',
      platform: null,
      what: `${name} stays ${status}`,
      micros: 0,
    }));
  const refused = pause && pause.acceptedAt === null && operation !== 'pause';
  return refused
    ? [...lost, { rule: 'pause refused', platform: null, what: 'a pause was not accepted', micros: 0 }]
    : lost;
}

/** Two of the same that serve, or two campaigns of one name. */
function twins({ moments }: Seen, platform: Platform): Violation[] {
  const end = moments[platform].at(-1);
  if (!end) return [];
  const extra = end.serving.length - new Set(end.serving).size + Math.max(0, end.living - 1);
  return extra > 0
    ? [{ rule: 'extra objects', platform, what: `${extra} too many`, micros: extra * end.dailyMicros }]
    : [];
}

/** From the moment at which the product was asked and said that it is stopped, nothing serves any more. */
function falseStops(seen: Seen, platform: Platform): Violation[] {
  const { moments, sayings, endedAt, operation, edit, platform: struck } = seen;
  const said = sayings.find(
    ({ operations, publications, campaign }) =>
      operations['pause'] === 'succeeded' && campaign === 'paused' && publications[platform] === 'paused',
  );
  if (!said) return [];
  const found: Violation[] = [];
  if (startedUnseen(seen, platform, said.heard)) return found;
  const spell = servingAfter(moments[platform], said.heard, endedAt);
  if (spell.ms > 0)
    found.push({
      rule: 'false stop',
      platform,
      what: `said to be paused, and served for ${spell.ms} ms`,
      micros: spell.micros,
    });
  const gone =
    edit?.kind === 'remove' &&
    platform === struck &&
    edit.at < said.heard &&
    (moments[platform].at(-1)?.living ?? 0) === 0;
  if (gone && operation === 'pause')
    found.push({
      rule: 'false stop',
      platform,
      what: 'said to be paused, and is not there any more',
      micros: 0,
    });
  return found;
}

/** What a write of ours started although a pause was accepted, or a person had stopped it on the platform. */
function startedOverStops(seen: Seen, platform: Platform): Violation[] {
  const { moments, pause, edit, mayBeLate, startedAt, inFlightMs } = seen;
  const rises = moments[platform].filter(
    (moment) =>
      moment.at >= startedAt &&
      moment.who !== PERSON &&
      moment.serving.length > 0 &&
      (momentBefore(moments[platform], moment)?.serving.length ?? 0) === 0,
  );
  return rises.flatMap(({ at, dailyMicros: micros }) => {
    const found: Violation[] = [];
    if (pause?.acceptedAt && !mayBeLate && at > pause.acceptedAt + inFlightMs)
      found.push({
        ...{ rule: 'served after a pause', platform, micros },
        what: `${at - pause.acceptedAt} ms after it was accepted`,
      });
    if (edit?.kind === 'pause' && platform === seen.platform && at > edit.at)
      found.push({ rule: 'raised over a stop', platform, what: 'a person had paused it', micros });
    return found;
  });
}

/** What our writes changed of what a person had made; who removes a campaign removes what is in it. */
const personsOwn = ({ touches, operation }: Seen, platform: Platform): Violation[] =>
  operation === 'remove' && platform !== KEPT
    ? []
    : touches[platform].map(({ object, what }) => ({
        rule: "touched a person's own",
        platform,
        what: `${object}: ${what}`,
        micros: 0,
      }));
/** The platform on which a removal leaves the campaign. */
const KEPT: Platform = 'google-ads';

/** An update never takes a campaign off air that serves. */
function offAir(
  { operation, moments, pause, edit, startedAt, platform: struck, sayings }: Seen,
  platform: Platform,
): Violation[] {
  const mayLower = edit && platform === struck && !KEEPS_SERVING.includes(edit.kind);
  if (operation !== 'update' || pause || mayLower) return [];
  const before = moments[platform].filter(({ at }) => at < startedAt).at(-1);
  const after = sayings.at(-1)?.operations['update'] === 'succeeded' ? moments[platform].at(-1) : before;
  const least = Math.min(before?.serving.length ?? 0, after?.serving.length ?? 0);
  const fewer = moments[platform].find(({ at, serving }) => at >= startedAt && serving.length < least);
  return fewer
    ? [
        {
          rule: 'off air',
          platform,
          what: `${fewer.serving.length} ads served instead of ${least}`,
          micros: 0,
        },
      ]
    : [];
}

/** Edits after which an update still has to keep serving what there is. */
const KEEPS_SERVING: readonly Edit[] = ['keyword', 'ad', 'group', 'shared', 'raise'];

/** What the product says in the end of what serves, and is not so. */
function falseWords(seen: Seen, platform: Platform): Violation[] {
  const { sayings, moments, edit, platform: struck, endedAt } = seen;
  const said = sayings.at(-1)?.publications[platform];
  const end = moments[platform].at(-1);
  const touched = edit && platform === struck;
  if (said === 'active' && !touched && (end?.serving.length ?? 0) === 0)
    return [{ rule: 'false active', platform, what: 'said to be active, and nothing serves', micros: 0 }];
  if (startedUnseen(seen, platform, endedAt)) return [];
  if ((said === 'removed' || said === 'paused') && (end?.serving.length ?? 0) > 0)
    return [
      { rule: 'false stop', platform, what: `said to be ${said}, and serves`, micros: end?.dailyMicros ?? 0 },
    ];
  return [];
}

/** Whether a person switched it on after we had last looked, before the moment at which something was said. */
function startedUnseen({ edit, platform: struck, calls }: Seen, platform: Platform, heard: number): boolean {
  if (edit?.kind !== 'enable' || platform !== struck) return false;
  const own = calls.filter((call) => call.platform === platform && call.at <= heard);
  const since = own.filter(({ at }) => at > edit.at);
  const during = own.findLast(({ at }) => at <= edit.at);
  return ![...since, during].some((call) => call?.effect === 'read');
}

/** How long something served after a moment, and what a day's budget of that time is. */
function servingAfter(
  moments: readonly Moment[],
  from: number,
  until: number,
): { ms: number; micros: number } {
  let ms = 0;
  let micros = 0;
  for (const [index, moment] of moments.entries()) {
    if (moment.serving.length === 0) continue;
    const begin = Math.max(from, moment.at);
    const end = Math.min(until, moments[index + 1]?.at ?? until);
    if (end <= begin) continue;
    ms += end - begin;
    micros += (moment.dailyMicros * (end - begin)) / DAY_MS;
  }
  return { ms, micros: Math.ceil(micros) };
}
