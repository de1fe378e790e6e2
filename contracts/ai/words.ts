import { z } from 'zod';
import { contract } from '../action.ts';
import { Proposal } from '../campaign/proposal.ts';

export const wordContracts = {
  explain: contract({
    name: 'ai.explain',
    summary: 'A title and an explanation in words for proposals; every number comes from the evidence',
    params: z.strictObject({
      campaignName: z.string(),
      currency: z.string(),
      proposals: z.array(Proposal).max(20),
    }),
    result: z.strictObject({
      texts: z.array(z.strictObject({ title: z.string(), explanation: z.string() })),
    }),
    permission: 'campaign:read',
    stepUp: 'none',
    callers: ['campaign'],
    idempotent: true,
  }),
} as const;
