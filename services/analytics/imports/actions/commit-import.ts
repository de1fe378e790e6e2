import { importContracts } from '../../../../contracts/analytics/imports.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { importView } from '../domain/import-view.ts';

/** Closes the file and queues its import in one transaction. */
export function commitImport({ imports, clock }: AnalyticsDeps) {
  return action(importContracts.commitImport, async function commitImport({ params, organizationId, actor }) {
    await imports.get(organizationId, params.id); // throws for a row that this release cannot read, before work is queued
    await imports.commit({ organizationId, ...params, at: clock(), actor });
    return importView(await imports.get(organizationId, params.id));
  });
}
