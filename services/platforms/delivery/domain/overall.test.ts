import { describe, expect, it } from 'vitest';
import { DELIVERY_STATES, type DeliveryState } from '../../../../contracts/delivery.ts';
import { outdated, overallOf, underHold } from './overall.ts';
import { nextReadingMs } from './pace.ts';

type Parts = Record<string, DeliveryState>;
/** Parts by their keys: `ad-group/a`, `ad-group/a/ad/1`, `ad-group/a/keyword/1`. */
const overall = (campaign: DeliveryState, below: Parts) =>
  overallOf([
    { kind: 'campaign', key: 'campaign', state: campaign, reasons: [] },
    ...Object.entries(below).map(([key, state]) => ({
      kind: key.split('/').at(-2) === 'ad-group' ? 'ad-group' : (key.split('/').at(-2) ?? ''),
      key,
      state,
      reasons: [],
    })),
  ]);
const group = { 'ad-group/a': 'serving' } as const;

describe('whether a campaign can be shown', () => {
  it.each<[string, DeliveryState, Parts, DeliveryState]>([
    ['everything can', 'serving', { ...group, 'ad-group/a/ad/1': 'serving' }, 'serving'],
    ['all ads are refused', 'serving', { ...group, 'ad-group/a/ad/1': 'disapproved' }, 'disapproved'],
    [
      'one of two ads is refused',
      'serving',
      { ...group, 'ad-group/a/ad/1': 'disapproved', 'ad-group/a/ad/2': 'serving' },
      'limited',
    ],
    [
      'nobody knows of one of two ads',
      'serving',
      { ...group, 'ad-group/a/ad/1': 'unknown', 'ad-group/a/ad/2': 'serving' },
      'limited',
    ],
    ['nobody knows of the only ad', 'serving', { ...group, 'ad-group/a/ad/1': 'unknown' }, 'unknown'],
    [
      'the only keyword is refused',
      'serving',
      { ...group, 'ad-group/a/ad/1': 'serving', 'ad-group/a/keyword/1': 'disapproved' },
      'disapproved',
    ],
    ['an ad group has no ad', 'serving', group, 'not_serving'],
    ['there is no ad group', 'serving', {}, 'not_serving'],
    ['the campaign is paused', 'not_serving', { ...group, 'ad-group/a/ad/1': 'serving' }, 'not_serving'],
    ['nobody knows of the campaign', 'unknown', { ...group, 'ad-group/a/ad/1': 'serving' }, 'unknown'],
    [
      'one of two ad groups can',
      'serving',
      {
        'ad-group/a': 'serving',
        'ad-group/a/ad/1': 'in_review',
        'ad-group/b': 'serving',
        'ad-group/b/ad/1': 'serving',
      },
      'limited',
    ],
  ])('%s', (_, campaign, below, state) => {
    expect(overall(campaign, below).state).toBe(state);
  });

  it('of which nothing was read is not known', () => {
    expect(overallOf([])).toMatchObject({ state: 'unknown', reasons: [{ code: 'NOT_READ' }] });
  });

  it('is said with how many of its parts are in a state to know of', () => {
    const { reasons } = overall('serving', {
      ...group,
      'ad-group/a/ad/1': 'disapproved',
      'ad-group/a/ad/2': 'serving',
    });
    expect(reasons).toEqual([{ code: 'SOME_DISAPPROVED', sentence: 'Of 2 ads, 1 refused under a policy.' }]);
  });
});

describe('an ad account that is held', () => {
  it.each(DELIVERY_STATES)('lets nothing be shown, whatever was said of it (%s)', (state) => {
    const held = underHold(
      { state, reasons: [], policyTopics: [] },
      { code: 'billing', sentence: 'No money.' },
    );
    expect(['held', 'disapproved']).toContain(held.state);
    expect(held.reasons[0]).toEqual({ code: 'AD_ACCOUNT_BILLING', sentence: 'No money.' });
  });

  it('in a word that is not known leaves nothing known to serve', () => {
    const found = { state: 'serving' as const, reasons: [], policyTopics: [] };
    expect(underHold(found, { code: 'unclear', sentence: 'X' }).state).toBe('unknown');
    expect(underHold(found, null)).toBe(found);
  });
});

describe('a state that was read', () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
  it.each([
    ['holds while it is young', at(0), null, 5, null],
    ['is not known any more when it is old', at(0), null, 10, 'READ_TOO_LONG_AGO'],
    ['is not known any more after a change', at(0), at(1), 2, 'CHANGED_SINCE'],
    ['holds when the change came before', at(2), at(1), 3, null],
    ['was never read', null, null, 0, 'NOT_READ'],
  ])('%s', (_, asOf, changedAt, now, code) => {
    expect(outdated(asOf, { changedAt, staleMs: 10_000 }, at(now))?.code ?? null).toBe(code);
  });
});

it('the readings after a change come quickly, and then as seldom as the setting says', () => {
  const pace = { periodMs: 900_000, quickMs: 10_000, staleMs: 1 };
  expect([0, 1, 2, 6, 7, 1_000].map((n) => nextReadingMs(pace, n))).toEqual([
    10_000, 20_000, 40_000, 640_000, 900_000, 900_000,
  ]);
});
