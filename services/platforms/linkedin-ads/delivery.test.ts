import { describe, expect, it } from 'vitest';
import type { DeliveryState } from '../../../contracts/delivery.ts';
import { creativeFound, entityFound, switchOf, type ServingCreative } from './delivery.ts';
import { HOLDS } from './delivery-words.ts';

const creative = (changes: Partial<ServingCreative>) =>
  creativeFound({
    id: 'urn:li:sponsoredCreative:7',
    intendedStatus: 'ACTIVE',
    isServing: true,
    servingHoldReasons: [],
    review: { status: 'APPROVED' },
    ...changes,
  });

describe('a campaign group or campaign of LinkedIn’s', () => {
  it.each<[string | undefined, string[] | undefined, DeliveryState]>([
    ['ACTIVE', ['RUNNABLE'], 'serving'],
    ['PAUSED', ['STOPPED'], 'not_serving'],
    ['ACTIVE', ['CAMPAIGN_START_DATE_HOLD'], 'not_serving'],
    ['ACTIVE', ['CAMPAIGN_TOTAL_BUDGET_HOLD'], 'held'],
    ['ACTIVE', ['ACCOUNT_SERVING_HOLD', 'STOPPED'], 'held'],
    ['ACTIVE', [], 'unknown'],
    ['ACTIVE', undefined, 'unknown'],
    ['ACTIVE', ['A_NEW_HOLD'], 'unknown'],
    ['ACTIVE', ['toString'], 'unknown'],
    ['A_NEW_STATUS', ['RUNNABLE'], 'unknown'],
    [undefined, ['RUNNABLE'], 'unknown'],
  ])('that is %s %j: %s', (status, servingStatuses, state) => {
    const entity = {
      id: 7,
      ...(status === undefined ? {} : { status }),
      ...(servingStatuses === undefined ? {} : { servingStatuses }),
    };
    expect(entityFound('ad-group', entity).state).toBe(state);
  });
});

it.each([
  ['ACTIVE', true],
  ['PAUSED', false],
  ['DRAFT', false],
  ['ARCHIVED', false],
  ['A_NEW_STATUS', null],
  ['toString', null],
  [undefined, null],
])(
  'a campaign group that is %s: switched on is %s, from its first day in the account’s time zone',
  (status, enabled) => {
    const runSchedule = { start: Date.parse('2027-01-31T03:00:00Z') };
    const group = { id: 7, runSchedule, ...(status === undefined ? {} : { status }) };
    expect(switchOf(group, 'America/New_York')).toEqual({ enabled, beginsOn: '2027-01-30' });
  },
);

describe('a creative of LinkedIn’s', () => {
  it.each<[string, Partial<ServingCreative>, DeliveryState]>([
    ['approved and shown', {}, 'serving'],
    [
      'waits',
      { isServing: false, servingHoldReasons: ['UNDER_REVIEW'], review: { status: 'PENDING' } },
      'in_review',
    ],
    [
      'again',
      { isServing: false, servingHoldReasons: ['UNDER_REVIEW'], review: { status: 'NEEDS_REVIEW' } },
      'in_review',
    ],
    [
      'rejected',
      { isServing: false, servingHoldReasons: ['REJECTED'], review: { status: 'REJECTED' } },
      'disapproved',
    ],
    ['a new word of review', { review: { status: 'A_NEW_WORD' } }, 'unknown'],
    [
      'a draft',
      { intendedStatus: 'DRAFT', isServing: false, servingHoldReasons: ['STOPPED'] },
      'not_serving',
    ],
    ['held for a new reason', { isServing: false, servingHoldReasons: ['A_NEW_HOLD'] }, 'unknown'],
    ['shown and held at once', { servingHoldReasons: ['A_NEW_HOLD'] }, 'unknown'],
    ['not shown, without a reason', { isServing: false }, 'not_serving'],
  ])('%s', (_, changes, state) => {
    expect(creative(changes).state).toBe(state);
  });

  it.each(Object.keys(HOLDS.words).filter((word) => word !== 'RUNNABLE'))(
    'that is held for %s is never said to serve, and the reason is told in words',
    (word) => {
      const { state, reasons } = creative({ isServing: false, servingHoldReasons: [word] });
      expect(['held', 'not_serving', 'in_review', 'disapproved']).toContain(state);
      expect(reasons).toEqual([{ code: word, sentence: expect.stringMatching(/^[A-Z].*\.$/) as string }]);
    },
  );

  it('without a word whether it is shown, or of its review, is unknown', () => {
    const { isServing: _shown, ...silent } = { id: 'urn:7', intendedStatus: 'ACTIVE', isServing: true };
    expect(creativeFound({ ...silent, review: { status: 'APPROVED' } }).state).toBe('unknown');
    expect(creativeFound({ ...silent, isServing: true }).state).toBe('unknown');
  });

  it('names the reasons of its rejection in words', () => {
    const review = { status: 'REJECTED', rejectionReasons: ['LANDING_PAGE'] };
    const said = creative({ isServing: false, servingHoldReasons: ['REJECTED'], review });
    expect(said.policyTopics).toEqual(['Landing page']);
    expect(said.reasons.map(({ code }) => code)).toContain('LANDING_PAGE');
  });
});
