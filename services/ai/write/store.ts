import type { z } from 'zod';
import type { Brief } from '../../../contracts/ai/brief.ts';
import type { GeneratedStructure } from '../../../contracts/ai/structures.ts';
import type { ErrorCode } from '../../../lib/errors.ts';
import { sha256 } from '../../../lib/canonical-json.ts';
import { audit } from '../../../storage/audit.ts';
import type { Database, Tx } from '../../../storage/database.ts';
import { claimKey, releaseKey, settleKey, type Claim } from '../../../storage/paid-claims.ts';
import { shapes } from '../shapes.ts';
import type { Generator, StructureDraft, Usage } from './generator.ts';

type Answer = z.infer<typeof GeneratedStructure>;

/** A request for a structure. `id` is the coming generation's, and the mark of its claim on the Idempotency-Key. */
export type GenerationRequest = {
  id: string;
  organizationId: string;
  userId: string;
  actor: { kind: 'user' | 'service'; id: string };
  brief: Brief;
  key: string | undefined;
};

/** How a generation ended: with a draft, or with the code of what went wrong. */
type Outcome = { draft: StructureDraft } | { errorCode: ErrorCode };

const ACTION = 'ai.campaignStructure';

/** What ai remembers. `claimSeconds` is longer than any generation: after a crash the key is free again. */
export function aiStore(database: Database, generator: Generator, claimSeconds: number) {
  return {
    /**
     * Claims the Idempotency-Key before anything is paid for. Gives the kept answer when there is one.
     * @throws AppError IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE
     */
    async claim(request: GenerationRequest): Promise<Answer | null> {
      const claim = claimFor(request, claimSeconds);
      return claim && database.transaction((tx) => claimKey(tx, claim, shapes.structureAnswer));
    },

    /** Keeps a generation, its audit row and its answer for the key, all or nothing. */
    async succeed(request: GenerationRequest, draft: StructureDraft): Promise<Answer> {
      const claim = claimFor(request, claimSeconds);
      const answer = { id: request.id, ...draft };
      await database.transaction(async (tx) => {
        await insertGeneration(tx, request, generator, { draft }, draft.provenance.usage);
        if (claim) await settleKey(tx, claim, shapes.structureAnswer, answer);
      });
      return answer;
    },

    /** Keeps what a failed generation cost and gives the key free, so that the same request may be tried again. */
    async fail(request: GenerationRequest, errorCode: ErrorCode, usage: Usage): Promise<void> {
      const claim = claimFor(request, claimSeconds);
      await database.transaction(async (tx) => {
        await insertGeneration(tx, request, generator, { errorCode }, usage);
        if (claim) await releaseKey(tx, claim);
      });
    },
  };
}
export type AiStore = ReturnType<typeof aiStore>;

const INSERT = `
  INSERT INTO generations (organization_id, id, user_id, status, error_code, brief_hash, brief, structure, checks, shape,
    provider, model, prompt_version, input_tokens, output_tokens)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;

async function insertGeneration(
  tx: Tx,
  { organizationId, id, userId, actor, brief }: GenerationRequest,
  { provider, model, promptVersion }: Generator,
  outcome: Outcome,
  usage: Usage,
): Promise<void> {
  const draft = 'draft' in outcome ? outcome.draft : null;
  await tx.execute(INSERT, [
    organizationId,
    id,
    userId,
    draft ? 'succeeded' : 'failed',
    'errorCode' in outcome ? outcome.errorCode : null,
    sha256(brief),
    storableJson(brief),
    draft && JSON.stringify(draft.structure),
    JSON.stringify(draft?.checks ?? []),
    shapes.generation.number,
    provider,
    model,
    promptVersion,
    usage.inputTokens,
    usage.outputTokens,
  ]);
  await audit(tx, {
    organizationId,
    actor,
    action: draft ? 'ai.structure_generated' : 'ai.generation_failed',
    subject: { kind: 'generation', id },
    detail: { provider, model, ...usage },
  });
}

/** The claim on the request's Idempotency-Key; null when it came without one. */
function claimFor(request: GenerationRequest, seconds: number): Claim | null {
  const { id, organizationId, userId, brief, key } = request;
  if (key === undefined) return null;
  return { organizationId, userId, action: ACTION, key, body: brief, claimId: id, seconds };
}

/** JSON that PostgreSQL takes: it refuses NUL and half a surrogate pair. */
function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'string' ? field.toWellFormed().replaceAll('\0', '') : field,
  );
}
