import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { overtook } from './overtook.ts';
import { touchesOf } from './persons-own.ts';
import { PERSON, type Edit, type Saying, type Seen } from './seen.ts';
import type { Moment } from './serving.ts';

const moment = (at: number, serving: string[], changes: Partial<Moment> = {}): Moment => ({
  ...{ at, who: 'client', serving, foreign: 0, dailyMicros: 50, living: 1 },
  ...changes,
});
const saying = (publication: string, operations: Saying['operations']): Saying => ({
  ...{ heard: 200, campaign: publication, publications: { 'google-ads': publication } },
  operations,
});
/** An update of a campaign that serves one ad, which a person edits at 105. */
const seenWith = (kind: Edit, moments: Moment[], changes: Partial<Seen> = {}): Seen => ({
  ...{ operation: 'update', platform: 'google-ads', platforms: ['google-ads'] },
  moments: { 'google-ads': moments, 'linkedin-ads': [] },
  sayings: [saying('active', { update: 'needs_review' })],
  touches: { 'google-ads': [], 'linkedin-ads': [] },
  ...{ calls: [], startedAt: 100, pause: null, edit: { kind, at: 105 }, mayBeLate: false },
  approvedMicros: { 'google-ads': 50, 'linkedin-ads': 50 },
  ...{ endedAt: 300, inFlightMs: 20 },
  ...changes,
});
const rules = (...given: Parameters<typeof seenWith>) => judge(seenWith(...given)).map(({ rule }) => rule);
const overtaken = (...given: Parameters<typeof seenWith>) =>
  overtook(seenWith(...given)).map(({ rule }) => rule);
const call = (at: number, effect: 'read' | 'write', money: string | null = null): Seen['calls'][number] => ({
  platform: 'google-ads',
  ...{ at, effect, money },
});
const resumed = { operation: 'resume', sayings: [saying('active', { resume: 'succeeded' })] } as const;
const serves = moment(0, ['a']);

