import type { Config } from '../../lib/config.ts';
import type { Database } from '../../storage/database.ts';
import { builtinGenerator, type Generator } from './write/generator.ts';
import { openAiGenerator } from './write/openai/openai-generator.ts';
import { aiStore, type AiStore } from './write/store.ts';

/** What is left of a call after the generation itself: reading, checking, saving. */
const MARGIN_MS = 5_000;

/** What the actions of ai work with. */
export type AiDeps = {
  store: AiStore;
  generator: Generator;
  /** How long a generation may take, from the call to the answer. */
  generationMs: number;
};

export function aiDeps(config: Config, database: Database): AiDeps {
  const generator = generatorOf(config);
  const generationMs = config.OPENAI_TIMEOUT_MS + MARGIN_MS;
  return { store: aiStore(database, generator, (2 * generationMs) / 1_000), generator, generationMs };
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
