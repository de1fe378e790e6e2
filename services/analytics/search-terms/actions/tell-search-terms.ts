import { searchTermContracts } from '../../../../contracts/analytics/search-terms.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

/** Keeps a piece of what a platform says of search terms, under the campaigns that its ids are known by. */
export function tellSearchTerms({ tellTerms, identities }: AnalyticsDeps) {
  return action(
    searchTermContracts.tellSearchTerms,
    async function tellSearchTerms({ params, organizationId, callAsService }) {
      const { platform, rows } = params;
      const ids = [...new Set(rows.map(({ campaign }) => campaign.externalId))];
      if (ids.length > 0)
        await identities.learn(
          callAsService,
          organizationId,
          ids.map((externalId) => ({ platform, externalId })),
        );
      await tellTerms(organizationId, params);
      return { rows: rows.length };
    },
  );
}
