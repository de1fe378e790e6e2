import type { z } from 'zod';
import type { Campaign } from '../../../contracts/campaign/campaign.ts';
import type { CampaignInput } from '../../../contracts/campaign/input.ts';
import type { Structure } from '../../../contracts/structure.ts';
import { addDays, dayOf } from '../../../lib/time.ts';

type Input = z.input<typeof CampaignInput>;

/** A structure that both platforms take. */
export const structure: z.input<typeof Structure> = {
  adGroups: [
    {
      name: 'Payroll',
      keywords: [{ text: 'payroll software', matchType: 'phrase' }],
      negativeKeywords: [{ text: 'jobs', matchType: 'broad' }],
      ads: [
        {
          format: 'responsive_search',
          headlines: [
            { text: 'Payroll made simple' },
            { text: 'Plans from 9 a month' },
            { text: 'Try it free' },
          ],
          descriptions: [{ text: 'Payroll for teams of any size.' }, { text: 'No card needed.' }],
        },
        { format: 'text_ad', headline: 'Payroll made simple', description: 'Set up in a day.' },
      ],
    },
  ],
};

/** A draft with as little as a client may send. */
export function draft(overrides: Partial<Input> = {}): Input {
  return {
    name: 'Spring sale',
    objective: 'traffic',
    platforms: ['google-ads', 'linkedin-ads'],
    budget: { dailyMicros: 50_010_000, currency: 'USD' },
    schedule: { startDate: addDays(dayOf(new Date()), 3) },
    targeting: { locations: ['US', 'DE'], languages: ['en'] },
    landingPageUrl: 'https://www.example.com/spring',
    ...overrides,
  };
}

/** A campaign that can be submitted. */
export const complete = (overrides: Partial<Input> = {}): Input =>
  draft({ declarations: { euPoliticalAdvertising: false }, structure, ...overrides });

/** A campaign as a client would send it back. */
export function inputOf(campaign: Campaign): Input {
  const { name, objective, platforms, adAccounts, budget, schedule, targeting, landingPageUrl } = campaign;
  const rest = { name, objective, platforms, adAccounts, budget, schedule, targeting, landingPageUrl };
  return {
    ...rest,
    ...(campaign.declarations ? { declarations: campaign.declarations } : {}),
    ...(campaign.structure ? { structure: campaign.structure } : {}),
  };
}
