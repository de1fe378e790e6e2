import type { Proposal } from '../../../../contracts/campaign/proposal.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { MICROS } from '../../../../lib/money.ts';
import { daysBetween } from '../../../../lib/time.ts';
import { daysOf, factsOf, type PlatformDay, type Result } from './evidence.ts';
import { unknownFloors } from './floors.ts';
import { differenceQuantiles, dispersionOf, pooledRate, type Posterior } from './posterior.ts';
import { posteriorOf, PRIOR_STRENGTH, probabilityAbove } from './posterior.ts';
import type { Question } from './question.ts';
import type { DayRange } from '../../reports/domain/range.ts';
import { ELASTICITY, moveEffect, type Spending, utilisation } from './response.ts';

export const SURE_ENOUGH = 0.9;
/** Results that the whole campaign must have in the window before a move is proposed. */
const MIN_RESULTS: Record<Result, number> = { conversions: 20, clicks: 200 };
const MIN_DAYS = 7;
const MAX_SHIFT = 0.2;
const MIN_SHARE = 0.1;
const STEPS = 40;
const FORECAST_DAYS = 30;
/** A move must gain at least this share of the campaign's daily results. */
const MIN_GAIN_SHARE = 0.01;

type Side = Spending & { platform: Platform; posterior: Posterior; days: readonly PlatformDay[] };
type Move = { units: number; gained: number; lost: number; gain: number; probability: number };

/**
 * Proposes the move of daily budget from one platform to the other with the most extra results; null when no move
 * gains with a probability of at least 0.9 under the posteriors of both platforms. A move is at most 20 % of the total,
 * in whole currency units, and leaves each platform 10 % of the total and its floor. Results are conversions, or clicks
 * when the campaign has no conversion at all.
 */
export function shiftBudget(question: Question, window: DayRange): Proposal | null {
  const days = daysOf(question.days, window);
  const result: Result = days.some((day) => day.conversions > 0) ? 'conversions' : 'clicks';
  if (days.reduce((sum, day) => sum + day[result], 0) < MIN_RESULTS[result]) return null;
  const sides = sidesOf(question, window, result);
  const [a, b] = sides.list;
  if (!a || !b) return null;
  const forth = bestMove(question, a, b);
  const back = bestMove(question, b, a);
  const move = forth ?? back;
  if (!move) return null;
  const [from, to] = move === forth ? [a, b] : [b, a];
  const dailyResults = days.reduce((sum, day) => sum + day[result], 0) / daysBetween(window.from, window.to);
  if (move.gain < MIN_GAIN_SHARE * dailyResults) return null;
  return proposalOf(question, window, { from, to, move, result, dispersion: sides.dispersion });
}

function sidesOf(question: Question, window: DayRange, result: Result) {
  const exposures = (days: readonly PlatformDay[]) =>
    days.map((day) => ({ results: day[result], cost: day.cost }));
  const groups = question.budget.split.map((share) => daysOf(question.days, window, share.platform));
  const dispersion = dispersionOf(groups.map(exposures));
  const pooled = pooledRate(groups.flatMap(exposures));
  const list = question.budget.split.flatMap((share, i): Side[] => {
    const days = groups[i] ?? [];
    const spent = days.filter((day) => day.cost > 0);
    if (spent.length < MIN_DAYS || share.dailyMicros === 0) return [];
    return [
      {
        platform: share.platform,
        days,
        budget: share.dailyMicros / MICROS,
        spend: spent.reduce((sum, day) => sum + day.cost, 0) / spent.length,
        posterior: posteriorOf(exposures(days), pooled, dispersion),
      },
    ];
  });
  return { list, dispersion };
}

function bestMove(question: Question, from: Side, to: Side): Move | null {
  const total = question.budget.dailyMicros / MICROS;
  const floor = Math.max(MIN_SHARE * total, (question.floorMicros[from.platform] ?? 0) / MICROS);
  const most = Math.floor(Math.min(MAX_SHIFT * total, from.budget - floor));
  let best: Move | null = null;
  for (let step = 1; step <= STEPS; step += 1) {
    const units = Math.floor((most * step) / STEPS);
    if (units < 1) continue;
    const { gained, lost } = moveEffect(from, to, units);
    const probability = probabilityAbove(to.posterior, gained, from.posterior, lost);
    const gain =
      (gained * to.posterior.shape) / to.posterior.rate - (lost * from.posterior.shape) / from.posterior.rate;
    if (probability >= SURE_ENOUGH && gain > (best?.gain ?? 0))
      best = { units, gained, lost, gain, probability };
  }
  return best;
}

type BudgetMove = { from: Side; to: Side; move: Move; result: Result; dispersion: number };

function proposalOf(question: Question, window: DayRange, chosen: BudgetMove): Proposal {
  const { from, to, move, result } = chosen;
  const { currency } = question.budget;
  const quantiles = differenceQuantiles(to.posterior, move.gained, from.posterior, move.lost, [0.1, 0.9]);
  const forecast = (perDay: number) => Math.round(perDay * FORECAST_DAYS * 10) / 10;
  const side = (s: Side) => [
    ...factsOf(s.platform, s.days, result, currency),
    { label: `${s.platform}: share of its budget spent`, value: Math.round(utilisation(s) * 100), unit: '%' },
  ];
  return {
    change: { kind: 'shift_budget', split: splitAfter(question, from, to, move.units * MICROS) },
    evidence: {
      windowDays: daysBetween(window.from, window.to),
      ...window,
      facts: [...side(to), ...side(from)],
      probabilityBetter: Math.min(1, move.probability),
      factVersion: question.factVersion,
      method:
        methodOf(result, chosen.dispersion) + unknownFloors([from.platform], question.floorMicros, currency),
    },
    expected: {
      low: forecast(quantiles[0] ?? 0),
      expected: forecast(move.gain),
      high: forecast(quantiles[1] ?? 0),
      unit: result,
    },
    costIfWrong: { amountMicros: move.units * MICROS * 7, currency },
    validForDays: 7,
  };
}

function splitAfter(question: Question, from: Side, to: Side, micros: number) {
  return question.budget.split.map((share) => ({
    platform: share.platform,
    dailyMicros:
      share.dailyMicros +
      (share.platform === to.platform ? micros : 0) -
      (share.platform === from.platform ? micros : 0),
  }));
}

function methodOf(result: Result, dispersion: number): string {
  const note = result === 'clicks' ? 'No conversions in the window, so clicks stand in for them. ' : '';
  return (
    `${note}Gamma-Poisson posterior of ${result} per money on each platform, prior pooled over the campaign ` +
    `(worth ${PRIOR_STRENGTH} ${result}), dispersion ${dispersion.toFixed(2)}; returns diminish with an elasticity of ` +
    `${ELASTICITY}; the range is the 80 % credible interval of extra ${result} in ${FORECAST_DAYS} days.`
  );
}
