import type { Campaign } from '../../../../../contracts/campaign/campaign.ts';
import type { Platform } from '../../../../../contracts/values.ts';
import { contentHash, type CampaignContent } from '../content.ts';
import { newCampaign, type StoredCampaign } from '../versions.ts';

export const ANN = '0197a0de-0000-7000-8000-00000000000a';
export const BOB = '0197a0de-0000-7000-8000-00000000000b';
export const AT = new Date('2026-03-01T10:00:00.000Z');
export const ACCOUNT = '0197a0de-0000-7000-8000-0000000000aa';

/** The content of a draft on both platforms. */
export function draftContent(overrides: Partial<CampaignContent> = {}): CampaignContent {
  return {
    name: 'Spring sale',
    objective: 'traffic',
    platforms: ['google-ads', 'linkedin-ads'],
    adAccounts: { 'google-ads': ACCOUNT, 'linkedin-ads': ACCOUNT },
    budget: {
      dailyMicros: 30_000_000,
      currency: 'USD',
      split: [
        { platform: 'google-ads', dailyMicros: 10_000_000 },
        { platform: 'linkedin-ads', dailyMicros: 20_000_000 },
      ],
    },
    schedule: { startDate: '2026-04-01' },
    targeting: { locations: ['US'], languages: ['en'] },
    landingPageUrl: 'https://www.example.com/spring',
    declarations: { euPoliticalAdvertising: false },
    structure: null,
    ...overrides,
  };
}

/** A campaign in any state of its life. */
export function campaignIn(overrides: Partial<Campaign> = {}): Campaign {
  const id = '0197a0de-0000-7000-8000-000000000001';
  return { ...newCampaign(draftContent(), { id, createdBy: ANN, createdAt: AT }), ...overrides };
}

export const storedCampaign = (campaign: Campaign, busy = false): StoredCampaign => ({
  campaign,
  hash: contentHash(campaign),
  revision: 1,
  shape: 1,
  busy,
});

/** What one platform holds. */
export function publication(
  platform: Platform,
  status: Campaign['publications'][number]['status'],
  overrides: Partial<Campaign['publications'][number]> = {},
): Campaign['publications'][number] {
  const base = { platform, adAccountId: ACCOUNT, externalId: `${platform}-1`, version: 1, error: null };
  return { ...base, status, updatedAt: AT.toISOString(), ...overrides };
}
