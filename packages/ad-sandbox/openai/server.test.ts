import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startOpenAi, type OpenAiServer } from './server.ts';

let server: OpenAiServer;
let client: OpenAI;
const format = zodTextFormat(z.object({ headlines: z.array(z.string()) }), 'copy');

beforeAll(async () => {
  server = await startOpenAi({ answer: (request) => ({ headlines: [request['input']] }) });
  client = new OpenAI({ apiKey: 'test', baseURL: server.url, maxRetries: 0, timeout: 300 });
});
afterAll(() => server.close());

const ask = () =>
  client.responses.parse({ model: 'gpt-6-luna', input: 'Fast reports', text: { format }, store: false });

it("the vendor's own client reads a canned answer, its usage and its request", async () => {
  server.setMode('ok');
  const answer = await ask();
  expect(answer.output_parsed).toEqual({ headlines: ['Fast reports'] });
  expect(answer.usage?.total_tokens).toBeGreaterThan(0);
  expect(server.requests.at(-1)).toMatchObject({ model: 'gpt-6-luna', store: false });
});

it('a refusal and a cut answer parse to null without throwing', async () => {
  server.setMode('refusal');
  expect((await ask()).output_parsed).toBeNull();
  server.setMode('incomplete');
  const cut = await client.responses.create({ model: 'gpt-6-luna', input: 'x' });
  expect([cut.status, cut.incomplete_details?.reason]).toEqual(['incomplete', 'max_output_tokens']);
});

it.each([
  ['rate-limited', 429],
  ['insufficient-quota', 429],
  ['server-error', 500],
] as const)('%s reaches the client as status %i', async (mode, status) => {
  server.setMode(mode);
  await expect(ask()).rejects.toMatchObject({ status });
});

it.each([
  ['hang', 'APIConnectionTimeoutError'],
  ['drop', 'APIConnectionError'],
] as const)('%s reaches the client as %s', async (mode, name) => {
  server.setMode(mode);
  await expect(ask()).rejects.toSatisfy((error: Error) => error.constructor.name === name);
});

it('a mode for two requests ends after two', async () => {
  server.setMode('server-error', 2);
  await expect(ask()).rejects.toThrow();
  await expect(ask()).rejects.toThrow();
  expect((await ask()).output_parsed).toEqual({ headlines: ['Fast reports'] });
});

it.each([
  ['open', { type: 'object', properties: {}, required: [] }],
  [
    'partly optional',
    { type: 'object', properties: { a: { type: 'string' } }, required: [], additionalProperties: false },
  ],
  [
    'open further inside',
    {
      type: 'object',
      properties: { list: { type: 'array', items: { type: 'object', properties: {} } } },
      required: ['list'],
      additionalProperties: false,
    },
  ],
])('a schema that is %s is refused', async (_what, schema) => {
  server.setMode('ok');
  const text = { format: { type: 'json_schema' as const, name: 'x', strict: true, schema } };
  await expect(client.responses.create({ model: 'gpt-6-luna', input: 'x', text })).rejects.toMatchObject({
    status: 400,
    code: 'invalid_json_schema',
  });
});
