import type { Query } from './gaql.ts';
import { QueryError } from './gaql-tokens.ts';

const LIMIT = 10_000;
const DAYS = 30;

/** A query of change_event names a finite range of change_date_time, not older than 30 days, and a limit of at most 10,000. */
export function changeEventRules({ from, where, limit }: Query, today: string): void {
  if (from !== 'change_event') return;
  const fail = (reason: string, message: string): never => {
    throw new QueryError(`changeEventError.${reason}`, message);
  };
  const dates = where.filter(({ field }) => field === 'change_event.change_date_time');
  const operators = dates.map(({ operator }) => operator);
  const whole = operators.some((operator) => ['DURING', 'BETWEEN', '='].includes(operator));
  const after = operators.some((operator) => operator === '>' || operator === '>=');
  const before = operators.some((operator) => operator === '<' || operator === '<=');
  if (!whole && !(after && before))
    fail('CHANGE_DATE_RANGE_INFINITE', 'The change_event search request must specify a finite range filter.');
  const oldest = new Date(Date.parse(`${today}T00:00:00Z`) - DAYS * 86_400_000).toISOString().slice(0, 10);
  const [first = oldest] = dates
    .filter(({ operator }) => ['>', '>=', 'BETWEEN', '='].includes(operator))
    .map(({ values }) => values[0]);
  if (first < oldest)
    fail('START_DATE_TOO_OLD', 'The requested start date is too old. It cannot be older than 30 days.');
  if (limit === undefined)
    fail('LIMIT_NOT_SPECIFIED', 'The change_event search request must specify a LIMIT.');
  else if (limit > LIMIT)
    fail('INVALID_LIMIT_CLAUSE', 'The LIMIT specified by change_event request should be at most 10000.');
}
