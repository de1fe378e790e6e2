import { importContracts } from '../../../../contracts/analytics/imports.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { importView } from '../domain/import-view.ts';

/** What became of an uploaded file. */
export const readImport = ({ imports }: AnalyticsDeps) =>
  action(importContracts.import, async ({ params, organizationId }) =>
    importView(await imports.get(organizationId, params.id)),
  );
