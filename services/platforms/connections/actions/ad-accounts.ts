import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { decodeCursor, pageOfRows } from '../../../../lib/cursor.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export function adAccounts({ accounts }: PlatformsDeps) {
  return action(adAccountContracts.adAccounts, async function adAccounts({ params, organizationId }) {
    const { limit, cursor, platform } = params;
    const after = cursor === undefined ? null : position(cursor);
    const rows = await accounts.list(organizationId, { limit: limit + 1, after, platform: platform ?? null });
    return pageOfRows(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The instant and id that a cursor names. @throws AppError CURSOR_INVALID */
function position(cursor: string): [string, string] {
  const [createdAt, id] = decodeCursor(cursor, 2).map(String);
  if (createdAt === undefined || id === undefined || Number.isNaN(Date.parse(createdAt)) || !UUID.test(id))
    throw new AppError('CURSOR_INVALID');
  return [createdAt, id];
}
