import { proposalWords } from '../../../../rules/proposals/words.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Proposal, ProposedChange } from '../../../../contracts/campaign/proposal.ts';
import { budgetFaults } from '../../content/domain/budget.ts';
import { adGroup, searchAd, textAd } from '../../../../rules/fixtures/examples.ts';
import {
  changeHash,
  isSafe,
  recommendationOf,
  requireApplicable,
  requireOpen,
  runningAdGroups,
  withChange,
} from './recommendation.ts';
import { AT, campaignIn, draftContent } from '../../content/domain/testing/content.ts';

const campaign = campaignIn();
const { budget } = campaign;
const split = (google: number, linkedIn: number) => [
  { platform: 'google-ads' as const, dailyMicros: google },
  { platform: 'linkedin-ads' as const, dailyMicros: linkedIn },
];
const shift: ProposedChange = { kind: 'shift_budget', split: split(20_000_000, 10_000_000) };
const proposal: Proposal = {
  change: shift,
  evidence: {
    windowDays: 28,
    from: '2026-02-01',
    to: '2026-02-28',
    facts: [],
    probabilityBetter: 0.969,
    factVersion: 3,
    method: 'bayes',
  },
  expected: { low: 1, expected: 2, high: 3, unit: 'conversions a week' },
  costIfWrong: { amountMicros: 12_500_000, currency: 'USD' },
  validForDays: 7,
};
const recommendation = recommendationOf(proposal, proposalWords(proposal, campaign.name, 'USD'), campaign, {
  id: campaign.id,
  createdAt: AT,
});

describe('a change', () => {
  it.each<[string, ProposedChange, boolean]>([
    ['moves money', shift, true],
    [
      'lowers it',
      { kind: 'lower_budget', dailyMicros: 20_000_000, split: split(5_000_000, 15_000_000) },
      true,
    ],
    [
      'raises it',
      { kind: 'lower_budget', dailyMicros: 40_000_000, split: split(20_000_000, 20_000_000) },
      false,
    ],
    [
      'keeps to the platforms in another order',
      { kind: 'shift_budget', split: split(20_000_000, 10_000_000).reverse() },
      true,
    ],
    [
      'goes to one platform twice',
      {
        kind: 'shift_budget',
        split: split(15_000_000, 15_000_000).map((s) => ({ ...s, platform: 'google-ads' })),
      },
      false,
    ],
    ['adds up to more', { kind: 'shift_budget', split: split(20_000_000, 20_000_000) }, false],
    ['adds up to less', { kind: 'shift_budget', split: split(10_000_000, 10_000_000) }, false],
    ['leaves a platform out', { kind: 'shift_budget', split: split(30_000_000, 0).slice(0, 1) }, false],
    ['leaves a platform without money', { kind: 'shift_budget', split: split(30_000_000, 0) }, false],
  ])('%s: safe %s', (_, change, safe) => {
    expect(isSafe(change, budget)).toBe(safe);
  });

  it.each([
    ['is safe at the limit', 20_000_000, true],
    ['is not safe above the limit', 19_999_999, false],
  ])('that lowers the budget %s', (_, limitMicros, safe) => {
    const lower = {
      kind: 'lower_budget' as const,
      dailyMicros: 20_000_000,
      split: split(5_000_000, 15_000_000),
    };
    expect(isSafe(lower, budget, limitMicros)).toBe(safe);
  });

  it('never spends more than the budget, also where people approved more', () => {
    const raise = {
      kind: 'lower_budget' as const,
      dailyMicros: 40_000_000,
      split: split(20_000_000, 20_000_000),
    };
    expect(isSafe(raise, budget, 50_000_000)).toBe(false);
  });

  it('replaces the budget and its split, and nothing else', () => {
    const total = draftContent({ budget: { ...budget, totalMicros: 900_000_000 } });
    expect(withChange(total, shift)).toEqual({
      ...total,
      budget: { ...total.budget, split: shift.split },
    });
    const lower: ProposedChange = { kind: 'lower_budget', dailyMicros: 20, split: split(5, 15) };
    expect(withChange(total, lower)).toEqual({
      ...total,
      budget: { ...total.budget, dailyMicros: 20, split: split(5, 15) },
    });
  });

  it('that is safe makes a budget without a fault that spends no more', () => {
    const share = fc.integer({ min: 0, max: 40_000_000 });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 1, max: 60_000_000 }), (a, b, dailyMicros) => {
        for (const change of [
          { kind: 'shift_budget' as const, split: split(a, b) },
          { kind: 'lower_budget' as const, dailyMicros, split: split(a, dailyMicros - a) },
        ]) {
          if (!isSafe(change, budget)) continue;
          const after = withChange(draftContent(), change).budget;
          expect(budgetFaults(after, campaign.platforms)).toEqual([]);
          expect(after.dailyMicros).toBeLessThanOrEqual(budget.dailyMicros);
        }
      }),
    );
  });

  it('has one hash, whatever the order of its keys, and another one when it is another', () => {
    expect(changeHash(shift)).not.toBe(changeHash({ ...shift, split: split(10_000_000, 20_000_000) }));
    expect(changeHash(shift)).toBe(changeHash({ split: shift.split, kind: 'shift_budget' }));
  });
});

