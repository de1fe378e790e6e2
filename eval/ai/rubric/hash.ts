import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Brief } from '../../../contracts/ai/brief.ts';
import type { Structure } from '../../../contracts/structure.ts';

/** The name of what a scorer saw: 16 hex digits of the SHA-256 of brief and structure, whatever the order of their fields. */
export function hashOf(brief: z.input<typeof Brief>, structure: Structure): string {
  return createHash('sha256').update(canonical({ brief, structure })).digest('hex').slice(0, 16);
}

/** JSON with the fields of every object in alphabetical order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
