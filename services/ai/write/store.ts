import type { Brief } from '../../../contracts/ai/brief.ts';
import type { structureContracts } from '../../../contracts/ai/structures.ts';
import type { ResultOf } from '../../../contracts/action.ts';
import type { ErrorCode } from '../../../lib/errors.ts';
import { sha256 } from '../../../lib/canonical-json.ts';
import { audit } from '../../../storage/audit.ts';
import type { Database, Tx } from '../../../storage/database.ts';
import { claimKey, releaseKey, settleKey, type Claim } from '../../../storage/paid-claims.ts';
import { shapes } from '../shapes.ts';
import type { Generated, Generator, Usage } from './generator.ts';

type Answer = ResultOf<typeof structureContracts.campaignStructure>;
/** Who asks for what. `id` is the coming generation's and the mark of its claim; `key` is the Idempotency-Key. */
export type Asked = {
  id: string;
  organizationId: string;
  userId: string;
  actor: { kind: 'user' | 'service'; id: string };
  brief: Brief;
  key: string | undefined;
};
type Ended = { status: 'succeeded' | 'failed'; errorCode?: ErrorCode; made?: Generated; usage: Usage };

const ACTION = 'ai.campaignStructure';

/** Everything that ai remembers. `claimSeconds` is longer than any generation: after a crash the key is free again. */
export function aiStore(database: Database, generator: Generator, claimSeconds: number) {
  return {
    /**
     * Claims the Idempotency-Key before anything is paid for. Gives the stored answer when there is one.
     * @throws AppError IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE
     */
    claim: async (asked: Asked): Promise<Answer | null> =>
      asked.key === undefined
        ? null
        : database.transaction((tx) => claimKey(tx, claimOf(asked, claimSeconds), shapes.structureAnswer)),

    /** Keeps a generation, its audit row and its answer for the key, all or nothing. */
    succeed: async (asked: Asked, made: Generated): Promise<Answer> =>
      database.transaction(async (tx) => {
        const usage = made.provenance.usage;
        await insertGeneration(tx, asked, generator, { status: 'succeeded', made, usage });
        const answer = { id: asked.id, ...made };
        if (asked.key !== undefined)
          await settleKey(tx, claimOf(asked, claimSeconds), shapes.structureAnswer, answer);
        return answer;
      }),

    /** Keeps what a failed generation cost and gives the key free, so that the same request may be tried again. */
    fail: async (asked: Asked, errorCode: ErrorCode, usage: Usage): Promise<void> =>
      database.transaction(async (tx) => {
        await insertGeneration(tx, asked, generator, { status: 'failed', errorCode, usage });
        if (asked.key !== undefined) await releaseKey(tx, claimOf(asked, claimSeconds));
      }),
  };
}
export type AiStore = ReturnType<typeof aiStore>;

async function insertGeneration(tx: Tx, asked: Asked, generator: Generator, ended: Ended): Promise<void> {
  const { made, usage } = ended;
  await tx.query(
    `INSERT INTO generations (organization_id, id, user_id, status, error_code, brief_hash, brief, structure, checks,
       provider, model, prompt_version, input_tokens, output_tokens)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      asked.organizationId,
      asked.id,
      asked.userId,
      ended.status,
      ended.errorCode ?? null,
      sha256(asked.brief),
      storable(asked.brief),
      made === undefined ? null : JSON.stringify(made.structure),
      JSON.stringify(made?.checks ?? []),
      generator.provider,
      generator.model,
      generator.promptVersion,
      usage.inputTokens,
      usage.outputTokens,
    ],
  );
  await audit(tx, {
    organizationId: asked.organizationId,
    actor: asked.actor,
    action: ended.status === 'succeeded' ? 'ai.structure_generated' : 'ai.generation_failed',
    subject: { kind: 'generation', id: asked.id },
    detail: { provider: generator.provider, model: generator.model, ...usage },
  });
}

function claimOf({ id, organizationId, userId, brief, key = '' }: Asked, seconds: number): Claim {
  return { organizationId, userId, action: ACTION, key, body: brief, claimId: id, seconds };
}

/** JSON that PostgreSQL takes: it refuses NUL and half a surrogate pair. */
function storable(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    typeof v === 'string' ? v.toWellFormed().replaceAll('\0', '') : v,
  );
}
