import { AppError } from '../../../../lib/errors.ts';
import { compareExposure, type Comparison, type Exposure } from '../../../../rules/exposure-order.ts';
import type { Caller } from '../../../../contracts/caller.ts';

/** Who wants something changed: a person, or anything else (API keys, jobs, what runs by itself). */
export type Principal = 'person' | 'machine';

/**
 * What people approved: the hash of the version that they saw. `later`: what is asked for is a proposal, which comes to
 * people before anything of it is done.
 */
export type Approval = { hash: string } | 'later' | null;

/** A change of what can be spent. */
export type Change = {
  before: Exposure;
  after: Exposure;
  principal: Principal;
  /** The hash of the version that `after` is made of. */
  hash: string;
  approval: Approval;
};

/** The same before it is known who asks. */
export type ExposureChange = Omit<Change, 'principal'>;

export type Ruling =
  | { allowed: true; order: Comparison['order'] }
  | { allowed: false; reason: 'machine' | 'unapproved'; raised: string[] };

/**
 * The one rule on money, for whatever would change what the platforms do: whoever may ask for it at all may lower alone;
 * raising takes a person, and an approval of that very content. What cannot be compared raises.
 */
export function ruleOn({ before, after, principal, hash, approval }: Change): Ruling {
  const { order, raised } = compareExposure(before, after);
  if (order !== 'raises') return { allowed: true, order };
  if (principal !== 'person') return { allowed: false, reason: 'machine', raised };
  const approved = approval === 'later' || approval?.hash === hash;
  return approved ? { allowed: true, order } : { allowed: false, reason: 'unapproved', raised };
}

/**
 * The same, as what a client is told.
 * @returns how the exposure changes
 * @throws AppError PERMISSION_DENIED for a machine that would raise, CAMPAIGN_STATE_CONFLICT without an approval
 */
export function requireAllowed(change: Change): Comparison['order'] {
  const ruling = ruleOn(change);
  if (ruling.allowed) return ruling.order;
  const what = `This raises ${listed(ruling.raised)}`;
  if (ruling.reason === 'machine')
    throw new AppError('PERMISSION_DENIED', { detail: `${what}, which no machine does alone.` });
  throw new AppError('CAMPAIGN_STATE_CONFLICT', { detail: `${what}, and nobody has approved that version.` });
}

/** Who a caller is to the guard. Our own services are machines, for whomever they work. */
export const principalOf = ({ kind }: Caller): Principal => (kind === 'user' ? 'person' : 'machine');

const MOST_NAMED = 3;

function listed(words: readonly string[]): string {
  const more = words.length - MOST_NAMED;
  return words.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
