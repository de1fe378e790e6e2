import { expect, it } from 'vitest';
import { adGroup, searchAd, textAd } from '../../../../rules/fixtures/examples.ts';
import { AT, campaignIn, storedCampaign } from '../../content/domain/testing/content.ts';
import { planOf } from './plan.ts';

it('a plan counts the ads and keywords that each platform is sent', () => {
  const image = {
    format: 'single_image' as const,
    introText: 'Payroll for teams of any size.',
    headline: 'Payroll made simple',
    assetId: '0197b6a0-0000-7000-8000-000000000000',
  };
  const structure = { adGroups: [adGroup({ ads: [searchAd(), textAd(), image] })] };
  const { platforms } = planOf(storedCampaign(campaignIn({ structure })), null, [], AT);
  expect(platforms.map(({ platform, ads, keywords }) => ({ platform, ads, keywords }))).toEqual([
    { platform: 'google-ads', ads: 1, keywords: 1 },
    { platform: 'linkedin-ads', ads: 1, keywords: 0 },
  ]);
});
