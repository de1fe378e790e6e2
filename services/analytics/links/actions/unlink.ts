import { linkContracts } from '../../../../contracts/analytics/links.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { requirePerson } from '../domain/require-person.ts';

export function unlink({ links, clock }: AnalyticsDeps) {
  return action(linkContracts.unlink, async function unlink({ params, organizationId, actor, caller }) {
    requirePerson(caller);
    await links.remove({ organizationId, actor, at: clock() }, params.id);
    return links.view(organizationId, params.id);
  });
}
