import { z } from 'zod';
import { Id } from '../../../contracts/values.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Sealing } from '../../../lib/sealing.ts';
import { HOUR_MS } from '../../../lib/time.ts';
import { EXPORTERS, type Step } from './domain/export-steps.ts';

const Stored = z.tuple([Id.nullable(), z.enum(EXPORTERS), z.string().nullable(), z.number()]);

/** Where a page of an export begins: in which part, after which row of it. */
export type ExportPlace = { step: Step; after: string | null };
export type ExportCursors = ReturnType<typeof exportCursors>;

/**
 * Cursors of exports are sealed: one that reads was given to this person within the hour, so that an export is confirmed
 * once, for its first page, and not for each.
 */
export function exportCursors(sealing: Sealing) {
  return {
    /** Null for the first page. @throws AppError CURSOR_INVALID */
    read(cursor: string | undefined, userId: string, now: Date): ExportPlace | null {
      if (cursor === undefined) return null;
      const [organizationId, service, after, givenAt] = stored(sealing, cursor, userId);
      if (now.getTime() - givenAt > HOUR_MS) throw new AppError('CURSOR_INVALID');
      return { step: { organizationId, service }, after };
    },

    write({ step: { organizationId, service }, after }: ExportPlace, userId: string, now: Date): string {
      return sealing.seal(JSON.stringify([organizationId, service, after, now.getTime()]), userId);
    },
  };
}

function stored(sealing: Sealing, cursor: string, userId: string): z.output<typeof Stored> {
  try {
    return Stored.parse(JSON.parse(sealing.openText(cursor, userId)));
  } catch (error) {
    throw new AppError('CURSOR_INVALID', {}, error);
  }
}
