import type { z } from 'zod';
import type { CampaignInput } from '../contracts/campaign/input.ts';

const texts = (words: readonly string[]) => words.map((text) => ({ text }));

/** The campaign that is created and read: one ad group with what a real one holds. */
export const CAMPAIGN_BODY: z.input<typeof CampaignInput> = {
  name: 'Spring campaign for scheduling software',
  objective: 'leads',
  platforms: ['google-ads', 'linkedin-ads'],
  budget: { dailyMicros: 120_000_000, currency: 'USD' },
  schedule: { startDate: '2030-03-01', endDate: '2030-05-31' },
  targeting: { locations: ['US', 'CA'], languages: ['en'] },
  landingPageUrl: 'https://fieldbook.example.com/start',
  declarations: { euPoliticalAdvertising: false },
  structure: {
    adGroups: [
      {
        name: 'Scheduling software',
        keywords: [
          { text: 'job scheduling software', matchType: 'phrase' },
          { text: 'field service scheduling', matchType: 'phrase' },
          { text: 'dispatch software', matchType: 'exact' },
        ],
        negativeKeywords: [{ text: 'free', matchType: 'broad' }],
        ads: [
          {
            format: 'responsive_search',
            headlines: texts(['Plan Jobs in Minutes', 'Track Every Technician', '14-Day Free Trial']),
            descriptions: texts([
              'Plan jobs, track technicians and send invoices.',
              'Set up in one afternoon.',
            ]),
          },
          { format: 'text_ad', headline: 'Plan Jobs in Minutes', description: 'Try it for 14 days.' },
        ],
      },
    ],
  },
};
