import { sqlLoginContracts } from '../../../../contracts/analytics/sql-logins.ts';
import { idCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { sqlLoginView } from '../view.ts';

const cursors = idCursor(sqlLoginContracts.sqlLogins.name);

/** SQL logins, the newest first. */
export function sqlLogins({ sqlLogins: store, sqlLoginPlace, clock }: AnalyticsDeps) {
  return action(sqlLoginContracts.sqlLogins, async function sqlLogins({ params, organizationId }) {
    const [before] = cursors.read(params) ?? [null];
    const rows = await store.list(organizationId, before, params.limit + 1);
    const { data, page } = cursors.page(params, rows, ({ id }) => [id]);
    return { data: data.map((row) => sqlLoginView(row, sqlLoginPlace, clock())), page };
  });
}
