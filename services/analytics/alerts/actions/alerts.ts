import { alertContracts } from '../../../../contracts/analytics/alerts.ts';
import { idCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

const cursors = idCursor(alertContracts.alerts.name);
const LIVING = ['open', 'acknowledged'] as const;

export function alerts({ alerts: store, checks }: AnalyticsDeps) {
  return action(alertContracts.alerts, async function alerts({ params, organizationId }) {
    const [after = null] = cursors.read(params) ?? [];
    const states = params.state === undefined ? LIVING : [params.state];
    const [rows, checkedAt] = await Promise.all([
      store.list(organizationId, { states, after, limit: params.limit + 1 }),
      checks.checkedAt(organizationId),
    ]);
    if (checkedAt === null) await checks.beginChain(organizationId);
    const page = cursors.page(params, rows, ({ id }) => [id]);
    return { ...page, checkedAt: checkedAt?.toISOString() ?? null };
  });
}
