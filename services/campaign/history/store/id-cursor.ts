import { Id } from '../../../../contracts/values.ts';
import { decodeCursor } from '../../../../lib/cursor.ts';
import { AppError } from '../../../../lib/errors.ts';

/** The id that a page begins after; null for the first page. @throws AppError CURSOR_INVALID */
export function idOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = Id.safeParse(decodeCursor(cursor, 1)[0]);
  if (!id.success) throw new AppError('CURSOR_INVALID');
  return id.data;
}
