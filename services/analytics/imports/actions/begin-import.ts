import { importContracts } from '../../../../contracts/analytics/imports.ts';
import { invalidField } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { fieldNamed } from '../domain/header.ts';
import { importView } from '../domain/import-view.ts';

/** Opens an import; the file follows in chunks. */
export function beginImport({ imports, clock }: AnalyticsDeps) {
  return action(importContracts.beginImport, async function beginImport({ params, organizationId }) {
    for (const name of Object.keys(params.columns ?? {})) {
      if (!fieldNamed(name))
        throw invalidField(`columns.${name}`, 'FIELD_UNKNOWN', 'There is no such field.');
    }
    if ((params.from === undefined) !== (params.to === undefined))
      throw invalidField(
        params.from === undefined ? 'from' : 'to',
        'FIELD_MISSING',
        'Send from and to, or neither.',
      );
    if (params.from !== undefined && params.to !== undefined && params.from > params.to)
      throw invalidField('to', 'FIELD_INVALID', 'The last day is before the first.');
    return importView(await imports.begin(organizationId, params, clock()));
  });
}
