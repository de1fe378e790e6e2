import { z } from 'zod';
import { defineSettings, port, type ValuesOf } from '../../lib/settings.ts';
import { stepUpPolicy } from '../../mixins/node-settings.ts';
import { databaseSettings } from '../../storage/settings.ts';

/** What campaign is told: its port, its database, and what it asks of approvers. */
export const campaignSettings = defineSettings({
  includes: [databaseSettings, stepUpPolicy],
  shape: {
    CAMPAIGN_SERVICE_PORT: port(3002),
    APPROVER_MIN_AGE_HOURS: z.coerce.number().int().min(0).optional(),
  },
  derive: ({ CAMPAIGN_SERVICE_PORT, APPROVER_MIN_AGE_HOURS }, production) => ({
    port: CAMPAIGN_SERVICE_PORT,
    /** Who joined today does not approve today; where the product is tried out, everybody joined today. */
    approverMinAgeHours: APPROVER_MIN_AGE_HOURS ?? (production ? 24 : 0),
  }),
});
export type CampaignSettings = ValuesOf<typeof campaignSettings>;
