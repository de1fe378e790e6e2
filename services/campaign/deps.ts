import { systemClock, type Clock } from '../../lib/time.ts';
import type { ServiceStorage } from '../../mixins/storage.mixin.ts';
import { campaignStore, type CampaignStore } from './content/store/campaign-store.ts';
import { recommendationStore, type RecommendationStore } from './advice/store/recommendation-store.ts';
import { sagaStore, type SagaStore } from './publishing/store/saga-store.ts';

/** What every action and job of this service is given. */
export type CampaignDeps = {
  store: CampaignStore;
  sagas: SagaStore;
  recommendations: RecommendationStore;
  clock: Clock;
};

export function campaignDeps(storage: ServiceStorage): CampaignDeps {
  return {
    store: campaignStore(storage),
    sagas: sagaStore(storage),
    recommendations: recommendationStore(storage),
    clock: systemClock,
  };
}
