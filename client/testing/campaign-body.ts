import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { CampaignInput } from '../../contracts/campaign/input.ts';
import { addDays, dayOf } from '../../lib/time.ts';

export type CampaignBody = z.input<typeof CampaignInput>;

/** A structure that both platforms take. */
export const structure: NonNullable<CampaignBody['structure']> = {
  adGroups: [
    {
      name: 'Small teams',
      keywords: [
        { text: 'crm for small teams', matchType: 'phrase' },
        { text: 'sales crm', matchType: 'exact' },
      ],
      negativeKeywords: [{ text: 'free', matchType: 'broad' }],
      ads: [
        {
          format: 'responsive_search',
          headlines: [
            { text: 'CRM for small sales teams' },
            { text: 'Keep every conversation' },
            { text: 'See the next step' },
          ],
          descriptions: [
            { text: 'One place for every customer conversation.' },
            { text: 'Your team always knows the next step.' },
          ],
        },
        {
          format: 'text_ad',
          headline: 'CRM for small teams',
          description: 'One place for every customer conversation.',
        },
      ],
    },
  ],
};

/**
 * What a client sends for a campaign on both platforms that can be submitted, when ad accounts are among the changes. Without
 * a name among them, its name is one that no other has.
 */
export function campaignBody(changes: Partial<CampaignBody> = {}): CampaignBody {
  return {
    name: `Spring ${randomUUID().slice(0, 8)}`,
    objective: 'leads',
    platforms: ['google-ads', 'linkedin-ads'],
    budget: { dailyMicros: 100_000_000, currency: 'USD' },
    schedule: { startDate: addDays(dayOf(new Date()), 1) },
    targeting: { locations: ['US'], languages: ['en'] },
    landingPageUrl: 'https://www.example.com/crm',
    declarations: { euPoliticalAdvertising: false },
    structure,
    ...changes,
  };
}
