import type { Clock } from '../../lib/time.ts';
import type { CampaignStore } from './content/store/campaign-store.ts';
import type { RecommendationStore } from './advice/store/recommendation-store.ts';
import type { SagaStore } from './publishing/store/saga-store.ts';

/** What every action and job of this service is given. */
export type CampaignDeps = {
  store: CampaignStore;
  sagas: SagaStore;
  recommendations: RecommendationStore;
  clock: Clock;
};
