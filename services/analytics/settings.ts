import { z } from 'zod';
import { defineSettings, port, rotatedSecret, wholeNumber, type ValuesOf } from '../../lib/settings.ts';
import { databaseSettings } from '../../storage/settings.ts';

const MEGABYTE = 1024 * 1024;
/** ISO 4217 codes of which a thousand or more are a dollar, by their rates of 2026. */
const SMALL = 'COP,GNF,IDR,IQD,IRR,KHR,KRW,LAK,LBP,MGA,MMK,MNT,MWK,NGN,PYG,RWF,SLE,SYP,TZS,UGX,UZS,VND';

/**
 * The settings of the analytics service: its port, its database, how large a table of figures may be, how long its pages are
 * kept, how much memory PostgreSQL may take for one step of making it, how long an import can be taken back, for how long search terms and changes in ad accounts are kept, how many reports are
 * mailed and with how many rows, what SQL logins may do, where they reach PostgreSQL and how often it is asked whether who holds one still may,
 * and how often the rules of alerts are asked where no figures change. A day without a rate is converted at the last rate of the
 * REPORT_RATE_CARRY_DAYS before it: banks tell none at weekends and on holidays.
 *
 * Alerts are posted to webhooks at ALERT_WEBHOOK_HOSTS, whose addresses are sealed under ALERT_WEBHOOKS_KEY; without the key there
 * are none. ALERT_WEBHOOK_RELAY is a relay to the internet, for a network that has no other way out.
 *
 * Conversions count as all known after MATURITY_HORIZON_DAYS (Google Ads and LinkedIn credit clicks of the last 30 days unless told
 * otherwise). How late they come is learned from MATURITY_HISTORY_DAYS, and not from fewer than MATURITY_LEAST_DAYS and
 * MATURITY_LEAST_CONVERSIONS.
 *
 * What files may have, and from when on their figures look wrong. A file may have IMPORT_FILE_MAX_MB as it is sent, its
 * text IMPORT_TEXT_MAX_MB and IMPORT_CAMPAIGNS_MAX campaigns, and the parts of a workbook IMPORT_WORKBOOK_UNPACKED_MB together. A click (or a thousand
 * impressions) above IMPORT_CLICK_MAX_UNITS of a currency, or a thousand times as much in a small one, looks like micros
 * taken for units; one below IMPORT_CLICK_MIN_MICROS like the reverse. Between a cost and the same cost in micros lie six
 * digits, so that the bounds are far from what is paid: clicks cost from some cents to some hundred dollars. Conversions worth more than IMPORT_RETURN_MAX
 * times the cost look like that, too. A day with
 * IMPORT_SUDDEN_TIMES the median of at least IMPORT_SUDDEN_DAYS other days of its campaign is sudden.
 */
