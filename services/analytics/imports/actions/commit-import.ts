import { importContracts } from '../../../../contracts/analytics/imports.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { importView } from '../domain/import-view.ts';

/** All chunks are there: queues the work, in the transaction that says so. */
export function commitImport({ imports, clock }: AnalyticsDeps) {
  return action(importContracts.commitImport, async function commitImport({ params, organizationId }) {
    await imports.get(organizationId, params.id); // one that cannot be read is not queued either
    await imports.commit(organizationId, params.id, params.chunks, clock());
    return importView(await imports.get(organizationId, params.id));
  });
}
