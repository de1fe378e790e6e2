import type { FigureLevel } from '../../contracts/platforms/figures.ts';

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

/** One ad account, the first and the last day, and down to which level its figures are broken down. */
export type FiguresWork<Session> = { session: Session; from: string; to: string; level: FigureLevel };

/** The part of the port (port.ts) that tells what was measured. */
export interface FiguresReader<Session> {
  /** The levels at which this platform has figures, the coarsest first. */
  readonly levels: readonly FigureLevel[];
  /** The time zone of the days in which the platform reports an account. */
  calendar(session: Session): string;
  /**
   * Reads what was measured in one ad account, all of its campaigns, whoever made them: one answer for each thing and day of which
   * anything was measured. Either all of that is there or it throws: a cut answer is none. @throws VendorFailure
   */
  figures(work: FiguresWork<Session>): Promise<FoundFigures[]>;
}
