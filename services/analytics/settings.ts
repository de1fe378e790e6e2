import { defineSettings, port, type ValuesOf } from '../../lib/settings.ts';
import { databaseSettings } from '../../storage/settings.ts';

/** The settings of the analytics service: its port and its database. */
export const analyticsSettings = defineSettings({
  includes: [databaseSettings],
  shape: { ANALYTICS_SERVICE_PORT: port(3004) },
  derive: ({ ANALYTICS_SERVICE_PORT }) => ({ port: ANALYTICS_SERVICE_PORT }),
});
export type AnalyticsSettings = ValuesOf<typeof analyticsSettings>;
