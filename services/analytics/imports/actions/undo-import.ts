import { importContracts } from '../../../../contracts/analytics/imports.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { importView } from '../domain/import-view.ts';

/** Asks for an import to be taken back; a job does it. Asking again changes nothing. */
export function undoImport({ imports, undo, clock }: AnalyticsDeps) {
  return action(importContracts.undoImport, async function undoImport({ params, organizationId, actor }) {
    await imports.get(organizationId, params.id); // throws for a row that this release cannot read, before work is queued
    await undo.ask({ organizationId, id: params.id, actor, at: clock() });
    return importView(await imports.get(organizationId, params.id));
  });
}
