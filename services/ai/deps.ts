import type { Database } from '../../storage/database.ts';
import { builtinGenerator, type Generator } from './write/generator.ts';
import { openAiGenerator } from './write/openai/openai-generator.ts';
import { aiStore, type AiStore } from './write/store.ts';
import type { AiSettings } from './settings.ts';

/** What is left of a call after the generation itself: reading, checking, saving. */
const MARGIN_MS = 5_000;

/** What the actions of ai work with. */
export type AiDeps = {
  store: AiStore;
  generator: Generator;
  /** How long a generation may take, from the call to the answer. */
  generationMs: number;
};

export function aiDeps(settings: AiSettings, database: Database): AiDeps {
  const generator = generatorOf(settings);
  const generationMs = settings.OPENAI_TIMEOUT_MS + MARGIN_MS;
  return { store: aiStore(database, generator, (2 * generationMs) / 1_000), generator, generationMs };
}

/** OpenAI when there is a key, the built-in generator otherwise. */
function generatorOf(settings: AiSettings): Generator {
  if (settings.OPENAI_API_KEY === undefined) return builtinGenerator;
  return openAiGenerator({
    apiKey: settings.OPENAI_API_KEY,
    baseUrl: settings.OPENAI_BASE_URL,
    model: settings.OPENAI_MODEL,
    timeoutMs: settings.OPENAI_TIMEOUT_MS,
  });
}
