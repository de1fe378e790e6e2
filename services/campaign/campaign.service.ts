import type { ServiceSchema } from 'moleculer';
import { loadConfig, type Config } from '../../lib/config.ts';
import { systemClock } from '../../lib/time.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { applyRecommendation } from './advice/actions/apply-recommendation.ts';
import { approve } from './review/actions/approve.ts';
import { archive } from './content/actions/archive.ts';
import { create } from './content/actions/create.ts';
import { dismissRecommendation } from './advice/actions/dismiss-recommendation.ts';
import { get } from './content/actions/get.ts';
import { history } from './history/actions/history.ts';
import { list } from './content/actions/list.ts';
import { operation } from './publishing/actions/operation.ts';
import { optimize } from './advice/actions/optimize.ts';
import { pause } from './publishing/actions/pause.ts';
import { plan } from './publishing/actions/plan.ts';
import { publish } from './publishing/actions/publish.ts';
import { read } from './content/actions/read.ts';
import { recommendations } from './advice/actions/recommendations.ts';
import { reject } from './review/actions/reject.ts';
import { resolve } from './content/actions/resolve.ts';
import { resume } from './publishing/actions/resume.ts';
import { submit } from './review/actions/submit.ts';
import { update } from './content/actions/update.ts';
import type { CampaignDeps } from './deps.ts';
import { defineModels } from './models.ts';
import { publishJob } from './publishing/jobs/publish.ts';
import { campaignStore } from './content/store/campaign-store.ts';
import { recommendationStore } from './advice/store/recommendation-store.ts';
import { sagaStore } from './publishing/store/saga-store.ts';

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
