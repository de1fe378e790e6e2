import { deletionContracts } from '../../../../contracts/analytics/deletions.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { rangeOf } from '../../reports/domain/range.ts';
import { importView } from '../domain/import-view.ts';
import { dayOf } from '../../../../lib/time.ts';

/** Asks for figures to be deleted, once that is confirmed; a job does it. */
export function deleteFigures({ imports, deletions, clock }: AnalyticsDeps) {
  return action(
    deletionContracts.deleteFigures,
    async function deleteFigures({ params, organizationId, actor, confirm }) {
      const { platform = null, campaignIds = null, mode } = params;
      const range = rangeOf(params, dayOf(clock()));
      await deletions.requireCampaigns(organizationId, campaignIds ?? []);
      await confirm();
      const scope = { platform, campaignIds, range, isPreview: mode === 'preview' };
      const id = await deletions.ask({ organizationId, actor, at: clock() }, scope);
      return importView(await imports.get(organizationId, id));
    },
  );
}
