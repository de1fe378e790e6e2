import type { ServiceSchema } from 'moleculer';
import { loadConfig, type Config } from '../../lib/config.ts';
import { systemClock } from '../../lib/time.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { applyRecommendation } from './actions/apply-recommendation.ts';
import { approve } from './actions/approve.ts';
import { archive } from './actions/archive.ts';
import { create } from './actions/create.ts';
import { dismissRecommendation } from './actions/dismiss-recommendation.ts';
import { get } from './actions/get.ts';
import { history } from './actions/history.ts';
import { list } from './actions/list.ts';
import { operation } from './actions/operation.ts';
import { optimize } from './actions/optimize.ts';
import { pause } from './actions/pause.ts';
import { plan } from './actions/plan.ts';
import { publish } from './actions/publish.ts';
import { read } from './actions/read.ts';
import { recommendations } from './actions/recommendations.ts';
import { reject } from './actions/reject.ts';
import { resolve } from './actions/resolve.ts';
import { resume } from './actions/resume.ts';
import { submit } from './actions/submit.ts';
import { update } from './actions/update.ts';
import type { CampaignDeps } from './deps.ts';
import { defineModels } from './models.ts';
import { publishJob } from './jobs/publish.ts';
import { campaignStore } from './store/campaign-store.ts';
import { recommendationStore } from './store/recommendation-store.ts';
import { sagaStore } from './store/saga-store.ts';

/** The platform-neutral campaign: its versions, approvals, money limits, and the saga that publishes it. */
export function campaignService(config: Config): ServiceSchema {
  const storage = serviceStorage(config, 'campaign', defineModels);
  const deps: CampaignDeps = {
    store: campaignStore(storage),
    sagas: sagaStore(storage),
    recommendations: recommendationStore(storage),
    clock: systemClock,
  };
  return {
    name: 'campaign',
    mixins: storage.mixins([publishJob(deps)]),
    actions: {
      create: create(deps),
      get: get(deps),
      read: read(deps),
      list: list(deps),
      update: update(deps),
      archive: archive(deps),
      submit: submit(deps),
      approve: approve(deps),
      reject: reject(deps),
      publish: publish(deps),
      pause: pause(deps),
      resume: resume(deps),
      operation: operation(deps),
      plan: plan(deps),
      history: history(deps),
      optimize: optimize(deps),
      recommendations: recommendations(deps),
      applyRecommendation: applyRecommendation(deps),
      dismissRecommendation: dismissRecommendation(deps),
      resolve: resolve(deps),
    },
  };
}

export default () => campaignService(loadConfig());
