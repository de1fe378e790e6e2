import { GeneratedStructure } from '../../contracts/ai/structures.ts';
import { Shape } from '../../lib/shape.ts';

/** Every kind of document that this service keeps, with its history (lib/shape.ts). */
export const shapes = {
  /** The kept answer of a request that was paid for. */
  structureAnswer: new Shape({ name: 'answer with a structure', number: 1, schema: GeneratedStructure }),
} as const;
