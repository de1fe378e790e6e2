import type { ServiceSchema } from 'moleculer';
import { structureContracts } from '../../contracts/ai/structures.ts';
import { wordContracts } from '../../contracts/ai/words.ts';
import { personExporters } from '../../contracts/auth/person.ts';
import { bind } from '../../mixins/action.ts';
import { exportPerson } from '../../mixins/export-person.ts';
import type { Node } from '../../mixins/node.ts';
import { runnerService } from '../../mixins/runner.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { aiDeps } from './deps.ts';
import { explain } from './words/actions/explain.ts';
import { campaignStructure } from './write/actions/campaign-structure.ts';
import { aiSettings, type AiSettings } from './settings.ts';

/** Briefs in, checked campaign structures out; recommendations in words. Writes nothing but its own record. */
export function aiService(settings: AiSettings, node: Node): ServiceSchema {
  const storage = serviceStorage(settings, node, 'ai');
  const deps = aiDeps(settings, storage.database);
  return {
    name: 'ai',
    metadata: { port: settings.port },
    mixins: storage.mixins(),
    actions: {
      ...bind(node, structureContracts, { campaignStructure: campaignStructure(deps) }),
      ...bind(node, wordContracts, { explain: explain() }),
      ...bind(node, personExporters.ai, {
        exportPerson: exportPerson(personExporters.ai.exportPerson, 'ai', storage.database),
      }),
    },
  };
}

export default runnerService(aiSettings, aiService);
