import { describe, expect, it } from 'vitest';
import { adGroup, searchAd, textAd } from './fixtures/examples.ts';
import { countRunning, hasAudiences, PUBLISHED, runsOn } from './formats.ts';
import { OVER_DELIVERY } from './over-delivery.ts';

it('Google Ads gets search ads with keywords, LinkedIn Ads text ads with audiences', () => {
  expect(PUBLISHED).toEqual({
    'google-ads': { formats: ['responsive_search'], keywords: true, audiences: false },
    'linkedin-ads': { formats: ['text_ad'], keywords: false, audiences: true },
  });
});

describe('an ad group runs where one of its ads is published', () => {
  it.each([
    ['both', [searchAd(), textAd()], true, true],
    ['search ads', [searchAd()], true, false],
    ['text ads', [textAd()], false, true],
    ['none', [], false, false],
  ])('%s', (_what, ads, google, linkedIn) => {
    expect(runsOn('google-ads', adGroup({ ads }))).toBe(google);
    expect(runsOn('linkedin-ads', adGroup({ ads }))).toBe(linkedIn);
  });

  it('others do not count', () => {
    const groups = [adGroup(), adGroup({ ads: [searchAd()] }), adGroup({ ads: [] })];
    expect([countRunning('google-ads', groups), countRunning('linkedin-ads', groups)]).toEqual([2, 1]);
  });
});

it.each([
  ['no audiences', undefined, false],
  ['empty lists', {}, false],
  ['a job function', { jobFunctions: ['a'] }, true],
  ['a seniority', { seniorities: ['a'] }, true],
  ['an industry', { industries: ['a'] }, true],
])('whether anybody is named: %s', (_what, named, has) => {
  const audiences = named && { jobFunctions: [], seniorities: [], industries: [], ...named };
  expect(hasAudiences(adGroup(audiences ? { audiences } : {}))).toBe(has);
});

it.each([
  ['google-ads', 20, 304, 'months'],
  ['linkedin-ads', 15, 325, 'days'],
] as const)(
  '%s spends up to %i tenths on a day and %i in a month',
  (platform, dayTenths, monthTenths, schedule) => {
    expect(OVER_DELIVERY[platform]).toMatchObject({ dayTenths, monthTenths, schedule });
    expect(OVER_DELIVERY[platform].checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  },
);
