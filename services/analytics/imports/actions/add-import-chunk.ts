import { importContracts } from '../../../../contracts/analytics/imports.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function addImportChunk({ imports }: AnalyticsDeps) {
  return action(importContracts.addImportChunk, async function addImportChunk({ params, organizationId }) {
    const bytes = Buffer.from(params.bytes, 'base64');
    await imports.addChunk(organizationId, params.id, params.index, bytes);
    return { accepted: true as const };
  });
}
