import { v7 as uuidv7 } from 'uuid';
import { structureContracts } from '../../../../contracts/ai/structures.ts';
import { AppError, invalidField } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AiDeps } from '../../deps.ts';
import { hasWords } from '../../brief/domain/read-brief.ts';

/** ai.campaignStructure: the key is claimed before the model is asked, because the answer is paid for. */
export function campaignStructure({ store, generator, generationMs }: AiDeps) {
  return action(
    structureContracts.campaignStructure,
    async function campaignStructure({ params, organizationId, userId, actor, logger }) {
      if (!hasWords(params.brief))
        throw invalidField('brief.product', 'TEXT_UNUSABLE', 'There are no words to write with.');
      const request = {
        id: uuidv7(),
        organizationId,
        userId,
        actor,
        brief: params.brief,
        key: params.idempotencyKey,
      };
      const kept = await store.claim(request);
      if (kept !== null) return kept;
      const usage = { inputTokens: 0, outputTokens: 0 };
      const draft = await generator.generate(params.brief, usage).catch(async (error: unknown) => {
        const code = error instanceof AppError ? error.code : 'INTERNAL_ERROR';
        logger.warn({ err: error, code, usage }, 'a generation failed');
        await store.fail(request, code, usage);
        throw error;
      });
      return store.succeed(request, draft);
    },
    generationMs,
  );
}
