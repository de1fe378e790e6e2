import { randomBytes } from 'node:crypto';
import { listen, type Listening, type ListenOptions } from '../listen.ts';
import { isObject, jsonObject, type Call, type Json, type Outcome, type Reply } from '../wire.ts';
import { strictSchemaFault } from './strict-schema.ts';

/** How the next requests are answered. */
export type OpenAiMode =
  | 'ok'
  | 'refusal'
  | 'incomplete'
  | 'invalid-json'
  | 'rate-limited'
  | 'insufficient-quota'
  | 'server-error'
  | 'hang'
  | 'drop';

/** Makes the text of an answer from the request body. */
export type Answering = (request: Json) => unknown;

export type OpenAiOptions = ListenOptions & {
  apiKey?: string;
  models?: readonly string[];
  /** The answer in mode `ok`; anything but a string is sent as JSON text. */
  answer?: Answering;
  now?: () => Date;
};

export type OpenAiServer = Listening & {
  /** The bodies of POST /v1/responses, in order. */
  requests: Json[];
  /** Sets the mode: for good, or for the next `times` requests only. */
  setMode: (mode: OpenAiMode, times?: number) => void;
  setAnswer: (answer: Answering) => void;
};

type State = { mode: OpenAiMode; left: number; answer: Answering; requests: Json[]; options: OpenAiOptions };

const KNOWN = [
  'model',
  'input',
  'instructions',
  'text',
  'store',
  'max_output_tokens',
  'reasoning',
  'metadata',
].concat(
  [
    'temperature',
    'top_p',
    'stream',
    'user',
    'safety_identifier',
    'prompt_cache_key',
    'service_tier',
    'truncation',
  ],
  ['tools', 'tool_choice', 'parallel_tool_calls', 'previous_response_id', 'include', 'background'],
);

/** Starts a fake of the Responses API for tests. `url` is the base URL to give the client, with /v1. */
export async function startOpenAi(options: OpenAiOptions = {}): Promise<OpenAiServer> {
  const state: State = {
    mode: 'ok',
    left: Number.POSITIVE_INFINITY,
    answer: options.answer ?? ((request) => ({ echo: request['input'] })),
    requests: [],
    options,
  };
  const listening = await listen(options, (call) => handle(call, state));
  return {
    ...listening,
    url: `${listening.url}/v1`,
    requests: state.requests,
    setMode: (mode, times = Number.POSITIVE_INFINITY) => {
      state.mode = mode;
      state.left = times;
    },
    setAnswer: (answer) => {
      state.answer = answer;
    },
  };
}

async function handle(call: Call, state: State): Promise<Outcome> {
  const bearer = call.headers.authorization?.replace(/^Bearer /, '') ?? '';
  if (bearer === '' || (state.options.apiKey !== undefined && bearer !== state.options.apiKey))
    return failure(401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.');
  if (call.method === 'GET' && call.path === '/v1/models') return models(state);
  if (call.method !== 'POST' || call.path !== '/v1/responses')
    return failure(404, 'invalid_request_error', null, `Invalid URL (${call.method} ${call.path})`);
  const body = jsonObject(call.body);
  if (body === undefined)
    return failure(400, 'invalid_request_error', null, 'We could not parse the JSON body.');
  state.requests.push(body);
  return strictly(body, state) ?? inMode(takeMode(state), body, state);
}

function takeMode(state: State): OpenAiMode {
  if (state.left <= 0) return 'ok';
  state.left -= 1;
  return state.mode;
}

function strictly(body: Json, { options }: State): Reply | undefined {
  const refuse = (code: string | null, message: string): Reply =>
    failure(400, 'invalid_request_error', code, message);
  const unknown = Object.keys(body).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) return refuse('unknown_parameter', `Unknown parameter: '${unknown}'.`);
  const model = body['model'];
  if (typeof model !== 'string')
    return refuse('missing_required_parameter', "Missing required parameter: 'model'.");
  if (options.models !== undefined && !options.models.includes(model))
    return failure(404, 'invalid_request_error', 'model_not_found', `The model '${model}' does not exist.`);
  if (body['stream'] === true)
    return failure(501, 'invalid_request_error', 'not_simulated', 'Streams are not simulated.');
  const format = isObject(body['text']) ? body['text']['format'] : undefined;
  if (!isObject(format) || format['type'] !== 'json_schema') return undefined;
  if (typeof format['name'] !== 'string' || !/^[\w-]{1,64}$/.test(format['name']))
    return refuse('missing_required_parameter', "Missing required parameter: 'text.format.name'.");
  if (format['strict'] !== true)
    return refuse('not_strict', 'This fake takes strict schemas only: text.format.strict.');
  const fault = strictSchemaFault(format['schema'], format['name']);
  return fault === undefined ? undefined : refuse('invalid_json_schema', fault);
}

