import { z } from 'zod';
import { contract } from '../action.ts';
import { Id, Instant, Platform, Version } from '../values.ts';

/** The id of a refusal: the same as long as the same object of the same version breaks the same policy. */
export const PolicyRefusalId = z.string().min(1).max(64);

/**
 * `exempt`: the platform is asked to take the object all the same, and says whether it does. `drop`: the version is published
 * without the object. An exemption holds for this version alone; leaving out also for later ones, while the object is the same and is not refused anew.
 */
export const PolicyDecision = z.enum(['exempt', 'drop']);

/** One object of a version that a platform refused by a policy of its own. */
export const PolicyRefusal = z
  .strictObject({
    id: PolicyRefusalId,
    platform: Platform,
    /** The version of which it was refused; an earlier one than is asked for where it was left out then. */
    version: Version,
    /** What it is (`keyword`, `ad`), in people's words, and where it stands in the platform's share (`adGroups.0.keywords.2`). */
    object: z.strictObject({
      kind: z.string(),
      name: z.string(),
      adGroup: z.string().nullable(),
      path: z.string(),
    }),
    /** The policy, what the platform says of it, and the text that breaks it, where it names one. */
    policy: z.strictObject({
      name: z.string(),
      description: z.string(),
      violatingText: z.string().nullable(),
    }),
    /** Whether the platform takes a request for exemption. */
    exemptible: z.boolean(),
    operationId: Id,
    refusedAt: Instant,
    decision: z.strictObject({ what: PolicyDecision, by: Id, at: Instant }).nullable(),
  })
  .meta({ id: 'PolicyRefusal' });
export type PolicyRefusal = z.infer<typeof PolicyRefusal>;

export const policyContracts = {
  policy: contract({
    name: 'platforms.policy',
    summary: 'What of a version the platforms refused by policies of their own, and what was decided',
    params: z.strictObject({ campaignId: Id, version: Version }),
    result: z.strictObject({ refusals: z.array(PolicyRefusal) }),
    permission: 'service',
    stepUp: 'none',
    callers: ['campaign'],
    idempotent: true,
  }),
  decidePolicy: contract({
    name: 'platforms.decidePolicy',
    summary: 'Has objects that were refused exempted, or left out, when their version is published again',
    params: z.strictObject({
      campaignId: Id,
      version: Version,
      ids: z.array(PolicyRefusalId).min(1).max(500),
      decision: PolicyDecision,
      /** The person who decided it. */
      by: Id,
    }),
    result: z.strictObject({ refusals: z.array(PolicyRefusal) }),
    permission: 'service',
    stepUp: 'none',
    callers: ['campaign'],
    errors: ['POLICY_CHANGED', 'POLICY_NOT_EXEMPTIBLE', 'POLICY_NOT_DROPPABLE'],
    idempotent: true,
  }),
} as const;
