import { z } from 'zod';
import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { Id, Instant } from '../../../../contracts/values.ts';
import { ListCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

/** The list is newest first; the cursor holds creation time and id of a page's last account. */
const cursors = new ListCursor(adAccountContracts.adAccounts.name, z.tuple([Instant, Id]));

export function adAccounts({ accounts }: PlatformsDeps) {
  return action(adAccountContracts.adAccounts, async function adAccounts({ params, organizationId }) {
    const { limit, platform = null } = params;
    const after = cursors.read(params);
    const rows = await accounts.list(organizationId, { limit: limit + 1, after, platform });
    return cursors.page(params, rows, ({ createdAt, id }) => [createdAt, id]);
  });
}
