import type { ServiceSchema } from 'moleculer';
import { adviceContracts } from '../../contracts/campaign/advice.ts';
import { campaignDeliveryContracts } from '../../contracts/campaign/delivery.ts';
import { campaignDriftContracts } from '../../contracts/campaign/drift.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { campaignPolicyContracts } from '../../contracts/campaign/policy.ts';
import { historyContracts } from '../../contracts/campaign/history.ts';
import { publishingContracts } from '../../contracts/campaign/publishing.ts';
import { reviewsContracts } from '../../contracts/campaign/reviews.ts';
import { reviewContracts } from '../../contracts/campaign/review.ts';
import { stopContracts } from '../../contracts/campaign/stops.ts';
import { personExporters } from '../../contracts/auth/person.ts';
import { bind } from '../../mixins/action.ts';
import { exportPerson } from '../../mixins/export-person.ts';
import type { Node } from '../../mixins/node.ts';
import { runnerService } from '../../mixins/runner.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { applyRecommendation } from './advice/actions/apply-recommendation.ts';
import { dismissRecommendation } from './advice/actions/dismiss-recommendation.ts';
import { optimize } from './advice/actions/optimize.ts';
import { recommendations } from './advice/actions/recommendations.ts';
import { archive } from './content/actions/archive.ts';
import { create } from './content/actions/create.ts';
import { get } from './content/actions/get.ts';
import { list } from './content/actions/list.ts';
import { read } from './content/actions/read.ts';
import { resolve } from './content/actions/resolve.ts';
import { update } from './content/actions/update.ts';
import { delivery } from './delivery/actions/delivery.ts';
import { noteDelivery } from './delivery/actions/note-delivery.ts';
import { acceptDrift } from './drift/actions/accept-drift.ts';
import { drift } from './drift/actions/drift.ts';
import { ignoreDrift } from './drift/actions/ignore-drift.ts';
import { putBackDrift } from './drift/actions/put-back-drift.ts';
import { history } from './history/actions/history.ts';
import { dropRefused } from './policy/actions/drop-refused.ts';
import { exemptPolicy } from './policy/actions/exempt-policy.ts';
import { policy } from './policy/actions/policy.ts';
import { cancel } from './publishing/actions/cancel.ts';
import { leave } from './publishing/actions/leave.ts';
import { lower } from './publishing/actions/lower.ts';
import { retry } from './publishing/actions/retry.ts';
import { operation } from './publishing/actions/operation.ts';
import { pause } from './publishing/actions/pause.ts';
import { plan } from './publishing/actions/plan.ts';
import { publish } from './publishing/actions/publish.ts';
import { resume } from './publishing/actions/resume.ts';
import { approve } from './review/actions/approve.ts';
import { reject } from './review/actions/reject.ts';
import { submit } from './review/actions/submit.ts';
import { stop } from './stops/actions/stop.ts';
import { stopProof } from './stops/actions/stop-proof.ts';
import { stops } from './stops/actions/stops.ts';
import { thaw } from './stops/actions/thaw.ts';
import { stopJob } from './stops/jobs/stop.ts';
import { reviews } from './reviews/actions/reviews.ts';
import { campaignDeps, type CampaignDeps } from './deps.ts';
import { haltCampaignJob, publishJob } from './publishing/jobs/publish.ts';
import { campaignSettings, type CampaignSettings } from './settings.ts';

/** The platform-neutral campaign: its versions, approvals, money limits, and the operations that publish it. */
export function campaignService(settings: CampaignSettings, node: Node): ServiceSchema {
  const storage = serviceStorage(settings, node, 'campaign');
  const deps = campaignDeps(settings, storage);
  return {
    name: 'campaign',
    metadata: { port: settings.port },
    mixins: storage.mixins([publishJob(deps), haltCampaignJob(deps), stopJob(deps)]),
    actions: {
      ...bind(node, contentContracts, {
        create: create(deps),
        get: get(deps),
        read: read(deps),
        list: list(deps),
        update: update(deps),
        archive: archive(deps),
        resolve: resolve(deps),
      }),
      ...bind(node, reviewContracts, {
        submit: submit(deps),
        approve: approve(deps),
        reject: reject(deps),
      }),
      ...bind(node, publishingContracts, {
        plan: plan(deps),
        publish: publish(deps),
        lower: lower(deps),
        pause: pause(deps),
        resume: resume(deps),
        leave: leave(deps),
        operation: operation(deps),
        cancel: cancel(deps),
        retry: retry(deps),
      }),
      ...bind(node, stopContracts, {
        stop: stop(deps),
        stops: stops(deps),
        stopProof: stopProof(deps),
        thaw: thaw(deps),
      }),
      ...decidedByPeople(node, deps),
      ...bind(node, personExporters.campaign, {
        exportPerson: exportPerson(personExporters.campaign.exportPerson, 'campaign', storage.database),
      }),
    },
  };
}

/** What is proposed, what was done, what was changed on the platforms, and what waits for people. */
function decidedByPeople(node: Node, deps: CampaignDeps) {
  return {
    ...bind(node, adviceContracts, {
      optimize: optimize(deps),
      recommendations: recommendations(deps),
      applyRecommendation: applyRecommendation(deps),
      dismissRecommendation: dismissRecommendation(deps),
    }),
    ...bind(node, campaignDriftContracts, {
      drift: drift(deps),
      acceptDrift: acceptDrift(deps),
      ignoreDrift: ignoreDrift(deps),
      putBackDrift: putBackDrift(deps),
    }),
    ...bind(node, campaignPolicyContracts, {
      policy: policy(deps),
      exemptPolicy: exemptPolicy(deps),
      dropRefused: dropRefused(deps),
    }),
    ...bind(node, campaignDeliveryContracts, { delivery: delivery(deps), noteDelivery: noteDelivery(deps) }),
    ...bind(node, historyContracts, { history: history(deps) }),
    ...bind(node, reviewsContracts, { reviews: reviews(deps) }),
  };
}

export default runnerService(campaignSettings, campaignService);
