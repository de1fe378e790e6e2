import { z } from 'zod';
import { contract } from '../action.ts';
import { Check, Structure } from '../structure.ts';
import { IdempotencyKey, KEY } from '../values.ts';
import { Brief } from './brief.ts';

export const Provenance = z
  .strictObject({
    provider: z.enum(['builtin', 'openai']),
    model: z.string(),
    promptVersion: z.string(),
    usage: z.strictObject({ inputTokens: z.int(), outputTokens: z.int() }),
  })
  .meta({ id: 'Provenance' });

/** What the generator would have to know: the question, the field of the brief to answer it in, and what it does without. */
export const Question = z
  .strictObject({ code: z.string(), path: z.string(), ask: z.string(), without: z.string() })
  .meta({ id: 'Question' });
export type Question = z.infer<typeof Question>;

export const GeneratedStructure = z
  .strictObject({
    id: z.uuid(),
    structure: Structure,
    checks: z.array(Check),
    questions: z.array(Question),
    provenance: Provenance,
  })
  .meta({ id: 'GeneratedStructure' });

export const structureContracts = {
  campaignStructure: contract({
    name: 'ai.campaignStructure',
    summary: 'A checked campaign structure from a brief',
    params: z.strictObject({ brief: Brief, idempotencyKey: IdempotencyKey.optional() }),
    result: GeneratedStructure,
    permission: 'ai:use',
    stepUp: 'none',
    timeoutMs: 90_000,
    errors: ['GENERATION_FAILED', 'GENERATION_REFUSED', 'IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_KEY_IN_USE'],
    http: { method: 'POST', path: '/api/ai/campaign-structures', tag: 'AI', headers: KEY, body: 'brief' },
  }),
} as const;
