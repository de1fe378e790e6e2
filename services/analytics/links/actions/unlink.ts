import { linkContracts } from '../../../../contracts/analytics/links.ts';
import { action } from '../../../../mixins/action.ts';
import { requirePerson } from '../../../../mixins/identity/require-person.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function unlink({ links, clock }: AnalyticsDeps) {
  return action(linkContracts.unlink, async function unlink({ params, organizationId, actor, caller }) {
    requirePerson(caller, 'Only a person says which campaigns are the same.');
    await links.remove({ organizationId, actor, at: clock() }, params.id);
    return links.view(organizationId, params.id);
  });
}
