import { defineSettings, port, wholeNumber, type ValuesOf } from '../../lib/settings.ts';
import { databaseSettings } from '../../storage/settings.ts';

/**
 * The settings of the analytics service: its port, its database, and how large a table of figures may be and how long its
 * pages are kept.
 */
export const analyticsSettings = defineSettings({
  includes: [databaseSettings],
  shape: {
    ANALYTICS_SERVICE_PORT: port(3004),
    REPORT_MAX_ROWS: wholeNumber(200_000),
    REPORT_SNAPSHOT_MINUTES: wholeNumber(60),
    REPORT_SNAPSHOTS_PER_ORGANIZATION: wholeNumber(20),
  },
  derive: (env) => ({
    port: env.ANALYTICS_SERVICE_PORT,
    snapshots: {
      maxRows: env.REPORT_MAX_ROWS,
      minutes: env.REPORT_SNAPSHOT_MINUTES,
      perOrganization: env.REPORT_SNAPSHOTS_PER_ORGANIZATION,
    },
  }),
});
export type AnalyticsSettings = ValuesOf<typeof analyticsSettings>;
