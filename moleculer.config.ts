import { runnerNode } from './mixins/runner.ts';

/**
 * Moleculer's options for moleculer-runner, which starts one service file or several as a node:
 * `npx moleculer-runner-esm --config moleculer.config.ts 'services/campaign/*.service.ts'`. Each service's settings and
 * the node's come from the environment, as for `npm run start:campaign`; SERVICES must not be set, because the runner
 * takes it for names of files.
 */
export default runnerNode().options;
