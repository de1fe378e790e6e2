import { quoted, type Refuse } from './failure.ts';

const FINAL = ['REMOVED', 'PENDING_DELETION', 'CANCELED'];

/** Which changes of status an entity may make after it was created. */
export function statusRules(from: unknown, to: unknown, field: string, refuse: Refuse): void {
  if (from === undefined || from === to) return;
  const allowed =
    !FINAL.includes(quoted(from)) &&
    to !== 'DRAFT' &&
    to !== 'REMOVED' &&
    to !== 'COMPLETED' &&
    !(from === 'DRAFT' && to === 'PENDING_DELETION') &&
    !(from === 'ARCHIVED' && to === 'COMPLETED');
  if (!allowed)
    refuse(
      'STATUS_CHANGE_NOT_ALLOWED',
      `/${field}`,
      `/${field} can't be changed from ${quoted(from)} to ${quoted(to)}`,
    );
}
