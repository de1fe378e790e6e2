import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { overtook } from './overtook.ts';
import { PERSON, type Saying, type Seen } from './seen.ts';
import type { Moment } from './serving.ts';

const moment = (at: number, serving: string[], changes: Partial<Moment> = {}): Moment => ({
  at,
  who: 'client',
  serving,
  foreign: 0,
  dailyMicros: 50,
  living: 1,
  ...changes,
});
const saying = (heard: number, changes: Partial<Saying> = {}): Saying => ({
  heard,
  campaign: 'active',
  publications: { 'google-ads': 'active' },
  operations: { update: 'succeeded' },
  ...changes,
});
/** A calm update of a campaign that serves one ad, with what is changed about it. */
const seenWith = (changes: Partial<Seen>): Seen => ({
  operation: 'update',
  platform: 'google-ads',
  platforms: ['google-ads'],
  moments: { 'google-ads': [moment(0, ['a']), moment(110, ['b'])], 'linkedin-ads': [] },
  sayings: [saying(200)],
  touches: { 'google-ads': [], 'linkedin-ads': [] },
  calls: [],
  startedAt: 100,
  pause: null,
  edit: null,
  mayBeLate: false,
  approvedMicros: { 'google-ads': 50, 'linkedin-ads': 50 },
  endedAt: 300,
  inFlightMs: 20,
  ...changes,
});
const rules = (changes: Partial<Seen>): string[] => judge(seenWith(changes)).map(({ rule }) => rule);
const overtaken = (changes: Partial<Seen>): string[] => overtook(seenWith(changes)).map(({ rule }) => rule);
const google = (...moments: Moment[]) => ({ moments: { 'google-ads': moments, 'linkedin-ads': [] } });
const stopped = (heard: number) =>
  saying(heard, {
    campaign: 'paused',
    publications: { 'google-ads': 'paused' },
    operations: { pause: 'succeeded' },
  });

