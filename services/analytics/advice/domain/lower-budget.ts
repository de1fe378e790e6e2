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
const MIN_EARLIER_CONVERSIONS = 10;
const MIN_PROBABILITY = 0.95;
const CUT = 0.2;
const FORECAST_DAYS = 30;

const sum = (days: readonly PlatformDay[], figure: 'cost' | 'conversions') =>
  days.reduce((total, day) => total + day[figure], 0);

/**
 * Lowers the budget by 20 % when conversions have stopped: none in the last 14 mature days, at least 10 in the 28
 * days before, and so much spent since that chance is an unlikely reason. With the earlier rate λ ~ Gamma(½ + y/φ, C/φ)
 * (Jeffreys' prior), no result from money c has the predictive probability (r/(r + c/φ))^shape (the zero term of the
 * negative binomial; Gelman et al., Bayesian Data Analysis, §2.6); it must be 5 % or less.
 */
export function lowerBudget(question: Question, lastDay: string): Proposal | null {
  const recent = { from: addDays(lastDay, 1 - RECENT_DAYS), to: lastDay };
  const before = { from: addDays(recent.from, -BEFORE_DAYS), to: addDays(recent.from, -1) };
  const recentDays = daysOf(question.days, recent);
  const earlierDays = daysOf(question.days, before);
  const conversions = sum(earlierDays, 'conversions');
  if (sum(recentDays, 'conversions') > 0 || conversions < MIN_EARLIER_CONVERSIONS) return null;
  const dispersion = dispersionOf([earlierDays.map((day) => ({ results: day.conversions, cost: day.cost }))]);
  const rate = sum(earlierDays, 'cost') / dispersion;
  const spent = sum(recentDays, 'cost') / dispersion;
  const chance = (rate / (rate + spent)) ** (0.5 + conversions / dispersion);
  const change = lowerSplit(question);
  if (rate === 0 || 1 - chance < MIN_PROBABILITY || !change) return null;
  return proposalOf(question, { recent, before, recentDays, earlierDays, change, probability: 1 - chance });
}

/** The split at 80 %: each share rounded up to a whole unit and not below its floor; null when nothing is saved. */
function lowerSplit({ budget, floorMicros }: Question) {
  const split = budget.split.map(({ platform, dailyMicros }) => {
    const scaled = Math.ceil((dailyMicros * (1 - CUT)) / MICROS) * MICROS;
    return { platform, dailyMicros: Math.min(dailyMicros, Math.max(scaled, floorMicros[platform] ?? 0)) };
  });
  const dailyMicros = split.reduce((total, share) => total + share.dailyMicros, 0);
  return dailyMicros > 0 && dailyMicros < budget.dailyMicros ? { split, dailyMicros } : null;
}

type ConversionStop = {
  recent: DayRange;
  before: DayRange;
  recentDays: readonly PlatformDay[];
  earlierDays: readonly PlatformDay[];
  change: NonNullable<ReturnType<typeof lowerSplit>>;
  probability: number;
};

function proposalOf(question: Question, stop: ConversionStop): Proposal {
  const { currency, dailyMicros } = question.budget;
  const saved = dailyMicros - stop.change.dailyMicros;
  const platforms = question.budget.split.map((share) => share.platform);
  const spentShare = Math.min(1, sum(stop.recentDays, 'cost') / RECENT_DAYS / (dailyMicros / MICROS));
  const maxSaving = Math.round((saved / MICROS) * FORECAST_DAYS * 100) / 100;
  return {
    change: { kind: 'lower_budget', ...stop.change },
    evidence: {
      windowDays: daysBetween(stop.before.from, stop.recent.to),
      from: stop.before.from,
      to: stop.recent.to,
      facts: [
        ...factsOf(`last ${RECENT_DAYS} days`, stop.recentDays, 'conversions', currency),
        ...factsOf(`${BEFORE_DAYS} days before`, stop.earlierDays, 'conversions', currency),
      ],
      probabilityBetter: Math.min(1, stop.probability),
      factVersion: question.factVersion,
      method:
        'Conversions have stopped: the probability is that of not seeing this by chance, under a Gamma-Poisson ' +
        `predictive of the days before. The range is the money not spent in ${FORECAST_DAYS} days.` +
        unknownFloors(platforms, question.floorMicros, currency),
    },
    expected: {
      low: 0,
      expected: Math.round(maxSaving * spentShare * 100) / 100,
      high: maxSaving,
      unit: currency,
    },
    costIfWrong: { amountMicros: saved * 7, currency },
    validForDays: 7,
  };
}
