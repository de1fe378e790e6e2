import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../contracts/values.ts';
import { CHANGE_WINDOWS } from './change-windows.ts';
import { CHECK_CODES } from './checks/codes.ts';
import { EAST_ASIAN_WIDE } from './east-asian-wide.ts';
import { PUBLISHED } from './formats.ts';
import { GOOGLE_ADS_LIMITS } from './google-ads/limits.ts';
import { LINKEDIN_AUDIENCE_NAMES } from './linkedin-ads/audience-names.ts';
import { LINKEDIN_ADS_LIMITS } from './linkedin-ads/limits.ts';
import { OVER_DELIVERY } from './over-delivery.ts';
import { RATE_SOURCES } from './rate-windows.ts';
import { PLATFORM_NAMES, platformName, withPlatformNames, WORDS } from './words.ts';

describe('what the rules say they know', () => {
  it.each([
    ['Google Ads', GOOGLE_ADS_LIMITS],
    ['LinkedIn Ads', LINKEDIN_ADS_LIMITS],
    ['LinkedIn audiences', LINKEDIN_AUDIENCE_NAMES],
    ['Unicode', EAST_ASIAN_WIDE],
    ['limits of calls', RATE_SOURCES],
    ['changes', CHANGE_WINDOWS['google-ads']!],
  ])('%s has a date and a source', (_name, { checkedOn, sources }) => {
    expect(checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(sources[0]).toMatch(/^https:\/\//);
    for (const source of sources) expect(source).toMatch(/\w+\.\w+/);
  });

  it('the versions that the rules were read for are named', () => {
    expect(GOOGLE_ADS_LIMITS.apiVersion).toMatch(/^v\d+$/);
    expect(LINKEDIN_ADS_LIMITS.apiVersion).toMatch(/^20\d{4}$/);
    expect(EAST_ASIAN_WIDE.unicodeVersion).toMatch(/^\d+\.0$/);
  });

  it.each(PLATFORMS)('%s has over-delivery with its source, a name, words and formats', (platform) => {
    expect(OVER_DELIVERY[platform].source).toMatch(/^https:\/\//);
    expect(OVER_DELIVERY[platform].monthTenths).toBeGreaterThan(OVER_DELIVERY[platform].dayTenths);
    expect(PLATFORM_NAMES[platform]).toMatch(/ Ads$/);
    expect(Object.keys(WORDS[platform])).toEqual(expect.arrayContaining(['campaign', 'adGroup', 'ad']));
    expect(PUBLISHED[platform].formats).not.toEqual([]);
  });

  it("LinkedIn's levels carry today's words beside the API's", () => {
    const { campaign, adGroup, ad } = WORDS['linkedin-ads'];
    expect([campaign, adGroup, ad]).toEqual([
      { people: 'campaign', api: 'campaign group' },
      { people: 'ad set', api: 'campaign' },
      { people: 'ad', api: 'creative' },
    ]);
  });

  it('a text names platforms as people do', () => {
    expect([platformName('linkedin-ads'), platformName('constructor')]).toEqual([
      'LinkedIn Ads',
      'constructor',
    ]);
    expect(withPlatformNames('google-ads: clicks, linkedin-ads: cost')).toBe(
      'Google Ads: clicks, LinkedIn Ads: cost',
    );
  });

  it('no two codes have the same meaning', () => {
    const meanings = Object.values(CHECK_CODES);
    expect(new Set(meanings).size).toBe(meanings.length);
  });
});
