import { z } from 'zod';
import { contract } from './action.ts';
import { Budget, Objective, Proposal } from './campaign.ts';
import { Check, Structure } from './structure.ts';
import { HttpsUrl, IdempotencyKey, line, Platform, text } from './values.ts';

export const Brief = z
  .strictObject({
    product: line(200),
    description: text(4000).min(1),
    audience: text(1000).min(1),
    landingPageUrl: HttpsUrl,
    objective: Objective,
    platforms: z.array(Platform).min(1).max(2),
    budget: Budget.optional(),
    locations: z.array(z.string().max(40)).min(1).max(50),
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/))
      .min(1)
      .max(10),
    tone: line(100).optional(),
    claims: z.array(line(200)).max(20).default([]),
  })
  .meta({ id: 'Brief' });
export type Brief = z.infer<typeof Brief>;

export const Provenance = z
  .strictObject({
    provider: z.enum(['builtin', 'openai']),
    model: z.string(),
    promptVersion: z.string(),
    usage: z.strictObject({ inputTokens: z.int(), outputTokens: z.int() }),
  })
  .meta({ id: 'Provenance' });

export const GeneratedStructure = z
  .strictObject({ id: z.uuid(), structure: Structure, checks: z.array(Check), provenance: Provenance })
  .meta({ id: 'GeneratedStructure' });

export const aiContracts = {
  campaignStructure: contract({
    name: 'ai.campaignStructure',
    summary: 'A checked campaign structure from a brief',
    params: z.strictObject({ brief: Brief, idempotencyKey: IdempotencyKey.optional() }),
    result: GeneratedStructure,
    permission: 'ai:use',
    timeoutMs: 90_000,
    errors: ['GENERATION_FAILED', 'GENERATION_REFUSED', 'IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_KEY_IN_USE'],
  }),
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
    callers: ['campaign'],
    idempotent: true,
  }),
} as const;
