import type { FactorLoss } from '../../../../contracts/auth/factor-loss.ts';
import { DAY_MS } from '../../../../lib/time.ts';

/** Long enough for a person who is away over a weekend to stop a thief who has their password. */
export const LOSS_WAIT_MS = 3 * DAY_MS;
/**
 * How long a report that is due is kept: whoever lost every factor comes back when the wait ends, and what nobody comes back for
 * is a door that stands open.
 */
export const LOSS_KEPT_MS = 7 * DAY_MS;
/** How often everybody concerned is told again while it waits. */
export const REMINDER_SECONDS = 86_400;

/** A report that nobody has stopped and that is not done. */
export type OpenLoss = {
  id: string;
  userId: string;
  dueAt: Date;
  /** An organisation that the person owns alone has not given its word yet. */
  needsConfirmation: boolean;
};

/** Whether the factors may be taken away now. */
export const isDue = ({ dueAt, needsConfirmation }: OpenLoss, now: Date): boolean =>
  now >= dueAt && !needsConfirmation;

export const lossAnswer = (loss: OpenLoss, state: FactorLoss['state']): FactorLoss => ({
  state,
  dueAt: loss.dueAt.toISOString(),
  needsConfirmation: loss.needsConfirmation,
});