describe('a recommendation', () => {
  const code = expect.objectContaining({ code: 'RECOMMENDATION_CLOSED' }) as Error;
  const later = (days: number) => new Date(AT.getTime() + days * 86_400_000);
  it('is the proposal for the version as it stands, open for the days that it is valid', () => {
    const version = campaignIn({ version: 3 });
    const words = { title: 'Move money', explanation: 'Because.' };
    const id = '0197a0de-0000-7000-8000-0000000000cc';
    expect(recommendationOf(proposal, words, version, { id, createdAt: AT })).toEqual({
      id,
      campaignId: campaign.id,
      status: 'open',
      ...words,
      change: shift,
      evidence: proposal.evidence,
      expected: proposal.expected,
      costIfWrong: proposal.costIfWrong,
      baseVersion: 3,
      createdAt: '2026-03-01T10:00:00.000Z',
      expiresAt: '2026-03-08T10:00:00.000Z',
    });
  });

  it.each(['applied', 'dismissed', 'expired'] as const)('is closed once it is %s', (status) => {
    expect(() => requireOpen({ ...recommendation, status }, AT)).toThrow(code);
  });

  it('is open until the moment at which its days have passed', () => {
    expect(() => requireOpen(recommendation, new Date(later(7).getTime() - 1))).not.toThrow();
    expect(() => requireOpen(recommendation, later(7))).toThrow(code);
  });

  it('may be applied while it is open, in time, and for the version that it was made for', () => {
    expect(requireApplicable(recommendation, campaign, budget.dailyMicros, later(6))).toBe(shift);
    expect(() => requireApplicable(recommendation, campaign, budget.dailyMicros, later(7))).toThrow(code);
    expect(() =>
      requireApplicable(recommendation, campaignIn({ version: 2 }), budget.dailyMicros, AT),
    ).toThrow(code);
    expect(() =>
      requireApplicable({ ...recommendation, status: 'dismissed' }, campaign, budget.dailyMicros, AT),
    ).toThrow(code);
  });
  it('never spends more than what people approved', () => {
    expect(() => requireApplicable(recommendation, campaign, budget.dailyMicros - 1, AT)).toThrow(code);
  });
  it('is told in words with the figures of its evidence, and no better probability than there is', () => {
    expect(recommendation.explanation).toContain('the figures from 2026-02-01 to 2026-02-28 (28 days)');
    expect(recommendation.explanation).toContain('the chance that the change is an improvement is 96%');
    expect(recommendation.explanation).toContain(
      'most likely between 1 conversions a week and 3 conversions a week',
    );
    expect(recommendation.explanation).toContain('If it turns out wrong, it costs about 12.50 USD');
  });
});

it('advice is told how many ad groups each platform runs, one while there is no structure', () => {
  const adGroups = [
    adGroup(),
    adGroup({ name: 'Second', ads: [textAd()] }),
    adGroup({ name: 'Third', ads: [searchAd()] }),
    adGroup({ name: 'Fourth', ads: [textAd()] }),
  ];
  expect(runningAdGroups(draftContent({ structure: { adGroups } }))).toEqual({
    'google-ads': 2,
    'linkedin-ads': 3,
  });
  expect(runningAdGroups(draftContent({ structure: { adGroups: [adGroup({ ads: [textAd()] })] } }))).toEqual({
    'google-ads': 1,
    'linkedin-ads': 1,
  });
  expect(runningAdGroups(draftContent({ platforms: ['linkedin-ads'] }))).toEqual({ 'linkedin-ads': 1 });
});
