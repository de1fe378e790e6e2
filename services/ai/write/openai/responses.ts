import type { OpenAI as Client } from 'openai';
import type { Response } from 'openai/resources/responses/responses';
import { AppError } from '../../../../lib/errors.ts';
import type { Usage } from '../generator.ts';

export type OpenAiSettings = {
  apiKey: string;
  /** With the version path, e.g. https://api.openai.com/v1. */
  baseUrl: string;
  model: string;
  /** For one generation in all: attempts, waits and the reading of the answer. */
  timeoutMs: number;
};

export type ModelRequest = {
  instructions: string;
  input: string;
  schemaName: string;
  schema: Record<string, unknown>;
};

/** One answer: the JSON text, or why there is none that can be used. */
export type ModelReply = { text: string } | { fault: string };

const MAX_OUTPUT_TOKENS = 12_000;
/** A second attempt when the vendor is busy or broken for a moment. */
const RETRIES = 1;
const RETRY_AFTER_SECONDS = 10;

/**
 * Makes a function that asks the Responses API once, with a strict schema and nothing stored at the vendor. Spent tokens
 * are added to `usage` even when the answer is of no use.
 * @throws AppError GENERATION_REFUSED when the model declines, GENERATION_FAILED when the vendor does not answer in time
 */
export function openAiResponses(settings: OpenAiSettings) {
  let client: Client | undefined;
  return async (request: ModelRequest, usage: Usage, signal: AbortSignal): Promise<ModelReply> => {
    client ??= await connect(settings);
    const response = await withinDeadline(send(client, settings, request, signal), signal).catch(
      (error: unknown) => {
        throw asFailure(error);
      },
    );
    usage.inputTokens += response.usage?.input_tokens ?? 0;
    usage.outputTokens += response.usage?.output_tokens ?? 0;
    return replyOf(response);
  };
}

async function connect(settings: OpenAiSettings): Promise<Client> {
  const { OpenAI } = await import('openai');
  return new OpenAI({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl,
    timeout: settings.timeoutMs,
    maxRetries: RETRIES,
    logLevel: 'off',
  });
}

async function send(
  client: Client,
  settings: OpenAiSettings,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<Response> {
  return client.responses.create(
    {
      model: settings.model,
      instructions: request.instructions,
      input: request.input,
      text: {
        format: { type: 'json_schema', name: request.schemaName, strict: true, schema: request.schema },
      },
      max_output_tokens: MAX_OUTPUT_TOKENS,
      store: false,
    },
    { signal },
  );
}

/** The client's own time-out ends with the headers: this one also ends a wait between attempts and a body that stalls. */
async function withinDeadline<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void =>
      reject(new Error('the deadline of the generation is over', { cause: signal.reason }));
    if (signal.aborted) late();
    signal.addEventListener('abort', late, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', late));
  });
}

function replyOf(response: Response): ModelReply {
  const content = response.output.flatMap((item) => (item.type === 'message' ? item.content : []));
  const filtered = response.incomplete_details?.reason === 'content_filter';
  if (filtered || content.some((part) => part.type === 'refusal')) throw new AppError('GENERATION_REFUSED');
  if (response.status === 'incomplete') return { fault: 'the answer was cut; write fewer and shorter texts' };
  if (response.status !== 'completed')
    throw failed(new Error(`the response is ${response.status ?? 'without a status'}`));
  return { text: content.map((part) => (part.type === 'output_text' ? part.text : '')).join('') };
}

function asFailure(error: unknown): AppError {
  const code = (error as { code?: unknown }).code;
  if (code === 'content_policy_violation' || code === 'invalid_prompt')
    return new AppError('GENERATION_REFUSED', {}, error);
  return failed(error);
}

/** Whatever the vendor's trouble is, the client hears 503 and may try again; the reason goes to the log. */
function failed(cause: unknown): AppError {
  return new AppError('GENERATION_FAILED', { retryAfterSeconds: RETRY_AFTER_SECONDS }, cause);
}
