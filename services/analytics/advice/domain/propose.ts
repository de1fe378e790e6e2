import type { Proposal } from '../../../../contracts/campaign/proposal.ts';
import { addDays } from '../../../../lib/time.ts';
import type { Question } from './question.ts';
import { lowerBudget } from './lower-budget.ts';
import { type DayRange, IMMATURE_DAYS } from '../../reports/domain/range.ts';
import { shiftBudget } from './shift-budget.ts';

const WINDOW_DAYS = 28;
const HISTORY_DAYS = 42;

/** The days that a proposal is computed from: 42, ending before the days whose conversions are still arriving. */
export function historyFor(today: string): DayRange {
  const to = addDays(today, -IMMATURE_DAYS);
  return { from: addDays(to, 1 - HISTORY_DAYS), to };
}

/**
 * Proposals for one campaign, with their evidence; none when the figures do not support any. When conversions have
 * stopped on all platforms, moving money between them would not help, so only a lower budget is proposed.
 */
export function propose(question: Question, today: string): Proposal[] {
  const { to } = historyFor(today);
  const lower = lowerBudget(question, to);
  if (lower) return [lower];
  const shift = shiftBudget(question, { from: addDays(to, 1 - WINDOW_DAYS), to });
  return shift ? [shift] : [];
}
