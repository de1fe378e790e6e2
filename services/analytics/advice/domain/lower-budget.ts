import type { Proposal } from '../../../../contracts/campaign/proposal.ts';
import { MICROS } from '../../../../lib/money.ts';
import { addDays, daysBetween } from '../../../../lib/time.ts';
import { daysOf, factsOf, type PlatformDay } from './evidence.ts';
import { unknownFloors } from './floors.ts';
import { dispersionOf } from './posterior.ts';
import type { Question } from './question.ts';
import type { DayRange } from '../../reports/domain/range.ts';

const RECENT_DAYS = 14;
const BEFORE_DAYS = 28;
const ENOUGH_BEFORE = 10;
const SURE_ENOUGH = 0.95;
const CUT = 0.2;
const AHEAD_DAYS = 30;

const sum = (days: readonly PlatformDay[], of: 'cost' | 'conversions') =>
  days.reduce((total, day) => total + day[of], 0);

/**
 * Lowers the budget by 20 % where conversions have stopped: none in the last 14 mature days, at least 10 in the 28 days
 * before, and money enough spent that chance does not explain it. With before-rate λ ~ Gamma(½ + y/φ, C/φ) (Jeffreys'
 * prior), no result from money c has the predictive probability (r/(r + c/φ))^shape (the zero term of the negative
 * binomial; Gelman et al., Bayesian Data Analysis, §2.6); it must be 5 % or less.
 */
export function lowerBudget(question: Question, lastDay: string): Proposal | null {
  const recent = { from: addDays(lastDay, 1 - RECENT_DAYS), to: lastDay };
  const before = { from: addDays(recent.from, -BEFORE_DAYS), to: addDays(recent.from, -1) };
  const now = daysOf(question.days, recent);
  const then = daysOf(question.days, before);
  const conversions = sum(then, 'conversions');
  if (sum(now, 'conversions') > 0 || conversions < ENOUGH_BEFORE) return null;
  const dispersion = dispersionOf([then.map((day) => ({ results: day.conversions, cost: day.cost }))]);
  const rate = sum(then, 'cost') / dispersion;
  const spent = sum(now, 'cost') / dispersion;
  const byChance = (rate / (rate + spent)) ** (0.5 + conversions / dispersion);
  const change = lowered(question);
  if (rate === 0 || 1 - byChance < SURE_ENOUGH || !change) return null;
  return proposalOf(question, { recent, before, now, then, change, probability: 1 - byChance });
}

/** The split at 80 %: each share rounded up to a whole unit and not below its floor; null when nothing is saved. */
function lowered({ budget, floorMicros }: Question) {
  const split = budget.split.map(({ platform, dailyMicros }) => {
    const scaled = Math.ceil((dailyMicros * (1 - CUT)) / MICROS) * MICROS;
    return { platform, dailyMicros: Math.min(dailyMicros, Math.max(scaled, floorMicros[platform] ?? 0)) };
  });
  const dailyMicros = split.reduce((total, share) => total + share.dailyMicros, 0);
  return dailyMicros > 0 && dailyMicros < budget.dailyMicros ? { split, dailyMicros } : null;
}

type Stopped = {
  recent: DayRange;
  before: DayRange;
  now: readonly PlatformDay[];
  then: readonly PlatformDay[];
  change: NonNullable<ReturnType<typeof lowered>>;
  probability: number;
};

function proposalOf(question: Question, found: Stopped): Proposal {
  const { currency, dailyMicros } = question.budget;
  const saved = dailyMicros - found.change.dailyMicros;
  const platforms = question.budget.split.map((share) => share.platform);
  const usual = Math.min(1, sum(found.now, 'cost') / RECENT_DAYS / (dailyMicros / MICROS));
  const most = Math.round((saved / MICROS) * AHEAD_DAYS * 100) / 100;
  return {
    change: { kind: 'lower_budget', ...found.change },
    evidence: {
      windowDays: daysBetween(found.before.from, found.recent.to),
      from: found.before.from,
      to: found.recent.to,
      facts: [
        ...factsOf(`last ${RECENT_DAYS} days`, found.now, 'conversions', currency),
        ...factsOf(`${BEFORE_DAYS} days before`, found.then, 'conversions', currency),
      ],
      probabilityBetter: Math.min(1, found.probability),
      factVersion: question.factVersion,
      method:
        'Conversions have stopped: the probability is that of not seeing this by chance, under a Gamma-Poisson ' +
        `predictive of the days before. The range is the money not spent in ${AHEAD_DAYS} days.` +
        unknownFloors(platforms, question.floorMicros, currency),
    },
    expected: { low: 0, expected: Math.round(most * usual * 100) / 100, high: most, unit: currency },
    costIfWrong: { amountMicros: saved * 7, currency },
    validForDays: 7,
  };
}
