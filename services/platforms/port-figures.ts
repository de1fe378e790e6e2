import type { FigureLevel } from '../../contracts/platforms/figures.ts';
import type { FoundChanges } from './figures/domain/found-change.ts';
import type { FoundTerm } from './figures/domain/found-term.ts';
import type { FoundFigures } from './figures/domain/found.ts';

export type { FoundFigures, Named } from './figures/domain/found.ts';
export type { FoundChange, FoundChanges } from './figures/domain/found-change.ts';
export type { FoundTerm } from './figures/domain/found-term.ts';

/** One ad account, the first and the last day, and down to which level its figures are broken down. */
export type FiguresWork<Session> = { session: Session; from: string; to: string; level: FigureLevel };

/** One ad account, the first and the last day. */
export type TermsWork<Session> = Omit<FiguresWork<Session>, 'level'>;

/** One ad account, and since when its changes are asked for; null: as far back as the platform tells. */
export type ChangesWork<Session> = { session: Session; since: Date | null; now: Date };

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
  /**
   * Reads what was measured of each term that people searched for, as far as the platform tells them; null on a platform that has none.
   * Either all of that is there or it throws. @throws VendorFailure
   */
  readonly searchTerms: ((work: TermsWork<Session>) => Promise<FoundTerm[]>) | null;
  /** Reads what was changed in one ad account, by whomever; null on a platform that does not tell it. @throws VendorFailure */
  readonly changes: ((work: ChangesWork<Session>) => Promise<FoundChanges>) | null;
}
