import { describe, expect, it } from 'vitest';
import type { FoundShareObject, KnownObjects, ShareObject } from '../../port.ts';
import { differencesBetween, type Drift } from './drift.ts';
import { driftOutcome } from './drift-words.ts';
import { conflictsWith, touchesOf } from './intent.ts';

const shared = (
  key: string,
  kind: string,
  path: string,
  fields: ShareObject['fields'] = {},
): ShareObject => ({
  ...{ key, kind, path, fields },
  name: key,
  value: key,
});
const SHARE = [
  shared('budget', 'budget', '', { dailyMicros: 50 }),
  shared('campaign', 'campaign', '', {
    name: 'Spring',
    'schedule.startDate': '2026-11-02',
    'settings.x': false,
  }),
  shared('ad-group/a', 'ad-group', 'adGroups.1'),
  shared('ad-group/a/keyword/k', 'keyword', 'adGroups.1.keywords.0'),
  shared('ad-group/a/ad/x', 'ad', 'adGroups.1.ads.0'),
];
const known = (state = 'active'): KnownObjects =>
  new Map(SHARE.map(({ key, kind }, index) => [key, { kind, externalId: String(index), state }]));
const HAS_STATUS = ['campaign', 'ad-group', 'ad', 'keyword'];
const asApplied = (): FoundShareObject[] =>
  SHARE.map(({ path: _path, ...object }, index) => ({
    ...object,
    externalId: String(index),
    parent: object.key.startsWith('ad-group/a/') ? 'ad-group/a' : null,
    parentId: object.key.startsWith('ad-group/a/') ? '3' : null,
    isNew: false,
    list: 'ads',
    status: HAS_STATUS.includes(object.kind) ? 'active' : null,
    expressible: true,
  }));
/** What is found when one object is changed. */
const foundWith = (key: string, change: Partial<FoundShareObject>): FoundShareObject[] =>
  asApplied().map((object) => (object.key === key ? { ...object, ...change } : object));
const compare = (objects: FoundShareObject[], ignored?: ReadonlySet<string>): Drift[] =>
  differencesBetween(SHARE, { objects, startsBy: '2026-11-28' }, known(), ignored);
const without = (key: string): FoundShareObject[] => asApplied().filter((object) => object.key !== key);

describe('the differences between what was applied and what is found', () => {
  it('are none when everything is as it was left', () => {
    expect(compare(asApplied())).toEqual([]);
  });

  it('of an activation whose answer was lost call nothing applied: what is found paused nobody need have stopped', () => {
    const inDoubt = (status: 'active' | 'paused') =>
      differencesBetween(
        SHARE,
        { objects: foundWith('campaign', { status }), startsBy: '2026-11-28' },
        new Map(
          [...known()].map(([key, object]) => [
            key,
            { ...object, state: key === 'campaign' ? 'activating' : 'active' },
          ]),
        ),
      );
    expect(inDoubt('active')).toEqual([]);
    const differences = inDoubt('paused');
    expect(differences).toMatchObject([{ path: 'status', applied: 'unknown', found: 'paused' }]);
    // an update does not raise what is found
    const intent = { applied: SHARE, wanted: [...SHARE].slice(1), overwrite: new Set<string>() };
    const conflicts = conflictsWith(differences, intent);
    expect(conflicts).toHaveLength(1);
    expect(driftOutcome(conflicts)).toMatchObject({
      error: {
        message:
          'This is not known to be applied: campaign “campaign” is paused, and whether its activation took effect is not known. Nothing was written.',
      },
    });
  });

  it('are fields, statuses and contents, each at its place in the campaign', () => {
    expect(compare(foundWith('budget', { fields: { dailyMicros: 40 } }))).toMatchObject([
      { kind: 'changed', path: 'dailyMicros', applied: 50, found: 40, acceptable: true },
    ]);
    expect(compare(foundWith('ad-group/a', { status: 'paused' }))).toMatchObject([
      { kind: 'changed', path: 'adGroups.1.status', applied: 'active', found: 'paused', acceptable: false },
    ]);
    expect(compare(foundWith('ad-group/a/ad/x', { key: 'ad-group/a/ad/y', value: 'y' }))).toMatchObject([
      { kind: 'changed', path: 'adGroups.1.ads.0', applied: 'ad-group/a/ad/x', found: 'y', externalId: '4' },
    ]);
    const settings = { ...SHARE[1]!.fields, 'settings.x': true };
    expect(compare(foundWith('campaign', { fields: settings }))).toMatchObject([
      { path: 'settings.x', found: true, acceptable: false },
    ]);
  });

  it('are a declaration that is not there, which no version can take over', () => {
    const path = 'declarations.euPoliticalAdvertising';
    const share = [{ ...SHARE[1]!, fields: { [path]: false } }];
    const [campaign] = foundWith('campaign', { fields: { [path]: null } }).slice(1, 2);
    const found = { objects: [campaign!], startsBy: '2026-11-28' };
    expect(differencesBetween(share, found, known())).toMatchObject([
      { path, applied: false, found: null, acceptable: false },
    ]);
  });

  it('are missing objects, an ad group once for everything in it', () => {
    expect(compare(without('ad-group/a/keyword/k'))).toMatchObject([
      { kind: 'missing', path: 'adGroups.1.keywords.0', found: null },
    ]);
    expect(compare(asApplied().slice(0, 2))).toMatchObject([{ kind: 'missing', objectKey: 'ad-group/a' }]);
  });

  it('are foreign objects, also twins of our own, at the end of their list', () => {
    const twin = { ...asApplied()[4]!, externalId: '9' };
    expect(compare([...asApplied(), twin])).toMatchObject([
      { kind: 'foreign', path: 'adGroups.1.ads.-', externalId: '9', applied: null },
    ]);
  });

  it('are not a start that had passed and was moved, but a later one is', () => {
    const startOn = (day: string) => ({ fields: { ...SHARE[1]!.fields, 'schedule.startDate': day } });
    expect(compare(foundWith('campaign', startOn('2026-11-28')))).toEqual([]);
    expect(compare(foundWith('campaign', startOn('2026-11-29')))).toHaveLength(1);
    expect(compare(foundWith('campaign', startOn('2026-11-01')))).toHaveLength(1);
  });

  it('keep their id until another value is found, and are ignored by it', () => {
    const [first] = compare(foundWith('budget', { fields: { dailyMicros: 40 } }));
    const ignored = new Set([first!.id]);
    expect(compare(foundWith('budget', { fields: { dailyMicros: 40 } }), ignored)[0]?.ignored).toBe(true);
    expect(compare(foundWith('budget', { fields: { dailyMicros: 41 } }), ignored)[0]?.ignored).toBe(false);
  });
});

