import { systemClock, type Clock } from '../../lib/time.ts';
import type { ServiceStorage } from '../../mixins/storage.mixin.ts';
import { recommendationStore, type RecommendationStore } from './advice/store/recommendation-store.ts';
import { campaignStore, type CampaignStore } from './content/store/campaign-store.ts';
import { deliveryStore, type DeliveryStore } from './delivery/store/delivery-store.ts';
import { historyStore, type HistoryStore } from './history/store/history-store.ts';
import { decisionTrail, type DecisionTrail } from './history/store/decision-trail.ts';
import { reviewStore, type ReviewStore } from './reviews/store/review-store.ts';
import type { ApproverRules } from './review/domain/approver.ts';
import type { CampaignSettings } from './settings.ts';
import { attemptStore, type AttemptStore } from './publishing/store/attempt-store.ts';
import { stopStore, type StopStore } from './stops/store/stop-store.ts';
import { operationStore, type OperationStore } from './publishing/store/operation-store.ts';

/** What every action and job of this service is given. */
export type CampaignDeps = {
  campaigns: CampaignStore;
  history: HistoryStore;
  decisionTrail: DecisionTrail;
  deliveries: DeliveryStore;
  reviews: ReviewStore;
  operations: OperationStore;
  stops: StopStore;
  attempts: AttemptStore;
  recommendations: RecommendationStore;
  approverRules: ApproverRules;
  clock: Clock;
};

/** Builds everything once, for the service's whole life. */
export function campaignDeps(
  settings: Pick<CampaignSettings, 'stepUpRequired' | 'approverMinAgeHours'>,
  { database, jobs }: ServiceStorage,
): CampaignDeps {
  return {
    campaigns: campaignStore(database),
    history: historyStore(database),
    decisionTrail: decisionTrail(database),
    deliveries: deliveryStore(database),
    reviews: reviewStore(database),
    operations: operationStore(database, jobs),
    stops: stopStore(database, jobs, systemClock),
    attempts: attemptStore(database, jobs),
    recommendations: recommendationStore(database),
    approverRules: {
      factorRequired: settings.stepUpRequired,
      minAgeHours: settings.approverMinAgeHours,
    },
    clock: systemClock,
  };
}
