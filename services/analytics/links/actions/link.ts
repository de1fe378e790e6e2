import { linkContracts } from '../../../../contracts/analytics/links.ts';
import { action } from '../../../../mixins/action.ts';
import { requirePerson } from '../../../../mixins/identity/require-person.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function link({ links, campaigns, clock }: AnalyticsDeps) {
  return action(
    linkContracts.link,
    async function link({ params, organizationId, actor, caller, callAsService }) {
      requirePerson(caller, 'Only a person says which campaigns are the same.');
      const campaignId = params.campaignId.toLowerCase();
      const intoId = params.intoId.toLowerCase();
      await campaigns.ensure(callAsService, organizationId, [campaignId, intoId]);
      const id = await links.add({ organizationId, actor, at: clock() }, { campaignId, intoId });
      return links.view(organizationId, id);
    },
  );
}
