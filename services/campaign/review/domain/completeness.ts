import type { AdAccount } from '../../../../contracts/platforms/ad-accounts.ts';
import type { Check } from '../../../../contracts/structure.ts';
import { AppError, type FieldFault } from '../../../../lib/errors.ts';
import { addDays, dayOf } from '../../../../lib/time.ts';
import type { CheckCode } from '../../../../rules/checks/codes.ts';
import type { CampaignContent } from '../../content/domain/content.ts';

/** The platform checks that mean: the budget is below the platform's floor. */
const FLOOR_CODES: ReadonlySet<string> = new Set<CheckCode>(['BUDGET_BELOW_FLOOR']);

/** What a version still lacks before anybody can approve it, whatever the platforms say. */
export function contentFaults(content: CampaignContent): FieldFault[] {
  const faults: FieldFault[] = [];
  const missing = (path: string, message: string) => faults.push({ path, code: 'FIELD_MISSING', message });
  if (content.structure === null) missing('structure', 'The campaign has no ad groups yet.');
  if (content.declarations === null)
    missing('declarations', 'Say whether this is European Union political advertising.');
  return faults;
}

/**
 * Faults of the schedule at a moment. A campaign that was never published must not begin in the past; the day is the
 * earliest "today" of its ad accounts.
 */
export function scheduleFaults(
  content: CampaignContent,
  accounts: readonly AdAccount[],
  now: Date,
  published: boolean,
): FieldFault[] {
  const today = accounts.map((account) => dayIn(account.timeZone, now)).sort()[0] ?? addDays(dayOf(now), -1);
  const { startDate, endDate } = content.schedule;
  const faults: FieldFault[] = [];
  if (!published && startDate < today)
    faults.push({ path: 'schedule.startDate', code: 'START_IN_PAST', message: 'The start is in the past.' });
  if (endDate !== undefined && endDate < today)
    faults.push({ path: 'schedule.endDate', code: 'END_IN_PAST', message: 'The end is in the past.' });
  return faults;
}

/**
 * Errors of the platforms' own checks stop a submission; warnings and losses do not.
 * @throws AppError CAMPAIGN_BELOW_PLATFORM_FLOOR when that is all, else CAMPAIGN_INCOMPLETE; each with all faults (50 at most)
 */
export function requireComplete(faults: readonly FieldFault[], checks: readonly Check[]): void {
  const errors = checks.filter((c) => c.severity === 'error');
  const refusals = [...faults, ...errors.map(({ path, code, message }) => ({ path, code, message }))];
  if (refusals.length === 0) return;
  const onlyFloor = refusals.every((fault) => FLOOR_CODES.has(fault.code));
  throw new AppError(onlyFloor ? 'CAMPAIGN_BELOW_PLATFORM_FLOOR' : 'CAMPAIGN_INCOMPLETE', {
    errors: refusals.slice(0, 50),
  });
}

/** The day of an instant in an IANA time zone as YYYY-MM-DD; UTC for a zone that this system does not know. */
export function dayIn(timeZone: string, instant: Date): string {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instant);
  } catch {
    return dayOf(instant);
  }
}
