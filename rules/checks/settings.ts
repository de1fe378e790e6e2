import type { Platform } from '../../contracts/values.ts';
import { characterCount } from '../display-width.ts';
import { GOOGLE_ADS_LIMITS } from '../google-ads/limits.ts';
import { LINKEDIN_ADS_LIMITS } from '../linkedin-ads/limits.ts';
import type { Say } from './say.ts';
import type { Share } from './share.ts';

type UrlLimits = { finalUrlBytes: number; landingPageCharacters: number };
const LIMITS: UrlLimits = { ...GOOGLE_ADS_LIMITS, ...LINKEDIN_ADS_LIMITS };

/** A platform's rules for dates, landing page and objective of a campaign. */
export function checkSettings(
  platform: Platform,
  { schedule, landingPageUrl, objective }: Share,
  say: Say,
  limits: Partial<UrlLimits> = {},
): void {
  if (schedule.endDate !== undefined && schedule.endDate < schedule.startDate)
    say('error', 'SCHEDULE_REVERSED', 'schedule.endDate', 'The campaign ends before it starts.');
  if (!/^https?:\/\//i.test(landingPageUrl))
    say('error', 'URL_SCHEME_MISSING', 'landingPageUrl', 'The landing page needs http:// or https://.');
  checkUrlLength(platform, landingPageUrl, { ...LIMITS, ...limits }, say);
  checkObjective(platform, objective, say);
}

function checkUrlLength(platform: Platform, url: string, limits: UrlLimits, say: Say): void {
  const [own, most, unit] =
    platform === 'google-ads'
      ? [new TextEncoder().encode(url).length, limits.finalUrlBytes, 'bytes']
      : [characterCount(url), limits.landingPageCharacters, 'characters'];
  if (own > most)
    say('error', 'URL_TOO_LONG', 'landingPageUrl', `The address has ${own} of at most ${most} ${unit}.`);
}

const APPROXIMATED: Readonly<Record<Platform, Partial<Record<Share['objective'], string>>>> = {
  'google-ads': { awareness: 'On Google Search, awareness is bought as clicks.' },
  'linkedin-ads': { leads: 'Text ads have no lead forms: leads are bought as conversions.' },
};
const TRACKING: Readonly<Record<Platform, string>> = {
  'google-ads': 'Bidding for conversions needs conversion tracking in the Google Ads account.',
  'linkedin-ads': 'Buying conversions needs the LinkedIn Insight Tag on the site.',
};

function checkObjective(platform: Platform, objective: Share['objective'], say: Say): void {
  const nearly = APPROXIMATED[platform][objective];
  if (nearly !== undefined) say('loss', 'OBJECTIVE_APPROXIMATED', 'objective', nearly);
  if (objective === 'leads' || objective === 'sales')
    say('warning', 'CONVERSIONS_NEEDED', 'objective', TRACKING[platform]);
}