function inMode(mode: OpenAiMode, body: Json, state: State): Outcome | Promise<Outcome> {
  switch (mode) {
    case 'ok': {
      const answer = state.answer(body);
      return response(body, state, { text: typeof answer === 'string' ? answer : JSON.stringify(answer) });
    }
    case 'refusal':
      return response(body, state, { refusal: "I'm sorry, I can't help with that." });
    case 'incomplete':
      return response(body, state, { text: '{"headlines":["Cut', incomplete: true });
    case 'invalid-json':
      return response(body, state, { text: 'Sure! Here is your campaign: {headlines: [' });
    case 'rate-limited':
      return failure(429, 'tokens', 'rate_limit_exceeded', 'Rate limit reached.', { 'retry-after-ms': '20' });
    case 'insufficient-quota':
      return failure(429, 'insufficient_quota', 'insufficient_quota', 'You exceeded your current quota.', {
        'x-should-retry': 'false',
      });
    case 'server-error':
      return failure(500, 'server_error', null, 'The server had an error while processing your request.');
    case 'hang':
      return new Promise<Outcome>(() => undefined);
    case 'drop':
      return 'drop';
  }
}

type Said = { text?: string; refusal?: string; incomplete?: boolean };

function response(body: Json, { options }: State, said: Said): Reply {
  const content =
    said.refusal === undefined
      ? { type: 'output_text', text: said.text ?? '', annotations: [], logprobs: [] }
      : { type: 'refusal', refusal: said.refusal };
  const status = said.incomplete === true ? 'incomplete' : 'completed';
  const [asked, given] = [JSON.stringify(body['input'] ?? '').length, JSON.stringify(content).length];
  const [input, output] = [Math.ceil(asked / 4), Math.ceil(given / 4)];
  return {
    status: 200,
    headers: { 'x-request-id': `req_${randomBytes(12).toString('hex')}` },
    body: {
      id: `resp_${randomBytes(12).toString('hex')}`,
      object: 'response',
      created_at: Math.floor((options.now?.() ?? new Date()).getTime() / 1000),
      status,
      error: null,
      incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
      instructions: body['instructions'] ?? null,
      max_output_tokens: body['max_output_tokens'] ?? null,
      model: body['model'],
      output: [{ type: 'message', id: 'msg_1', status, role: 'assistant', content: [content] }],
      store: body['store'] ?? true,
      text: body['text'] ?? { format: { type: 'text' } },
      tools: [],
      usage: {
        input_tokens: input,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: output,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: input + output,
      },
    },
  };
}

function models({ options }: State): Reply {
  const data = (options.models ?? ['gpt-6-luna', 'gpt-6.1-sol']).map((id) => ({
    id,
    object: 'model',
    created: 1_790_000_000,
    owned_by: 'openai',
  }));
  return { status: 200, body: { object: 'list', data } };
}

function failure(
  status: number,
  type: string,
  code: string | null,
  message: string,
  headers: Record<string, string> = {},
): Reply {
  return {
    status,
    headers: { 'x-request-id': `req_${randomBytes(12).toString('hex')}`, ...headers },
    body: { error: { message, type, param: null, code } },
  };
}
