import type { ImportScope, Replaces } from '../../../../contracts/analytics/imports.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { plainAccountId } from '../../facts/domain/account.ts';
import type { DayRange } from '../../reports/domain/range.ts';
import { type Fact, FIGURES, type Figure, WHOLE_DAY } from '../../facts/domain/fact.ts';
import type { Totals } from './totals.ts';

/** What a file shows of its own extent: the days in its title, and what its total rows say. */
export type Extent = { readonly range: DayRange | null; readonly totals: Totals };

/** What the person who sends a file says of its scope. */
export type Declared = {
  readonly replaces: Replaces | null;
  readonly days: DayRange | null;
  /** The platform's id of the ad account that it tells. */
  readonly account: string | null;
};

/**
 * What of earlier tellings a file replaces. `account`: everything of its ad accounts on its days at its grain, also of campaigns that
 * it does not have. `campaigns`: everything of the campaigns that it has, on the days on which it has them. `rows`: what it has,
 * row by row. `isProved` is false for an account that the file only seems to tell whole (`seemsWhole` decides).
 */
export type Claim = {
  readonly replaces: Replaces;
  readonly isDeclared: boolean;
  readonly isProved: boolean;
  readonly days: DayRange | null;
  /** Why less is replaced than was said or seems to be told; null where nothing stands against it. */
  readonly note: string | null;
};

/**
 * What a file claims to tell. A row that is absent counts as none only where it is known that it is not absent for another reason: not
 * where rows were rejected, of which it may be one, and not where the file's own total says that rows are missing.
 */
export function claimOf(extent: Extent, declared: Omit<Declared, 'account'>, rejectedRows: number): Claim {
  const days = declared.days ?? extent.range;
  const isDeclared = declared.replaces !== null;
  const narrowed = (note: string): Claim => ({
    replaces: 'rows',
    isDeclared: declared.replaces === 'rows',
    isProved: true,
    days,
    note,
  });
  if (rejectedRows > 0)
    return narrowed(
      'Rows were rejected, so that earlier rows which the file does not have were left as they are.',
    );
  if (extent.totals === 'disagree')
    return narrowed(
      "The file's own total says that rows are missing, so that no earlier row was taken for vanished.",
    );
  const isProved = isDeclared || extent.totals === 'whole';
  const derived = extent.totals === 'whole' || extent.range !== null ? 'account' : 'campaigns';
  return { replaces: declared.replaces ?? derived, isDeclared, isProved, days, note: null };
}

/** An ad account of which a file says that nothing was measured on its days, broken down like this. */
export type EmptyAccount = {
  readonly platform: Platform;
  readonly externalId: string;
  readonly days: DayRange;
  readonly grain: number;
};

/**
 * The ad account of which a file without rows says that nothing was measured; null where it does not say so. Somebody has to have
 * declared the account and the days: without rows the file itself shows neither.
 */
export function emptyAccountOf(
  { platform, rows, grain }: { platform: Platform | null; rows: number; grain: number },
  claim: Claim,
  { account, days }: Declared,
): EmptyAccount | null {
  const externalId = plainAccountId(account);
  const isWhole = rows === 0 && claim.replaces === 'account' && claim.isDeclared;
  if (!isWhole || platform === null || externalId === null || days === null) return null;
  return { platform, externalId, days, grain };
}

/** What is known of an account whose file has neither a total nor somebody's word that it tells everything. */
export type Likeness = {
  /** How many campaigns the file has, and how many of its campaigns and days were told before. */
  readonly campaigns: number;
  readonly toldAgain: number;
  /** The cost that the file tells, and that of the earlier rows that it does not have, in micros. */
  readonly cost: number;
  readonly missingCost: number;
};

/**
 * Whether a file looks like one of a whole account: an export that was filtered, or one file of many, has a campaign by itself, tells
 * nothing that was known, or leaves more out than it tells.
 */
export const seemsWhole = ({ campaigns, toldAgain, cost, missingCost }: Likeness): boolean =>
  campaigns > 1 && toldAgain > 0 && missingCost <= cost;

/** An earlier fact that a file no longer has. */
export function goneFact(fact: Omit<Fact, Figure | 'gone'>, measures: readonly Figure[]): Fact {
  const none = (figure: Figure) => (measures.includes(figure) ? 0 : null);
  return {
    ...fact,
    impressions: none('impressions'),
    clicks: none('clicks'),
    costMicros: none('costMicros'),
    conversionsMicros: none('conversionsMicros'),
    valueMicros: none('valueMicros'),
    gone: true,
  };
}

const MEASURE_NAMES = {
  impressions: 'impressions',
  clicks: 'clicks',
  costMicros: 'costMicros',
  conversionsMicros: 'conversions',
  valueMicros: 'conversionValueMicros',
} as const satisfies Record<Figure, ImportScope['measures'][number]>;

/** What facts tell together, of which some are given at a time. */
export class ToldParts {
  #from = '';
  #to = '';
  readonly #parts = new Set<ImportScope['brokenDownBy'][number]>();
  readonly #measures = new Set<Figure>();

  add(facts: readonly Fact[]): void {
    for (const fact of facts) {
      if (this.#from === '' || fact.date < this.#from) this.#from = fact.date;
      if (fact.date > this.#to) this.#to = fact.date;
      if (fact.hour !== WHOLE_DAY) this.#parts.add('hour');
      for (const part of ['adGroup', 'ad', 'keyword'] as const) if (fact[part] !== '') this.#parts.add(part);
      for (const figure of FIGURES) if (fact[figure] !== null) this.#measures.add(figure);
    }
  }

  /** Whether there is none. */
  get isEmpty(): boolean {
    return this.#from === '';
  }

  /** The scope as clients see it. */
  scope(claim: Claim, { replaces, rows }: { replaces: Replaces; rows: number }): ImportScope {
    return {
      replaces,
      declared: claim.isDeclared,
      from: claim.days?.from ?? this.#from,
      to: claim.days?.to ?? this.#to,
      brokenDownBy: PARTS.filter((part) => this.#parts.has(part)),
      measures: FIGURES.filter((figure) => this.#measures.has(figure)).map((figure) => MEASURE_NAMES[figure]),
      vanishedRows: rows,
      note: claim.note ?? (replaces === claim.replaces ? null : NOT_PROVED),
    };
  }
}

const PARTS = ['adGroup', 'ad', 'keyword', 'hour'] as const;
const NOT_PROVED =
  'Nothing shows that the file tells its whole ad account, so that earlier figures of campaigns which it does not have still count. ' +
  'Say replaces=account if it does.';
