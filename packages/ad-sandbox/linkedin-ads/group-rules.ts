import { isObject } from '../wire.ts';
import type { Writing } from './writing.ts';
import { quoted } from './failure.ts';
import { budgetRules, currencyRules } from './money-rules.ts';
import { scheduleRules } from './schedule-rules.ts';
import { requireFields } from './shape.ts';

/** Campaign groups: created ACTIVE or DRAFT, with a start, and an end when there is a total budget. */
export function groupRules(writing: Writing): void {
  const { account, before, next, refuse } = writing;
  requireFields(next, ['account', 'name', 'status', 'runSchedule/start'], refuse);
  if (before === undefined && next['status'] !== 'ACTIVE' && next['status'] !== 'DRAFT')
    refuse('INVALID_VALUE_FOR_FIELD', '/status', `/status can't be set to ${quoted(next['status'])}`);
  if (
    next['totalBudget'] !== undefined &&
    isObject(next['runSchedule']) &&
    next['runSchedule']['end'] === undefined
  )
    refuse(
      'CONDITIONAL_MISSING_FIELD',
      '/runSchedule/end',
      '/runSchedule/end is required if /totalBudget is set',
    );
  currencyRules(next, account, refuse);
  budgetRules(next, account, refuse);
  scheduleRules(writing);
}