export const analyticsSettings = defineSettings({
  includes: [databaseSettings],
  shape: {
    ANALYTICS_SERVICE_PORT: port(3004),
    REPORT_MAX_ROWS: wholeNumber(200_000),
    REPORT_SNAPSHOT_MINUTES: wholeNumber(60),
    REPORT_SNAPSHOTS_PER_ORGANIZATION: wholeNumber(20),
    IMPORT_FILE_MAX_MB: wholeNumber(512),
    IMPORT_TEXT_MAX_MB: wholeNumber(1_024),
    IMPORT_CAMPAIGNS_MAX: wholeNumber(50_000),
    IMPORT_WORKBOOK_UNPACKED_MB: wholeNumber(192),
    IMPORT_CLICK_MAX_UNITS: wholeNumber(20_000),
    IMPORT_CLICK_MIN_MICROS: wholeNumber(500),
    IMPORT_SMALL_CURRENCIES: z
      .string()
      .regex(/^[A-Z]{3}(,[A-Z]{3})*$/)
      .default(SMALL),
    IMPORT_RETURN_MAX: wholeNumber(100_000),
    IMPORT_SUDDEN_TIMES: wholeNumber(20, 2),
    IMPORT_SUDDEN_DAYS: wholeNumber(4),
    REPORT_MEMORY_MB: wholeNumber(64),
    REPORT_RATE_CARRY_DAYS: wholeNumber(7, 0),
    MATURITY_HORIZON_DAYS: wholeNumber(30),
    MATURITY_HISTORY_DAYS: wholeNumber(90),
    MATURITY_LEAST_DAYS: wholeNumber(14),
    MATURITY_LEAST_CONVERSIONS: wholeNumber(50),
    IMPORT_UNDO_DAYS: wholeNumber(90),
    PLATFORM_TELLINGS_DAYS: wholeNumber(1_100),
    REPORT_SCHEDULES_PER_ORGANIZATION: wholeNumber(50),
    REPORT_MAIL_ROWS: wholeNumber(2_000),
    SQL_LOGIN_HOST: z.string().min(1).optional(),
    SQL_LOGIN_PORT: port(5432),
    SQL_LOGINS_PER_ORGANIZATION: wholeNumber(10),
    SQL_LOGIN_SESSIONS: wholeNumber(5),
    SQL_LOGIN_SECONDS: wholeNumber(60),
    SQL_LOGIN_WATCH_SECONDS: wholeNumber(2),
    SQL_LOGIN_HOLDER_SECONDS: wholeNumber(15),
    ALERT_CHECK_MINUTES: wholeNumber(60),
    ALERT_WEBHOOKS_KEY: rotatedSecret.optional(),
    ALERT_WEBHOOK_HOSTS: z
      .string()
      .regex(/^(\*\.)?[a-z0-9.-]+(,(\*\.)?[a-z0-9.-]+)*$/)
      .default('hooks.slack.com,*.webhook.office.com,*.logic.azure.com')
      .transform((hosts) => hosts.split(',')),
    ALERT_WEBHOOK_RELAY: z.url({ protocol: /^https?$/ }).optional(),
    ALERT_WEBHOOKS_PER_ORGANIZATION: wholeNumber(10),
  },
  secrets: ['ALERT_WEBHOOKS_KEY'],
  derive: (env) => ({
    webhooks: {
      secrets: env.ALERT_WEBHOOKS_KEY,
      hosts: env.ALERT_WEBHOOK_HOSTS,
      relay: env.ALERT_WEBHOOK_RELAY,
      perOrganization: env.ALERT_WEBHOOKS_PER_ORGANIZATION,
    },
    undoDays: env.IMPORT_UNDO_DAYS,
    tellingDays: env.PLATFORM_TELLINGS_DAYS,
    port: env.ANALYTICS_SERVICE_PORT,
    alertCheckSeconds: env.ALERT_CHECK_MINUTES * 60,
    maturity: maturityLimits(env),
    rateCarryDays: env.REPORT_RATE_CARRY_DAYS,
    snapshots: {
      maxRows: env.REPORT_MAX_ROWS,
      minutes: env.REPORT_SNAPSHOT_MINUTES,
      perOrganization: env.REPORT_SNAPSHOTS_PER_ORGANIZATION,
      memoryMb: env.REPORT_MEMORY_MB,
    },
    imports: {
      fileBytes: env.IMPORT_FILE_MAX_MB * MEGABYTE,
      sizes: {
        textBytes: env.IMPORT_TEXT_MAX_MB * MEGABYTE,
        unpackedBytes: env.IMPORT_WORKBOOK_UNPACKED_MB * MEGABYTE,
      },
      limits: { campaigns: env.IMPORT_CAMPAIGNS_MAX },
      plausible: {
        mostUnits: env.IMPORT_CLICK_MAX_UNITS,
        leastMicros: env.IMPORT_CLICK_MIN_MICROS,
        smallCurrencies: new Set(env.IMPORT_SMALL_CURRENCIES.split(',')),
        mostReturn: env.IMPORT_RETURN_MAX,
        suddenTimes: env.IMPORT_SUDDEN_TIMES,
        suddenOtherDays: env.IMPORT_SUDDEN_DAYS,
      },
    },
    reportMails: {
      perOrganization: env.REPORT_SCHEDULES_PER_ORGANIZATION,
      rows: env.REPORT_MAIL_ROWS,
    },
    sqlLogins: {
      host: env.SQL_LOGIN_HOST ?? null,
      port: env.SQL_LOGIN_PORT,
      perOrganization: env.SQL_LOGINS_PER_ORGANIZATION,
      connections: env.SQL_LOGIN_SESSIONS,
      seconds: env.SQL_LOGIN_SECONDS,
      watchSeconds: env.SQL_LOGIN_WATCH_SECONDS,
      holderSeconds: env.SQL_LOGIN_HOLDER_SECONDS,
    },
  }),
});
/** From how much it is learned how late conversions arrive. */
function maturityLimits(
  env: Record<`MATURITY_${'HORIZON_DAYS' | 'HISTORY_DAYS' | 'LEAST_DAYS' | 'LEAST_CONVERSIONS'}`, number>,
) {
  return {
    horizonDays: env.MATURITY_HORIZON_DAYS,
    historyDays: env.MATURITY_HISTORY_DAYS,
    leastDays: env.MATURITY_LEAST_DAYS,
    leastConversions: env.MATURITY_LEAST_CONVERSIONS,
  };
}

export type AnalyticsSettings = ValuesOf<typeof analyticsSettings>;
