import type { AdGroup } from '../../contracts/structure.ts';

/** What the checks need of one platform's share of a campaign; the campaign that an adapter is given has all of it. */
export type Share = {
  objective: 'awareness' | 'traffic' | 'leads' | 'sales';
  dailyMicros: number;
  totalMicros: number | null;
  currency: string;
  schedule: { startDate: string; endDate?: string | undefined };
  landingPageUrl: string;
  adGroups: readonly AdGroup[];
};