describe('the judge of what people change in the platforms’ own pages', () => {
  it('finds a doubled budget that is written over, and lets one be that is left alone', () => {
    const raised = [serves, moment(105, ['a'], { who: PERSON, dailyMicros: 100 })];
    expect(rules('raise', raised)).toEqual([]);
    expect(rules('raise', [...raised, moment(120, ['b'], { dailyMicros: 100 })])).toEqual([]);
    expect(rules('raise', [...raised, moment(120, ['a'], { dailyMicros: 60 })])).toEqual([
      'wrote over a raise',
    ]);
    const calls = [call(101, 'read', 'budget'), call(104, 'write', 'budget')];
    const late = [...raised, moment(120, ['a'], { dailyMicros: 50 })];
    expect([rules('raise', late, { calls }), overtaken('raise', late, { calls })]).toEqual([
      [],
      ['overtook'],
    ]);
  });

  it.each(['raise', 'shared'] as const)(
    'finds a start with money that a person had put there (%s)',
    (kind) => {
      const started = [
        moment(0, []),
        moment(105, [], { who: PERSON, dailyMicros: 90 }),
        moment(120, ['a'], { dailyMicros: 90 }),
      ];
      expect(rules(kind, started, resumed)).toEqual(['unapproved money']);
      const [look, write] = [call(101, 'read', 'budget'), call(104, 'write')];
      const late = [
        [look, write],
        [look, write, call(110, 'write')], // a start in two writes
        [look, call(103, 'read'), call(110, 'write')], // the look went on to other things
      ];
      for (const calls of late) {
        const seen = { ...resumed, calls };
        expect([rules(kind, started, seen), overtaken(kind, started, seen)]).toEqual([[], ['overtook']]);
      }
      const seenInTime = [
        [call(106, 'read', 'budget'), call(110, 'write')],
        [look, call(110, 'write')],
        [look, call(102, 'write'), call(103, 'read'), call(110, 'write')],
      ];
      for (const calls of seenInTime)
        expect(rules(kind, started, { ...resumed, calls })).toEqual(['unapproved money']);
    },
  );

  it('finds an ad of a person that we let serve, and no fault in one that serves by itself', () => {
    const waiting = [moment(0, []), moment(105, [], { who: PERSON, dailyMicros: 49 })];
    const started = [...waiting, moment(120, ['a', 'x'], { foreign: 1 })];
    expect(rules('ad', started, resumed)).toEqual(['let serve what nobody approved']);
    expect(rules('ad', [...waiting, moment(120, ['a'])], resumed)).toEqual([]);
    const added = moment(105, ['a', 'x'], { who: PERSON, foreign: 1 });
    expect(rules('ad', [serves, added, moment(120, ['b', 'x'], { foreign: 1 })])).toEqual([]);
    const calls = [call(101, 'read'), call(104, 'write')];
    const late = { ...resumed, calls };
    expect([rules('ad', started, late), overtaken('ad', started, late)]).toEqual([[], ['overtook']]);
  });

  it.each(['ad', 'group', 'keyword', 'shared', 'raise'] as const)(
    'still finds an update that takes a campaign off air beside this edit: %s',
    (kind) => {
      expect(rules(kind, [serves, moment(120, []), moment(121, ['a'])])).toEqual(['off air']);
    },
  );

  it.each(['ad', 'group', 'keyword', 'shared'] as const)(
    'finds what a person made and we changed: %s',
    (kind) => {
      const touch = { at: 120, object: 'adGroup/7', what: 'status' };
      const touches = { 'google-ads': [touch], 'linkedin-ads': [] };
      expect(rules(kind, [serves], { touches })).toEqual(["touched a person's own"]);
      expect(rules(kind, [serves])).toEqual([]);
    },
  );

  it('finds a start over a person’s stop in every operation', () => {
    const moments = [moment(0, []), moment(103, ['a']), moment(105, [], { who: PERSON }), moment(120, ['a'])];
    for (const operation of ['publish', 'update', 'resume', 'remove'] as const)
      expect(rules('pause', moments, { operation })).toContain('raised over a stop');
  });

  it('finds a stop that a person undid while we could see it, and not one that they undid after our last look', () => {
    const moments = [serves, moment(102, []), moment(105, ['a'], { who: PERSON })];
    const stopped = { operation: 'pause', sayings: [saying('paused', { pause: 'succeeded' })] } as const;
    expect(rules('enable', moments, { ...stopped, calls: [call(106, 'read')] })).toContain('false stop');
    expect(rules('enable', moments, { ...stopped, calls: [call(104, 'read')] })).toContain('false stop');
    expect(rules('enable', moments, { ...stopped, calls: [call(101, 'read'), call(104, 'write')] })).toEqual(
      [],
    );
  });
});

describe('what we changed of a person’s own, by the journal', () => {
  const entry = (by: 'api' | 'person' | 'platform', op: 'create' | 'update', fields: object | null) => ({
    ...{ seq: 1, at: '2026-11-28T10:00:00.000Z', by, who: by },
    changes: [
      { op, kind: 'adGroup', id: '7', account: '1', fields: fields as Record<string, unknown> | null },
    ],
  });
  const touched = (...entries: ReturnType<typeof entry>[]) => touchesOf(entries).map(({ what }) => what);

  it('is every field that a write of ours changed, or all of it', () => {
    const made = entry('person', 'create', { status: 'PAUSED', name: 'Enterprise' });
    const enabled = entry('api', 'update', { status: 'ENABLED', name: 'Enterprise' });
    expect(touched(made, enabled)).toEqual(['status']);
    expect(touched(made, entry('api', 'update', null))).toEqual(['all of it']);
    expect(touched(made, entry('api', 'update', { status: 'PAUSED', name: 'Enterprise' }))).toEqual([]);
  });

  it('is nothing that the person or the platform changed, and nothing that we made', () => {
    const [ours, theirs] = [
      entry('api', 'create', { status: 'PAUSED' }),
      entry('person', 'create', { status: 'PAUSED' }),
    ];
    const changed = { status: 'ENABLED' };
    expect(
      touched(ours, entry('person', 'update', { status: 'X' }), entry('api', 'update', changed)),
    ).toEqual([]);
    expect(touched(theirs, entry('person', 'update', changed), entry('platform', 'update', {}))).toEqual([]);
  });
});
