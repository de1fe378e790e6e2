import { scheduleContracts } from '../../../../contracts/analytics/schedules.ts';
import { idCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { scheduleView } from '../view.ts';

const cursors = idCursor(scheduleContracts.schedules.name);

/** Scheduled reports, the newest first. */
export function schedules({ schedules: store }: AnalyticsDeps) {
  return action(scheduleContracts.schedules, async function schedules({ params, organizationId }) {
    const [before] = cursors.read(params) ?? [null];
    const rows = await store.list(organizationId, before, params.limit + 1);
    const { data, page } = cursors.page(params, rows, ({ id }) => [id]);
    return { data: data.map(scheduleView), page };
  });
}
