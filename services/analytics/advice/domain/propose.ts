import type { Proposal } from '../../../../contracts/campaign/proposal.ts';
import { addDays } from '../../../../lib/time.ts';
import type { Question } from './question.ts';
import { lowerBudget } from './lower-budget.ts';
import { type DayRange, IMMATURE_DAYS } from '../../reports/domain/range.ts';
import { shiftBudget } from './shift-budget.ts';

const WINDOW_DAYS = 28;
const HISTORY_DAYS = 42;

/** The days that a proposal looks at: 42 mature ones, ending before the days whose conversions are still arriving. */
export function historyFor(today: string): DayRange {
  const to = addDays(today, -IMMATURE_DAYS);
  return { from: addDays(to, 1 - HISTORY_DAYS), to };
}

/**
 * The changes worth making to one campaign, with evidence; none when the data cannot tell. Where conversions have
 * stopped, moving money between platforms is no answer: then only a lower budget is proposed.
 */
export function propose(question: Question, today: string): Proposal[] {
  const { to } = historyFor(today);
  const lower = lowerBudget(question, to);
  if (lower) return [lower];
  const shift = shiftBudget(question, { from: addDays(to, 1 - WINDOW_DAYS), to });
  return shift ? [shift] : [];
}
