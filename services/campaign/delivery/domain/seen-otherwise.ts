import type { DeliverySummary, Publication } from '../../../../contracts/campaign/campaign.ts';
import { dayOf } from '../../../../lib/time.ts';
import { canServe } from '../../../../rules/delivery.ts';
import { summaryOf, type Told } from './summary.ts';

/** Publications that this product has stopped, or never let serve. */
const STOPPED: readonly Publication['status'][] = ['paused', 'verified', 'failed', 'removed'];

/**
 * What a platform was seen to do after this product had last changed a publication, although the product has not let it serve; null when
 * nothing, or when that is not known any more.
 */
export function seenOtherwise(
  publication: Pick<Publication, 'status' | 'updatedAt'>,
  own: Told,
  now: Date,
): { code: 'FOUND_SERVING' | 'FOUND_ENABLED'; message: string } | null {
  if (!STOPPED.includes(publication.status)) return null;
  const seen = summaryOf(own, publication, now);
  if (canServe(seen.state))
    return { code: 'FOUND_SERVING', message: `It was read at ${seen.asOf ?? ''}, and it served.` };
  return seen.enabled === true ? { code: 'FOUND_ENABLED', message: enabledWords(seen, now) } : null;
}

/** Tells that something is switched on and does not serve; nothing of when it will that the platform did not say. */
function enabledWords({ state, beginsOn, asOf, reasons }: DeliverySummary, now: Date): string {
  const read = `It was read at ${asOf ?? ''}, and was enabled there;`;
  if (state === 'unknown') return `${read} whether it serves is not known.`;
  if (state === 'not_serving' && beginsOn !== null && beginsOn > dayOf(now))
    return `${read} it begins to serve on ${beginsOn}.`;
  return [`${read} it did not serve then.`, ...reasons.map(({ sentence }) => sentence)].join(' ');
}
