import type { z } from 'zod';
import type { Brief } from '../../contracts/ai/brief.ts';
import type { CampaignInput } from '../../contracts/campaign/input.ts';
import type { Structure } from '../../contracts/structure.ts';
import type { Accounts } from './connect.ts';

export const CURRENCY = 'USD';
const UNIT = 1_000_000;

const BUDGET = {
  dailyMicros: 1_400 * UNIT,
  currency: CURRENCY,
  split: [
    { platform: 'google-ads' as const, dailyMicros: 1_050 * UNIT },
    { platform: 'linkedin-ads' as const, dailyMicros: 350 * UNIT },
  ],
};

/** A brief as a marketer would write it. */
export const BRIEF: z.input<typeof Brief> = {
  product: 'Fieldbook: job scheduling software',
  description:
    'Fieldbook is scheduling software for field service teams. It helps dispatchers plan jobs, track technicians ' +
    'and send invoices from one place. Works on any phone and exports to every accounting program.',
  audience: 'Operations managers and dispatchers at service companies with 10 to 200 technicians',
  landingPageUrl: 'https://fieldbook.example.com/start',
  objective: 'sales',
  platforms: ['google-ads', 'linkedin-ads'],
  budget: BUDGET,
  locations: ['US'],
  languages: ['en'],
  claims: ['14-day free trial', 'Set up in one afternoon'],
};

/** The campaign from the brief and its structure, on these accounts, with a name and a start date. */
export function campaignFrom(
  structure: Structure,
  accounts: Accounts,
  details: { name: string; startDate: string },
): z.input<typeof CampaignInput> {
  return {
    name: details.name,
    objective: BRIEF.objective,
    platforms: BRIEF.platforms,
    adAccounts: { 'google-ads': accounts['google-ads'].id, 'linkedin-ads': accounts['linkedin-ads'].id },
    budget: BUDGET,
    schedule: { startDate: details.startDate },
    targeting: { locations: BRIEF.locations, languages: BRIEF.languages },
    landingPageUrl: BRIEF.landingPageUrl,
    declarations: { euPoliticalAdvertising: false },
    structure,
  };
}
