import { addDays } from '../../../../lib/time.ts';

/**
 * The conversions of one day, over the campaigns whose figures of it were first told `firstAge` days later: how many millionths of
 * one were added (or taken away) at which age. The age of a telling is the number of UTC days from the day to it.
 */
export type Cohort = {
  readonly day: string;
  readonly firstAge: number;
  readonly changes: readonly { readonly age: number; readonly micros: bigint }[];
};

/** What is known of one ad account: its days, and the UTC days on which anything of it was told. */
export type AccountHistory = { readonly cohorts: readonly Cohort[]; readonly toldOn: ReadonlySet<string> };

export type Limits = {
  /** The age at which conversions count as all known. */
  readonly horizonDays: number;
  /** From fewer days nothing is learned. */
  readonly leastDays: number;
  /** From fewer conversions nothing is learned. */
  readonly leastConversions: number;
};

/** By age: which share of the conversions is known, and from how many days that is learned; null: not known. */
export type Curve = readonly ({ readonly share: number; readonly days: number } | null)[];

type Step = { known: bigint; next: bigint; days: Set<string> };

/**
 * Which share of the conversions that are known at the horizon H is known at each age, by the chain ladder (Mack, "Distribution-free
 * calculation of the standard error of chain ladder reserve estimates", ASTIN Bulletin 23/2, 1993). With K(D, d) the conversions of
 * day D known at the end of the UTC day D + d:
 *
 *   f(d) = Σ K(D, d + 1) / Σ K(D, d), over the days D for which both are known,   share(d) = 1 / (f(d) f(d + 1) … f(H - 1)).
 *
 * Both are known where the day had been told by then and the account was told something on both days, so that a silent connection is
 * not taken for conversions that had all come. A share is not known where any of its factors rests on fewer than `leastDays` days
 * or `leastConversions` conversions, and none is where fewer than `leastDays` days ever changed after they were first told: of
 * days that nobody tells again it is not known how much they grow. A share above 1 means that conversions are taken back later.
 *
 * @param lastDay the last UTC day that is over
 */
export function learn(accounts: readonly AccountHistory[], lastDay: string, limits: Limits): Curve {
  const { horizonDays, leastDays, leastConversions } = limits;
  const steps = Array.from({ length: horizonDays }, (): Step => ({ known: 0n, next: 0n, days: new Set() }));
  const changed = new Set<string>();
  for (const { cohorts, toldOn } of accounts)
    for (const cohort of cohorts) {
      if (cohort.changes.some(({ age, micros }) => age > cohort.firstAge && micros !== 0n))
        changed.add(cohort.day);
      addSteps(steps, cohort, (day) => day <= lastDay && toldOn.has(day));
    }
  if (changed.size < leastDays) return Array.from({ length: horizonDays + 1 }, () => null);
  const least = BigInt(leastConversions) * 1_000_000n;
  const factors = steps.map(({ known, next, days }) =>
    days.size < leastDays || known < least || next <= 0n ? null : Number(next) / Number(known),
  );
  return sharesOf(factors, steps);
}

function addSteps(steps: readonly Step[], cohort: Cohort, isKnown: (day: string) => boolean): void {
  const byAge = new Map<number, bigint>();
  for (const { age, micros } of cohort.changes) byAge.set(age, (byAge.get(age) ?? 0n) + micros);
  let known = 0n;
  for (let age = cohort.firstAge; age < steps.length; age += 1) {
    known += byAge.get(age) ?? 0n;
    const step = steps[age];
    if (!step || !isKnown(addDays(cohort.day, age)) || !isKnown(addDays(cohort.day, age + 1))) continue;
    step.known += known;
    step.next += known + (byAge.get(age + 1) ?? 0n);
    step.days.add(cohort.day);
  }
}

/** From the horizon, where by definition all is known, back to age 0. */
function sharesOf(factors: readonly (number | null)[], steps: readonly Step[]): Curve {
  const shares: ({ share: number; days: number } | null)[] = [
    factors.at(-1) === null ? null : { share: 1, days: steps.at(-1)?.days.size ?? 0 },
  ];
  for (let age = factors.length - 1; age >= 0; age -= 1) {
    const [factor, later] = [factors[age], shares[0]];
    const days = Math.min(later?.days ?? 0, steps[age]?.days.size ?? 0);
    shares.unshift(later && typeof factor === 'number' ? { share: later.share / factor, days } : null);
  }
  return shares;
}
