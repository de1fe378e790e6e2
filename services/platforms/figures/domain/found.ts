/** Something on a platform, by the platform's id and as the platform shows it. */
export type Named = { externalId: string; name: string };

/**
 * What was measured of one thing on one day. The levels below the one that was asked for are null. Money is in micros of the
 * account's currency; a day is one of the calendar in which the platform reports (`calendar`).
 */
export type FoundFigures = {
  date: string;
  campaign: Named;
  adGroup: Named | null;
  ad: Named | null;
  keyword: Named | null;
  impressions: number;
  clicks: number;
  costMicros: number;
  conversions: number;
  conversionValueMicros: number;
};
