import type { ServiceSchema } from 'moleculer';
import { structureContracts } from '../../contracts/ai/structures.ts';
import { wordContracts } from '../../contracts/ai/words.ts';
import type { Config } from '../../lib/config.ts';
import { bind } from '../../mixins/action.ts';
import type { Node } from '../../mixins/node.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { aiDeps } from './deps.ts';
import { explain } from './words/actions/explain.ts';
import { campaignStructure } from './write/actions/campaign-structure.ts';

/** Briefs in, checked campaign structures out; recommendations in words. Writes nothing but its own record. */
export function aiService(config: Config, node: Node): ServiceSchema {
  const storage = serviceStorage(config, node, 'ai');
  const deps = aiDeps(config, storage.database);
  return {
    name: 'ai',
    mixins: storage.mixins(),
    actions: {
      ...bind(node, structureContracts, { campaignStructure: campaignStructure(deps) }),
      ...bind(node, wordContracts, { explain: explain() }),
    },
  };
}
