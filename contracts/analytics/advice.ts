import { z } from 'zod';
import { contract } from '../action.ts';
import { BudgetShare } from '../campaign/input.ts';
import { Proposal } from '../campaign/proposal.ts';
import { Currency, Id, Micros, Platform } from '../values.ts';

export const proposalContracts = {
  propose: contract({
    name: 'analytics.propose',
    summary: 'Changes worth making to a campaign, with evidence; empty when the data cannot tell',
    params: z.strictObject({
      campaignId: Id,
      budget: z.strictObject({ dailyMicros: Micros, currency: Currency, split: z.array(BudgetShare) }),
      /** How many ad groups each platform runs; a smallest budget may be asked of each. One where it is not said. */
      adGroups: z.partialRecord(Platform, z.int().min(0)).optional(),
    }),
    result: z.strictObject({ proposals: z.array(Proposal) }),
    permission: 'campaign:read',
    stepUp: 'none',
    callers: ['campaign'],
    idempotent: true,
  }),
} as const;
