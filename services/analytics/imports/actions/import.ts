import { importContracts } from '../../../../contracts/analytics/imports.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { importView } from '../domain/import-view.ts';

export function readImport({ imports }: AnalyticsDeps) {
  return action(importContracts.import, async function readImport({ params, organizationId }) {
    return importView(await imports.get(organizationId, params.id));
  });
}
