import { describe, expect, it } from 'vitest';
import { adGroup, searchAd, textAd } from '../../../../rules/fixtures/examples.ts';
import {
  ACCOUNT,
  AT,
  campaignIn,
  draftContent,
  storedCampaign,
} from '../../content/domain/testing/content.ts';
import { CHECKS_MISSING, planOf } from './plan.ts';

const structure = { adGroups: [adGroup()] };
const campaign = campaignIn({
  structure,
  version: 4,
  schedule: { startDate: '2026-03-01', endDate: '2026-03-10' },
});

describe('the plan of a version', () => {
  it('names the version, its content, the most that may be charged and what the platforms say of it', () => {
    const warning = {
      platform: 'google-ads',
      severity: 'warning',
      code: 'A',
      path: 'x',
      message: 'm',
    } as const;
    const stored = { ...storedCampaign(campaign), hash: 'h' };
    const { platforms, ...plan } = planOf(stored, null, [warning], [], AT);
    expect(plan).toEqual({
      campaignId: campaign.id,
      version: 4,
      hash: 'h',
      worstCase: {
        dailyMicros: 50_000_000,
        monthMicros: 954_000_000,
        totalMicros: 400_000_000,
        days: 10,
        currency: 'USD',
      },
      checks: [warning],
      drift: [],
    });
    expect(platforms.map(({ changes: _, ...share }) => share)).toEqual([
      {
        platform: 'google-ads',
        adAccountId: ACCOUNT,
        dailyMicros: 10_000_000,
        adGroups: 1,
        ads: 1,
        keywords: 1,
      },
      {
        platform: 'linkedin-ads',
        adAccountId: ACCOUNT,
        dailyMicros: 20_000_000,
        adGroups: 1,
        ads: 1,
        keywords: 0,
      },
    ]);
  });

  it('charges nothing for days that have passed', () => {
    const later = new Date('2026-03-09T12:00:00.000Z');
    expect(planOf(storedCampaign(campaign), null, [], [], later).worstCase.days).toBe(2);
  });

  it('of a draft without ad groups says what it lacks, before what the platforms say', () => {
    const draft = campaignIn({ declarations: null, adAccounts: {} });
    const { platforms, checks } = planOf(storedCampaign(draft), null, [CHECKS_MISSING], [], AT);
    expect(platforms).toEqual(
      [
        { platform: 'google-ads', dailyMicros: 10_000_000 },
        { platform: 'linkedin-ads', dailyMicros: 20_000_000 },
      ].map((share) => ({ ...share, adAccountId: null, adGroups: 0, ads: 0, keywords: 0, changes: [] })),
    );
    const missing = { platform: null, severity: 'error', code: 'FIELD_MISSING' };
    expect(checks).toEqual([
      { ...missing, path: 'structure', message: 'The campaign has no ad groups yet.' },
      {
        ...missing,
        path: 'declarations',
        message: 'Say whether this is European Union political advertising.',
      },
      {
        platform: null,
        severity: 'warning',
        code: 'CHECKS_UNAVAILABLE',
        path: '',
        message: "The platforms' own rules could not be checked at the moment.",
      },
    ]);
  });

  it('gives nothing a day to a platform without a share', () => {
    const none = campaignIn({ budget: { ...campaign.budget, split: [] } });
    const { platforms } = planOf(storedCampaign(none), null, [], [], AT);
    expect(platforms.map((share) => share.dailyMicros)).toEqual([0, 0]);
  });
});

it('a plan counts the ads and keywords that each platform is sent', () => {
  const image = {
    format: 'single_image' as const,
    introText: 'Payroll for teams of any size.',
    headline: 'Payroll made simple',
    assetId: '0197b6a0-0000-7000-8000-000000000000',
  };
  const adGroups = [
    adGroup({ ads: [searchAd(), textAd(), image] }),
    adGroup({ name: 'Second', ads: [searchAd(), searchAd()] }),
  ];
  const { platforms } = planOf(storedCampaign(campaignIn({ structure: { adGroups } })), null, [], [], AT);
  expect(platforms.map(({ platform, ads, keywords }) => ({ platform, ads, keywords }))).toEqual([
    { platform: 'google-ads', ads: 3, keywords: 2 },
    { platform: 'linkedin-ads', ads: 1, keywords: 0 },
  ]);
});

describe('the changes of a plan', () => {
  const changesOf = (published: Parameters<typeof planOf>[1], version = campaign) =>
    planOf(storedCampaign(version), published, [], [], AT).platforms.map(({ changes }) => changes);
  const before = draftContent({ structure, schedule: campaign.schedule });

  it('are everything the first time, and nothing that only names the version', () => {
    const [google = []] = changesOf(null);
    expect(google.map(({ path }) => path)).toEqual([
      'name',
      'objective',
      'dailyMicros',
      'currency',
      'schedule',
      'targeting',
      'landingPageUrl',
      'declarations',
      'adGroups',
    ]);
    expect(google[0]).toEqual({ path: 'name', words: 'the name', before: null, after: 'Spring sale' });
  });

  it('are none where the platforms hold the same', () => {
    expect(changesOf(before)).toEqual([[], []]);
  });

  it('are those of each platform against what it holds', () => {
    const split = [
      { platform: 'google-ads' as const, dailyMicros: 10_000_000 },
      { platform: 'linkedin-ads' as const, dailyMicros: 15_000_000 },
    ];
    const after = { ...campaign, name: 'Summer sale', budget: { ...campaign.budget, split } };
    const renamed = { path: 'name', words: 'the name', before: 'Spring sale', after: 'Summer sale' };
    expect(changesOf(before, after)).toEqual([
      [renamed],
      [renamed, { path: 'dailyMicros', words: 'the daily budget', before: 20_000_000, after: 15_000_000 }],
    ]);
  });

  it('are everything on a platform that what is published leaves out', () => {
    const budget = { ...before.budget, split: before.budget.split.slice(0, 1) };
    const [google = [], linkedIn = []] = changesOf({ ...before, platforms: ['google-ads'], budget });
    expect(google).toEqual([]);
    expect(linkedIn.every((change) => change.before === null)).toBe(true);
    expect(linkedIn.map(({ path }) => path)).toContain('dailyMicros');
  });
});
