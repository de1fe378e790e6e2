import type { z } from 'zod';
import type { Brief } from '../../../contracts/ai/brief.ts';
import type { Provenance } from '../../../contracts/ai/structures.ts';
import type { Check, Structure } from '../../../contracts/structure.ts';
import { checkStructure, refusals } from '../check/domain/check.ts';
import { BUILTIN_VERSION, generateStructure, generatorNotes } from './domain/generate.ts';
import { AppError } from '../../../lib/errors.ts';

/** Tokens that were paid for, counted even when no usable answer came. */
export type Usage = { inputTokens: number; outputTokens: number };
/** A structure with what the checks found, and who wrote it. */
export type StructureDraft = {
  structure: Structure;
  checks: Check[];
  provenance: z.infer<typeof Provenance>;
};

/** Writes a checked structure for a brief; `usage` is added to as tokens are spent. */
export type Generator = {
  readonly provider: z.infer<typeof Provenance>['provider'];
  readonly model: string;
  readonly promptVersion: string;
  /** @throws AppError GENERATION_FAILED, GENERATION_REFUSED */
  generate: (brief: Brief, usage: Usage) => Promise<StructureDraft>;
};

/** The built-in generator behind the same door and the same checks as a model. */
export const builtinGenerator: Generator = {
  provider: 'builtin',
  model: 'templates',
  promptVersion: BUILTIN_VERSION,
  generate: async (brief, usage) => {
    const structure = generateStructure(brief);
    const checks = checkStructure(structure, brief);
    const refused = refusals(checks);
    if (refused.length > 0) throw new AppError('GENERATION_FAILED', {}, refused);
    const { provider, model, promptVersion } = builtinGenerator;
    return {
      structure,
      checks: [...generatorNotes(brief), ...checks],
      provenance: { provider, model, promptVersion, usage },
    };
  },
};