describe('what stops an update before it writes', () => {
  const raised = SHARE.map((object) =>
    object.key === 'budget' ? { ...object, fields: { dailyMicros: 80 } } : object,
  );
  const intent = (overwrite: string[] = []) => ({
    applied: SHARE,
    wanted: raised,
    overwrite: new Set(overwrite),
  });
  const stops = (objects: FoundShareObject[], wanted = intent()): string[] =>
    conflictsWith(compare(objects), wanted).map(({ path }) => path);

  it.each([
    ['what it would change', foundWith('budget', { fields: { dailyMicros: 60 } }), ['dailyMicros']],
    ['a stop', foundWith('ad-group/a/ad/x', { status: 'paused' }), ['adGroups.1.ads.0.status']],
    ['a missing keyword', without('ad-group/a/keyword/k'), ['adGroups.1.keywords.0']],
    ['nothing: it is as wanted already', foundWith('budget', { fields: { dailyMicros: 80 } }), []],
    ['nothing: another field', foundWith('campaign', { fields: { ...SHARE[1]!.fields, name: 'Other' } }), []],
    ['nothing: a foreign ad', [...asApplied(), { ...asApplied()[4]!, externalId: '9' }], []],
  ])('is %s', (_name, objects, paths) => {
    expect(stops(objects)).toEqual(paths);
  });

  it('is a lower budget, although the update leaves money alone', () => {
    const same = { ...intent(), wanted: SHARE };
    expect(stops(foundWith('budget', { fields: { dailyMicros: 40 } }), same)).toEqual(['dailyMicros']);
    expect(stops(foundWith('budget', { fields: { dailyMicros: 60 } }), same)).toEqual([]);
  });

  it('is neither what a person ignores nor what is put back', () => {
    const objects = foundWith('ad-group/a', { status: 'paused' });
    const [stop] = compare(objects);
    expect(stops(objects, intent([stop!.id]))).toEqual([]);
    expect(conflictsWith(compare(objects, new Set([stop!.id])), intent())).toEqual([]);
  });

  it('is what a person ignores where it would be written over, because nothing touches what is left alone', () => {
    const lower = foundWith('budget', { fields: { dailyMicros: 40 } });
    const ignored = new Set(compare(lower).map(({ id }) => id));
    expect(conflictsWith(compare(lower, ignored), intent())).toMatchObject([{ path: 'dailyMicros' }]);
    expect(conflictsWith(compare(lower, ignored), { ...intent(), wanted: SHARE })).toEqual([]);
  });

  it('is nothing beside what is put back when nothing else is changed: the rest stays as it is found', () => {
    const objects = foundWith('campaign', { status: 'paused' }).map((object) =>
      object.key === 'budget' ? { ...object, fields: { dailyMicros: 40 } } : object,
    );
    const differences = compare(objects);
    const stop = differences.find(({ field }) => field === 'status');
    const putBack = { applied: SHARE, wanted: SHARE, overwrite: new Set([stop!.id]) };
    expect(conflictsWith(differences, putBack)).toEqual([]);
    const touches = touchesOf(putBack, differences);
    expect([touches('campaign', 'status'), touches('budget', 'dailyMicros')]).toEqual([true, false]);
  });

  it('is said in a sentence that names what is found', () => {
    const outcome = driftOutcome(
      conflictsWith(compare(foundWith('campaign', { status: 'paused' })), intent()),
    );
    expect(outcome).toMatchObject({ end: 'needs_review', error: { code: 'DRIFT' } });
    expect(JSON.stringify(outcome)).toContain('Nothing was written.');
  });

  it('an update touches what it changes, adds and puts back, and no status of its own', () => {
    const objects = foundWith('ad-group/a', { status: 'paused' });
    const [stop] = compare(objects);
    const touches = touchesOf(intent(), compare(objects));
    expect(touches('budget', 'dailyMicros')).toBe(true);
    expect(touches('campaign', 'name')).toBe(false);
    expect(touches('ad-group/a', 'status')).toBe(false);
    expect(touches('ad-group/a')).toBe(false);
    expect(touches('ad-group/new')).toBe(true);
    expect(touchesOf(intent([stop!.id]), compare(objects))('ad-group/a', 'status')).toBe(true);
    expect(touchesOf({ ...intent(), applied: null }, [])('campaign', 'name')).toBe(true);
  });
});
