import type { Brief } from '../../../../contracts/ai/brief.ts';
import { Structure } from '../../../../contracts/structure.ts';
import { AppError } from '../../../../lib/errors.ts';
import { checkStructure, refusals } from '../../check/domain/check.ts';
import { chooseLanguage } from '../../brief/domain/languages/choose.ts';
import { answerSchema, ModelAnswer } from '../domain/model-answer.ts';
import { INSTRUCTIONS, PROMPT_VERSION, promptOf, retryPrompt } from '../domain/prompt.ts';
import { repairAnswer } from '../domain/repair.ts';
import type { Generator, StructureDraft, Usage } from '../generator.ts';
import { openAiResponses, type OpenAiSettings } from './responses.ts';

/** One retry, with the faults of the first answer told. */
const ATTEMPTS = 2;

type Verdict = { structure: Structure; checks: StructureDraft['checks'] } | { faults: string[] };

/** The generator that asks OpenAI: its answer passes the same checks as the built-in one, or there is none. */
export function openAiGenerator(settings: OpenAiSettings): Generator {
  const ask = openAiResponses(settings);
  const identity = { provider: 'openai', model: settings.model, promptVersion: PROMPT_VERSION } as const;
  const generate = async (brief: Brief, usage: Usage): Promise<StructureDraft> => {
    const { language } = chooseLanguage(brief);
    const signal = AbortSignal.timeout(settings.timeoutMs);
    let faults: string[] = [];
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const input = attempt === 1 ? promptOf(brief, language) : retryPrompt(brief, language, faults);
      const request = {
        instructions: INSTRUCTIONS,
        input,
        schemaName: 'campaign_structure',
        schema: answerSchema(),
      };
      const reply = await ask(request, usage, signal);
      const judged = 'fault' in reply ? { faults: [reply.fault] } : judge(reply.text, brief);
      if ('structure' in judged) return { ...judged, questions: [], provenance: { ...identity, usage } };
      faults = judged.faults;
    }
    throw new AppError(
      'GENERATION_FAILED',
      { retryAfterSeconds: 10 },
      new Error(`refused by the checks: ${faults.join('; ')}`),
    );
  };
  return { ...identity, generate };
}

/** A checked structure, or what is wrong with the answer in sentences. */
function judge(text: string, brief: Brief): Verdict {
  const answer = ModelAnswer.safeParse(jsonOf(text));
  if (!answer.success) return { faults: answer.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`) };
  const { structure: repaired, dropped } = repairAnswer(answer.data, brief);
  const structure = Structure.safeParse(repaired);
  if (!structure.success) return { faults: [...dropped, 'no ad group with a usable ad is left'] };
  const checks = checkStructure(structure.data, brief);
  const refused = refusals(checks);
  if (refused.length === 0) return { structure: structure.data, checks };
  return { faults: [...dropped, ...refused.map((c) => `${c.path}: ${c.message}`)] };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
