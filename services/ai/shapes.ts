import { z } from 'zod';
import { Brief } from '../../contracts/ai/brief.ts';
import { GeneratedStructure } from '../../contracts/ai/structures.ts';
import { Check, Structure } from '../../contracts/structure.ts';
import { Shape } from '../../lib/shape.ts';

/** Every kind of document that this service keeps, with its history (lib/shape.ts). */
export const shapes = {
  /** `generations`: brief, structure and checks of one row. A brief is kept as it was sent, also one that was refused. */
  generation: new Shape({
    name: 'generation',
    number: 1,
    schema: z.strictObject({ brief: Brief, structure: Structure.nullable(), checks: z.array(Check) }),
  }),
  /** The kept answer of a request that was paid for. */
  structureAnswer: new Shape({
    name: 'answer with a structure',
    number: 2,
    schema: GeneratedStructure,
    // 1 → 2: answers got questions; earlier ones asked none.
    upcasts: { 1: (older: object) => ({ ...older, questions: [] }) },
  }),
} as const;
