import { z } from 'zod';
import { linkContracts } from '../../../../contracts/analytics/links.ts';
import { ListCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

/** The last row of a page: the two campaigns of a proposal; of a link its id, twice. */
const cursors = new ListCursor(linkContracts.links.name, z.tuple([z.uuid(), z.uuid()]));

/** Names of ours that are old are refreshed first, because proposals rest on them. */
export function links({ links: store, identities, campaigns }: AnalyticsDeps) {
  return action(linkContracts.links, async function links({ params, organizationId, callAsService }) {
    await identities.compare(callAsService, organizationId);
    await campaigns.refs(callAsService, organizationId);
    const { state, q = null, limit } = params;
    const after = cursors.read(params);
    const rows = await store.list(organizationId, { state, q, after, limit: limit + 1 });
    const { data, page } = cursors.page(params, rows, ({ id, campaignId, intoId }) =>
      id === null ? [campaignId, intoId] : [id, id],
    );
    return { data: await store.views(organizationId, data), page };
  });
}
