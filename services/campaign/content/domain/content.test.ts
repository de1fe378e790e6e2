import { describe, expect, it } from 'vitest';
import { adGroup } from '../../../../rules/fixtures/examples.ts';
import { CampaignContent, contentHash, contentOf, sameContent } from './content.ts';
import { AT, BOB, campaignIn, draftContent, publication } from './testing/content.ts';

const CHANGES: CampaignContent = {
  name: 'Summer sale',
  objective: 'leads',
  platforms: ['google-ads'],
  adAccounts: {},
  budget: { ...draftContent().budget, currency: 'EUR' },
  schedule: { startDate: '2026-04-02' },
  targeting: { locations: ['DE'], languages: ['en'] },
  landingPageUrl: 'https://www.example.com/summer',
  declarations: { euPoliticalAdvertising: true },
  structure: { adGroups: [adGroup()] },
};

describe('the content of a version', () => {
  it('is all that would be published, and nothing of where the campaign stands', () => {
    expect(contentOf(campaignIn())).toEqual(draftContent());
    const moved = campaignIn({
      status: 'active',
      publishedVersion: 1,
      publications: [publication('google-ads', 'active')],
      version: 7,
      createdBy: BOB,
      updatedAt: new Date(AT.getTime() + 1).toISOString(),
    });
    expect(sameContent(moved, draftContent())).toBe(true);
  });

  it.each(Object.keys(CHANGES) as (keyof CampaignContent)[])(
    'is another one, with another hash, when its %s is another',
    (field) => {
      const changed = { ...draftContent(), [field]: CHANGES[field] };
      expect(contentOf(changed)[field]).toEqual(CHANGES[field]);
      expect(sameContent(draftContent(), changed)).toBe(false);
      expect(contentHash(changed)).not.toBe(contentHash(draftContent()));
    },
  );

  it('has one hash, 64 hex digits, whatever the order of its keys', () => {
    const turned = Object.fromEntries(Object.entries(draftContent()).reverse()) as CampaignContent;
    expect(contentHash(turned)).toBe(contentHash(draftContent()));
    expect(contentHash(turned)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is read back field by field, and refused with a field more or less', () => {
    expect(CampaignContent.parse(CHANGES)).toEqual(CHANGES);
    expect(CampaignContent.safeParse({ ...CHANGES, status: 'draft' }).success).toBe(false);
    for (const field of Object.keys(CHANGES)) {
      const { [field]: _, ...rest } = CHANGES as Record<string, unknown>;
      expect(CampaignContent.safeParse(rest).success).toBe(false);
    }
  });
});
