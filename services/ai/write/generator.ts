import type { z } from 'zod';
import type { Brief } from '../../../contracts/ai/brief.ts';
import type { Provenance, Question } from '../../../contracts/ai/structures.ts';
import type { Check, Structure } from '../../../contracts/structure.ts';
import { checkStructure, refusals } from '../check/domain/check.ts';
import { readBank } from '../bank/read-bank.ts';
import { BUILTIN_VERSION, generateStructure } from './domain/generate.ts';
import { AppError } from '../../../lib/errors.ts';

/** Tokens that were paid for, counted even when no usable answer came. */
export type Usage = { inputTokens: number; outputTokens: number };
/** A structure with what the checks found, and who wrote it. */
export type StructureDraft = {
  structure: Structure;
  checks: Check[];
  /** What would make the structure better if the brief said it. */
  questions: Question[];
  provenance: z.infer<typeof Provenance>;
};

/** Writes a checked structure for a brief; `usage` is added to as tokens are spent. */
export type Generator = {
  readonly provider: z.infer<typeof Provenance>['provider'];
  readonly model: string;
  readonly promptVersion: string;
  /** @throws AppError GENERATION_FAILED, GENERATION_REFUSED; REQUEST_INVALID where the brief says too little to write from */
  generate: (brief: Brief, usage: Usage) => Promise<StructureDraft>;
};

/** The built-in generator, with the term bank, behind the same door and the same checks as a model. */
export const builtinGenerator: Generator = {
  provider: 'builtin',
  model: 'term-bank',
  promptVersion: BUILTIN_VERSION,
  generate: async (brief, usage) => {
    const { structure, questions, notes } = generateStructure(brief, await readBank());
    if (structure === null)
      throw new AppError('REQUEST_INVALID', {
        errors: questions.map(({ code, path, ask, without }) => ({
          path: `brief.${path}`,
          code,
          message: `${ask} ${without}`,
        })),
      });
    const checks = checkStructure(structure, brief);
    const refused = refusals(checks);
    if (refused.length > 0) throw new AppError('GENERATION_FAILED', {}, refused);
    const { provider, model, promptVersion } = builtinGenerator;
    return {
      structure,
      checks: [...notes, ...checks],
      questions,
      provenance: { provider, model, promptVersion, usage },
    };
  },
};
