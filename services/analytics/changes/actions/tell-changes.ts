import { changeContracts } from '../../../../contracts/analytics/changes.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

/** Keeps what a platform says was changed in an ad account, and learns which of its campaigns are ours. */
export function tellChanges({ changes, identities }: AnalyticsDeps) {
  return action(
    changeContracts.tellChanges,
    async function tellChanges({ params, organizationId, callAsService }) {
      const { platform } = params;
      const ids = new Set(params.changes.flatMap(({ campaignExternalId: id }) => (id === null ? [] : [id])));
      const named = [...ids].map((externalId) => ({ platform, externalId }));
      if (named.length > 0) await identities.learn(callAsService, organizationId, named);
      await changes.tell(organizationId, params);
      return { changes: params.changes.length };
    },
  );
}