describe('the judge', () => {
  it('finds nothing wrong with an update that keeps serving', () => {
    expect(rules({})).toEqual([]);
  });

  it('finds an operation that does not end, and a pause that was not accepted', () => {
    expect(rules({ sayings: [saying(200, { operations: { update: 'running' } })] })).toEqual([
      'operation lost',
    ]);
    expect(rules({ pause: { askedAt: 120, acceptedAt: null } })).toEqual(['pause refused']);
  });

  it('finds twins among ads and among campaigns', () => {
    expect(rules(google(moment(0, ['a']), moment(110, ['b', 'b'])))).toEqual(['extra objects']);
    expect(rules(google(moment(0, ['a']), moment(110, ['b'], { living: 2 })))).toEqual(['extra objects']);
  });

  it('finds an update that takes a campaign off air, however short', () => {
    expect(rules(google(moment(0, ['a']), moment(110, []), moment(111, ['b'])))).toEqual(['off air']);
  });

  it('finds a stop that did not stop, or did not last', () => {
    const pause = { askedAt: 110, acceptedAt: 120 };
    const asked = { operation: 'pause' as const, pause, sayings: [stopped(150)] };
    expect(rules({ ...asked, ...google(moment(0, ['a'])) })).toContain('false stop');
    expect(rules({ ...asked, ...google(moment(0, ['a']), moment(140, []), moment(180, ['a'])) })).toContain(
      'false stop',
    );
    expect(rules({ ...asked, ...google(moment(0, ['a']), moment(140, [])) })).toEqual([]);
  });

  it('finds what is said to be paused and was removed by somebody', () => {
    const gone = google(moment(0, ['a']), moment(110, [], { who: PERSON, living: 0 }));
    const pause = { askedAt: 110, acceptedAt: 120 };
    const edit = { kind: 'remove' as const, at: 110 };
    expect(rules({ operation: 'pause', pause, edit, sayings: [stopped(150)], ...gone })).toEqual([
      'false stop',
    ]);
  });

  it('finds a start after a pause, unless the platform itself was late', () => {
    const pause = { askedAt: 110, acceptedAt: 120 };
    const late = google(moment(0, []), moment(150, ['a']), moment(160, []));
    expect(rules({ operation: 'publish', pause, ...late, sayings: [stopped(200)] })).toEqual([
      'served after a pause',
    ]);
    expect(rules({ operation: 'publish', pause, ...late, sayings: [stopped(200)], mayBeLate: true })).toEqual(
      [],
    );
  });

  it('finds money that nobody approved', () => {
    expect(rules(google(moment(0, ['a']), moment(110, ['b'], { dailyMicros: 51 })))).toEqual([
      'unapproved money',
    ]);
  });

  it('finds what is raised over the stop of a person, and what is made again after a removal', () => {
    const paused = google(moment(0, ['a']), moment(105, [], { who: PERSON }), moment(120, ['b']));
    expect(rules({ edit: { kind: 'pause', at: 105 }, ...paused })).toEqual(['raised over a stop']);
    const lowered = google(
      moment(0, ['a']),
      moment(105, ['a'], { who: PERSON, dailyMicros: 25 }),
      moment(120, ['b']),
    );
    expect(rules({ edit: { kind: 'budget', at: 105 }, ...lowered })).toEqual(['raised over a stop']);
    const removed = google(moment(0, ['a']), moment(105, [], { who: PERSON, living: 0 }), moment(120, ['b']));
    expect(rules({ edit: { kind: 'remove', at: 105 }, ...removed })).toContain('made again');
  });

  it('tells a removal that came while our write was on its way from one that could have been seen', () => {
    const archived = moment(105, [], { who: PERSON, living: 0 });
    const brought = google(moment(0, ['a']), archived, moment(120, []));
    const call = (at: number, effect: 'read' | 'write') => ({
      platform: 'google-ads' as const,
      at,
      effect,
      money: null,
    });
    const seen = { edit: { kind: 'remove' as const, at: 105 }, ...brought };
    const onItsWay = [call(101, 'read'), call(104, 'write')];
    expect(rules({ ...seen, calls: onItsWay })).not.toContain('made again');
    expect(overtaken({ ...seen, calls: onItsWay })).toEqual(['overtook']);
    const seenInTime = [
      [call(101, 'read'), call(110, 'write')], // the edit came before the write was sent
      [call(106, 'read'), call(110, 'write')], // it came before the look
      [call(101, 'read'), call(102, 'write'), call(104, 'write')], // another write stood between
      [],
    ];
    for (const calls of seenInTime) {
      expect(rules({ ...seen, calls })).toContain('made again');
      expect(overtaken({ ...seen, calls })).toEqual([]);
    }
  });

  it('tells an edit that came after the last look at that very budget from one that could have been seen', () => {
    const lowered = google(
      moment(0, ['a']),
      moment(105, ['a'], { who: PERSON, dailyMicros: 25 }),
      moment(120, ['a']),
    );
    const call = (at: number, effect: 'read' | 'write', money: string | null) => ({
      platform: 'google-ads' as const,
      at,
      effect,
      money,
    });
    const seen = { edit: { kind: 'budget' as const, at: 105 }, ...lowered };
    const [look, write] = [call(101, 'read', 'budget'), call(104, 'write', 'budget')];
    expect(rules({ ...seen, calls: [look, write] })).toEqual([]);
    expect(overtaken({ ...seen, calls: [look, write] })).toEqual(['overtook']);
    const unseen = [
      [look, call(102, 'read', null), write], // something stood between
      [call(101, 'read', 'another'), write], // another budget was looked at
      [look, call(110, 'write', 'budget')], // the edit came before the write was sent
      [call(106, 'read', 'budget'), call(110, 'write', 'budget')], // it came before the look
      [write],
    ];
    for (const calls of unseen) {
      expect(rules({ ...seen, calls })).toEqual(['raised over a stop']);
      expect(overtaken({ ...seen, calls })).toEqual([]);
    }
  });

  it('finds words in the end that are not so', () => {
    expect(rules({ operation: 'publish', ...google(moment(0, [])) })).toEqual(['false active']);
    const paused = saying(200, { publications: { 'google-ads': 'paused' } });
    expect(rules({ operation: 'pause', sayings: [paused] })).toEqual(['false stop']);
  });
});
