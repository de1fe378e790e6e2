import { importContracts } from '../../../../contracts/analytics/imports.ts';
import { idCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { importSummary } from '../domain/import-view.ts';

const cursors = idCursor(importContracts.imports.name);

export function listImports({ imports }: AnalyticsDeps) {
  return action(importContracts.imports, async function listImports({ params, organizationId }) {
    const [before = null] = cursors.read(params) ?? [];
    const { status = null, limit } = params;
    const rows = await imports.list(organizationId, { status, before, limit: limit + 1 });
    const { data, page } = cursors.page(params, rows, ({ id }) => [id]);
    return { data: data.map(importSummary), page };
  });
}
