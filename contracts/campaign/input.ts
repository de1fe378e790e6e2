import { z } from 'zod';
import { Structure } from '../structure.ts';
import { plainName } from '../names.ts';
import { AnyDay, Currency, Day, HttpUrl, Id, Micros, Platform } from '../values.ts';

export const Objective = z.enum(['awareness', 'traffic', 'leads', 'sales']).meta({ id: 'Objective' });
export type Objective = z.infer<typeof Objective>;

export const BudgetShare = z.strictObject({ platform: Platform, dailyMicros: Micros });

export const Budget = z
  .strictObject({
    dailyMicros: Micros.min(1),
    totalMicros: Micros.min(1).optional(),
    currency: Currency,
    split: z.array(BudgetShare).max(2).optional(),
  })
  .meta({ id: 'Budget' });
export type Budget = z.infer<typeof Budget>;

const Location = z
  .string()
  .regex(/^([A-Z]{2}|google:\d{1,12}|linkedin:\d{1,12})$/, 'ISO 3166 code or platform geo id');

const Language = z.string().regex(/^[a-z]{2}$/, 'an ISO 639-1 code');

export const Targeting = z
  .strictObject({
    locations: z.array(Location).min(1).max(50),
    languages: z.array(Language).min(1).max(10),
  })
  .meta({ id: 'Targeting' });

export const Schedule = z
  .strictObject({ startDate: AnyDay, endDate: AnyDay.optional() })
  .meta({ id: 'Schedule' });
const ScheduleInput = z
  .strictObject({ startDate: Day, endDate: Day.optional() })
  .meta({ id: 'ScheduleInput' });

export const AdAccounts = z
  .strictObject({ 'google-ads': Id.optional(), 'linkedin-ads': Id.optional() })
  .meta({ id: 'CampaignAdAccounts' });

/** A legal declaration: the user's own word, never a default. */
export const Declarations = z
  .strictObject({ euPoliticalAdvertising: z.boolean() })
  .meta({ id: 'Declarations' });

const platformsOnce = (v: readonly string[]) => new Set(v).size === v.length;

/** What a client may write of a campaign. */
export const CampaignInput = z
  .strictObject({
    name: plainName,
    objective: Objective,
    platforms: z.array(Platform).min(1).max(2).refine(platformsOnce, 'each platform once'),
    adAccounts: AdAccounts.default({}),
    budget: Budget,
    schedule: ScheduleInput,
    targeting: Targeting,
    landingPageUrl: HttpUrl,
    declarations: Declarations.optional(),
    structure: Structure.optional(),
  })
  .meta({ id: 'CampaignInput' });
export type CampaignInput = z.infer<typeof CampaignInput>;
