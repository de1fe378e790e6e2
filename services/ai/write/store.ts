import { createHash } from 'node:crypto';
import type { Brief } from '../../../contracts/ai/brief.ts';
import type { structureContracts } from '../../../contracts/ai/structures.ts';
import type { ResultOf } from '../../../contracts/action.ts';
import { AppError, type ErrorCode } from '../../../lib/errors.ts';
import { audit } from '../../../storage/audit.ts';
import type { Database, Tx } from '../../../storage/database.ts';
import { canonical } from '../../../storage/idempotency.ts';
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
      asked.key === undefined ? null : database.transaction((tx) => claimKey(tx, asked, claimSeconds)),

    /** Keeps a generation, its audit row and its answer for the key, all or nothing. */
    succeed: async (asked: Asked, made: Generated): Promise<Answer> =>
      database.transaction(async (tx) => {
        const usage = made.provenance.usage;
        await insertGeneration(tx, asked, generator, { status: 'succeeded', made, usage });
        const answer = { id: asked.id, ...made };
        await tx.query(
          `UPDATE idempotency_keys SET answer = $5
           WHERE organization_id = $1 AND user_id = $2 AND action = $3 AND key = $4 AND answer->>'claim' = $6`,
          [...scopeOf(asked), JSON.stringify(answer), asked.id],
        );
        return answer;
      }),

    /** Keeps what a failed generation cost and gives the key free, so that the same request may be tried again. */
    fail: async (asked: Asked, errorCode: ErrorCode, usage: Usage): Promise<void> =>
      database.transaction(async (tx) => {
        await insertGeneration(tx, asked, generator, { status: 'failed', errorCode, usage });
        await tx.query(
          `DELETE FROM idempotency_keys
           WHERE organization_id = $1 AND user_id = $2 AND action = $3 AND key = $4 AND answer->>'claim' = $5`,
          [...scopeOf(asked), asked.id],
        );
      }),
  };
}
export type AiStore = ReturnType<typeof aiStore>;

async function claimKey(tx: Tx, asked: Asked, claimSeconds: number): Promise<Answer | null> {
  const scope = scopeOf(asked);
  const fingerprint = hashOf(asked.brief);
  const claimed = await tx.query(
    `INSERT INTO idempotency_keys AS k (organization_id, user_id, action, key, fingerprint, answer)
     VALUES ($1, $2, $3, $4, $5, jsonb_build_object('claim', $7::text, 'claimedUntil', now() + make_interval(secs => $6)))
     ON CONFLICT (organization_id, user_id, action, key)
     DO UPDATE SET fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = now()
     WHERE k.created_at <= now() - interval '24 hours'
        OR (k.fingerprint = excluded.fingerprint AND (k.answer->>'claimedUntil')::timestamptz < now())
     RETURNING key`,
    [...scope, fingerprint, claimSeconds, asked.id],
  );
  if (claimed.length > 0) return null;
  const [stored] = await tx.query<{ fingerprint: string; answer: Answer | { claimedUntil: string } }>(
    `SELECT fingerprint, answer FROM idempotency_keys
     WHERE organization_id = $1 AND user_id = $2 AND action = $3 AND key = $4`,
    scope,
  );
  if (stored !== undefined && stored.fingerprint !== fingerprint)
    throw new AppError('IDEMPOTENCY_KEY_REUSED');
  if (stored === undefined || 'claimedUntil' in stored.answer) {
    throw new AppError('IDEMPOTENCY_KEY_IN_USE', { retryAfterSeconds: 2 });
  }
  return stored.answer;
}

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
      hashOf(asked.brief),
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

const scopeOf = (asked: Asked) => [asked.organizationId, asked.userId, ACTION, asked.key ?? ''];

/** JSON that PostgreSQL takes: it refuses NUL and half a surrogate pair. */
function storable(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    typeof v === 'string' ? v.toWellFormed().replaceAll('\0', '') : v,
  );
}

function hashOf(brief: Brief): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(brief)))
    .digest('hex');
}
