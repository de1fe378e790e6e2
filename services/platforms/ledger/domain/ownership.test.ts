import { describe, expect, it } from 'vitest';
import { foreignIds, isAsMade, isLostCreation, isTwin, type Evidence, type Standing } from './ownership.ts';
import type { FoundShareObject, ShareObject } from '../../port.ts';

const LEDGER = new Map([['ad-group/a', { kind: 'ad-group', externalId: '3' }]]);
const AD: Standing = { kind: 'ad', externalId: '3~8', parentId: '3', isAsMade: true };
const GROUP: Standing = { kind: 'ad-group', externalId: '7', parentId: null, isMarked: true, isAsMade: true };
const LOST: Evidence = { ledger: LEDGER, isAnswerLost: true, before: new Set(['ad 3~5']) };

describe('what an answer that was lost has made', () => {
  it('is what carries our mark, in whatever state it is by now, or what can carry none and is exactly as we make it', () => {
    expect(isLostCreation(GROUP, LOST)).toBe(true);
    expect(isLostCreation({ ...GROUP, isAsMade: false }, LOST)).toBe(true);
    expect(isLostCreation(AD, LOST)).toBe(true);
  });

  it.each<[string, Standing, Partial<Evidence>]>([
    ['where every answer came', AD, { isAnswerLost: false }],
    ['where every answer came, whatever the mark', GROUP, { isAnswerLost: false }],
    ['that was there before the first call', { ...AD, externalId: '3~5' }, {}],
    ['that was there before, although a copy carries our mark', GROUP, { before: new Set(['ad-group 7']) }],
    ['of which the name could carry our mark, and does not', { ...GROUP, isMarked: false }, {}],
    ['that is not as we make it', { ...AD, isAsMade: false }, {}],
    ["in somebody else's ad group", { ...AD, parentId: '9' }, {}],
    ['without a mark, where nobody kept what was there before', AD, { before: null }],
    ['that the ledger holds already', { ...GROUP, externalId: '3' }, {}],
  ])('is nothing %s', (_name, object, evidence) => {
    expect(isLostCreation(object, { ...LOST, ...evidence })).toBe(false);
  });

  it('is what carries our mark also where an earlier release has sent it', () => {
    expect(isLostCreation(GROUP, { ...LOST, before: null })).toBe(true);
  });
});

const WANTED: ShareObject = {
  ...{ key: 'ad-group/a/ad/x', kind: 'ad', name: 'x', path: 'adGroups.0.ads.0', value: 'x' },
  fields: { 'settings.trackingTemplate': null },
};
const found = (changes: Partial<FoundShareObject> = {}): FoundShareObject => ({
  ...{ key: WANTED.key, kind: 'ad', name: 'x', value: 'x', fields: { ...WANTED.fields }, list: 'ads' },
  ...{
    externalId: '3~9',
    parent: 'ad-group/a',
    parentId: '3',
    isNew: true,
    status: 'paused',
    expressible: true,
  },
  ...changes,
});

describe('what was made twice', () => {
  const made = new Map([[WANTED.key, WANTED]]);
  const evidence = { ledger: LEDGER, before: new Set<string>() };

  it('is a second one of what the step has made, which came after its first call and which nobody touched', () => {
    expect(isTwin(found(), made, evidence)).toBe(true);
  });

  it.each<[string, FoundShareObject, Partial<typeof evidence>, Map<string, ShareObject>]>([
    ['of what an earlier step has made', found(), {}, new Map()],
    ['that was there before', found(), { before: new Set(['ad 3~9']) }, made],
    ['that serves', found({ isNew: false, status: 'active' }), {}, made],
    ['with a setting of its own', found({ fields: { 'settings.trackingTemplate': 'x' } }), {}, made],
    ['that is ours', found({ kind: 'ad-group', externalId: '3' }), {}, made],
    ['in an ad group of somebody else', found({ parentId: '4' }), {}, made],
    ['without the mark that its name could carry', found({ isMarked: false }), {}, made],
  ])('is none %s', (_name, object, other, of) => {
    expect(isTwin(object, of, { ...evidence, ...other })).toBe(false);
  });

  it('is none where nobody kept what was there before', () => {
    expect(isTwin(found(), made, { ...evidence, before: null })).toBe(false);
  });
});

it('with our mark the money need not be as wanted: new ad groups begin with less while others go', () => {
  const group = { ...WANTED, fields: { dailyMicros: 50 } };
  expect(isAsMade(group, found({ isMarked: true, fields: { dailyMicros: 10 } }))).toBe(true);
  expect(isAsMade(group, found({ fields: { dailyMicros: 10 } }))).toBe(false);
});

it('what is foreign goes by kind and id, not by what it is called', () => {
  const own = found({ key: 'ad-group/a', kind: 'ad-group', externalId: '3' });
  const copy = found({ key: 'ad-group/a', kind: 'ad-group', externalId: '4' });
  expect(foreignIds([own, copy], LEDGER)).toEqual(['ad-group 4']);
});
