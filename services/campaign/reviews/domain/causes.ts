import { connectAgain } from '../../../../rules/connect-again.ts';

/** Names of the ways out (ways-out.ts says what each is). */
export type WayName =
  | 'policy'
  | 'exempt'
  | 'drop'
  | 'publish'
  | 'accept'
  | 'ignore'
  | 'putBack'
  | 'drift'
  | 'delivery'
  | 'connect'
  | 'edit'
  | 'retry'
  | 'leave'
  | 'archive';
type Cause = { why: string; ways: readonly WayName[] };

/**
 * Every code of ours with which something may wait for a person: what it means, and what can be done beside pausing, which is
 * offered wherever something may serve. Codes of the platforms' own are `OF_THE_PLATFORM`.
 */
export const CAUSES: Readonly<Record<string, Cause>> = {
  DRIFT: {
    why: 'Somebody changed on the platform what this change would have touched; it was not written over.',
    ways: ['drift', 'accept', 'ignore', 'putBack', 'publish'],
  },
  POLICY_REFUSED: {
    why: 'The platform refused keywords or ads by policies of its own; a person decides about each.',
    ways: ['policy', 'exempt', 'drop', 'edit', 'publish'],
  },
  FOUND_SERVING: {
    why: 'The campaign serves on the platform, although it is paused here.',
    ways: ['drift'],
  },
  FOUND_ENABLED: {
    why: 'The campaign is switched on on the platform, although it is paused here; it serves as soon as nothing else holds it.',
    ways: ['drift'],
  },
  PARTLY_CHANGED: {
    why: 'A part of a later version was written to the platform, so that nothing can be put back to the one before it.',
    ways: ['drift', 'publish', 'edit'],
  },
  PLATFORM_OBJECT_GONE: {
    why: 'The campaign was removed on the platform itself.',
    ways: ['publish', 'edit', 'archive'],
  },
  PLATFORM_MISMATCH: {
    why: 'The platform holds something else than what was sent to it.',
    ways: ['drift', 'publish'],
  },
  PLATFORM_NOT_SERVING: {
    why: 'The platform accepted that the campaign serves, and does not let it serve.',
    ways: ['publish'],
  },
  PLATFORM_NOT_REMOVED: {
    why: 'The platform still holds what was to be removed.',
    ways: ['publish'],
  },
  PAUSE_UNPROVED: {
    why: 'The platform was asked to stop, and it is not proved that it did.',
    ways: ['retry', 'connect', 'drift', 'leave'],
  },
  AD_ACCOUNT_CLOSED: {
    why: 'The platform has closed the ad account: nothing of it serves, and nothing in it can be stopped or removed until it is opened again.',
    ways: ['retry', 'leave', 'connect'],
  },
  LEFT_UNKNOWN: {
    why: 'The platform lets nobody in; what it holds was left as it is, and another platform still holds its part.',
    ways: ['archive'],
  },
  ATTEMPTS_EXHAUSTED: {
    why: 'The platform was asked again and again, and it is not known what came of it.',
    ways: ['drift', 'publish'],
  },
  AD_ACCOUNT_REAUTHORIZE: {
    why: 'The platform accepts the sign-in of the ad account no more.',
    ways: ['connect', 'publish'],
  },
  ORGANIZATION_HALTED: {
    why: 'Everything of the organisation was stopped while this was under way.',
    ways: ['publish'],
  },
  SUPERSEDED: {
    why: 'A pause or a removal was asked for while this was under way.',
    ways: ['publish'],
  },
  CANCELLED: {
    why: 'Somebody cancelled this while it was under way.',
    ways: ['drift', 'publish'],
  },
  LEFT_ON_PLATFORM: {
    why: 'The platform holds something of the campaign that nothing published wants there.',
    ways: ['publish', 'archive'],
  },
  UPDATE_HALF_DONE: {
    why: 'The platforms hold different versions of the campaign.',
    ways: ['drift', 'publish'],
  },
  PARTLY_SERVING: {
    why: 'One platform serves the campaign, and another, which should too, does not.',
    ways: ['publish'],
  },
  PARTLY_REMOVED: {
    why: 'The campaign was removed from one platform, and another still has it.',
    ways: ['publish', 'archive'],
  },
  APPROVAL_LAPSED: {
    why: 'Before this had ended, its approval did not hold any more: whoever gave it may not approve now, or two people are asked for.',
    ways: ['drift', 'edit', 'publish'],
  },
  CANCELLED_IN_DOUBT: {
    why: 'Somebody cancelled this while an answer of the platform was out; what was made may be there, paused.',
    ways: ['publish', 'edit'],
  },
  NOT_PUBLISHED: {
    why: 'The platform holds nothing of the campaign.',
    ways: ['publish', 'edit'],
  },
  PLATFORM_FAILED: {
    why: 'The platform did not do what was asked, and gave no reason.',
    ways: ['drift', 'publish', 'edit'],
  },
  INTERNAL_ERROR: {
    why: 'This product could not finish what was begun; what the platforms hold has to be looked at.',
    ways: ['drift', 'publish'],
  },
};

/**
 * What platforms say of what is published, whatever came of operations. What a person may ask of a policy (an exemption, publishing
 * without it) stands among these ways once it is an operation.
 */
const OF_DELIVERY: Readonly<Record<string, Cause>> = {
  DELIVERY_DISAPPROVED: {
    why: 'The platform refuses something that is published, under a policy of its own.',
    ways: ['delivery', 'edit'],
  },
  DELIVERY_HELD: {
    why: 'The platform holds back what is published.',
    ways: ['delivery', 'edit'],
  },
};

const OF_THE_PLATFORM: Cause = {
  why: 'The platform did not do what was asked, and said why.',
  ways: ['drift', 'publish', 'edit'],
};

/** What is known of a code; connecting the ad account again is a way out wherever it mends the cause. */
export function causeFor(code: string): Cause {
  const cause =
    (Object.hasOwn(CAUSES, code) ? CAUSES[code] : null) ??
    (Object.hasOwn(OF_DELIVERY, code) ? OF_DELIVERY[code] : null) ??
    OF_THE_PLATFORM;
  const isMended = connectAgain(code) !== null && !cause.ways.includes('connect');
  return isMended ? { ...cause, ways: ['connect', ...cause.ways] } : cause;
}

/** What a code means, in words. */
export const causeOf = (code: string): string => causeFor(code).why;
