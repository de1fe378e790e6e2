import { newsContracts } from '../../../../contracts/analytics/news.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function news({ news: store }: AnalyticsDeps) {
  return action(newsContracts.news, async function news({ params, organizationId }) {
    return store.after(organizationId, params.after);
  });
}
