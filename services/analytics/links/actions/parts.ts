import { z } from 'zod';
import { partContracts } from '../../../../contracts/analytics/parts.ts';
import { ListCursor } from '../../../../lib/cursor.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

/** The last part of a page. */
const cursors = new ListCursor(partContracts.parts.name, z.tuple([z.uuid()]));

export function parts({ parts: store, campaigns }: AnalyticsDeps) {
  return action(partContracts.parts, async function parts({ params, organizationId, callAsService }) {
    const { id: campaignId, level = null, q = null, limit } = params;
    if (!(await campaigns.findName(callAsService, organizationId, campaignId)))
      throw new AppError('CAMPAIGN_NOT_FOUND');
    const [after = null] = cursors.read(params) ?? [];
    const rows = await store.list(organizationId, { campaignId, level, q, after, limit: limit + 1 });
    const { data, page } = cursors.page(params, rows, ({ id }) => [id]);
    return { data: data.map(({ id: _, ...part }) => part), page };
  });
}
