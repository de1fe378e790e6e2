import { defineSettings, port, type ValuesOf } from '../../lib/settings.ts';
import { databaseSettings } from '../../storage/settings.ts';

/** What campaign is told: its port and its database. */
export const campaignSettings = defineSettings({
  includes: [databaseSettings],
  shape: { CAMPAIGN_SERVICE_PORT: port(3002) },
  derive: ({ CAMPAIGN_SERVICE_PORT }) => ({ port: CAMPAIGN_SERVICE_PORT }),
});
export type CampaignSettings = ValuesOf<typeof campaignSettings>;
