import type { ServiceSchema } from 'moleculer';
import { type Config, loadConfig } from '../../lib/config.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { campaignStructure } from './write/actions/campaign-structure.ts';
import { explain } from './words/actions/explain.ts';
import { builtinGenerator, type Generator } from './write/generator.ts';
import { defineModels } from './models.ts';
import { openAiGenerator } from './write/openai/openai-generator.ts';
import { aiStore } from './write/store.ts';

/** What is left of a call after the generation itself: reading, checking, saving. */
const MARGIN_MS = 5_000;

/** Briefs in, checked campaign structures out; recommendations in words. Writes nothing but its own record. */
export function aiService(config: Config): ServiceSchema {
  const storage = serviceStorage(config, 'ai', defineModels);
  const generator = generatorOf(config);
  const timeout = config.OPENAI_TIMEOUT_MS + MARGIN_MS;
  const store = aiStore(storage.database, generator, (2 * timeout) / 1_000);
  return {
    name: 'ai',
    mixins: storage.mixins(),
    actions: {
      campaignStructure: Object.assign(campaignStructure({ store, generator }), { timeout }),
      explain: explain(),
    },
  };
}

/** OpenAI when there is a key, the built-in generator otherwise. */
function generatorOf(config: Config): Generator {
  if (config.OPENAI_API_KEY === undefined) return builtinGenerator;
  return openAiGenerator({
    apiKey: config.OPENAI_API_KEY,
    baseUrl: config.OPENAI_BASE_URL,
    model: config.OPENAI_MODEL,
    timeoutMs: config.OPENAI_TIMEOUT_MS,
  });
}

export default () => aiService(loadConfig());
