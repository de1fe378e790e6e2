import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenAiServer, startOpenAi } from '@sip/ad-sandbox/openai/server';
import { briefOf } from '../../tests/briefs.ts';
import { openAiGenerator } from './openai-generator.ts';

let server: OpenAiServer;
beforeAll(async () => {
  server = await startOpenAi({ apiKey: 'key' });
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
  server.setMode('ok');
  server.setAnswer(() => answer());
});

const answer = (changes: object = {}) => ({
  adGroups: [
    {
      name: 'Brand',
      keywords: [{ text: 'acme crm', matchType: 'phrase' }],
      negativeKeywords: ['jobs'],
      searchAds: [
        {
          headlines: ['Acme CRM', 'Track Deals', 'Talk to Our Team'],
          descriptions: ['Track deals in one place.', 'Talk to our team.'],
          path1: null,
          path2: null,
        },
      ],
      textAds: [{ headline: 'Acme CRM', description: 'Track deals.' }],
      ...changes,
    },
  ],
});
const bad = () =>
  answer({
    searchAds: [
      {
        headlines: ['Save 90%', 'The Best CRM', 'Acme'],
        descriptions: ['Ok.', 'Talk to us.'],
        path1: null,
        path2: null,
      },
    ],
  });
const generator = (timeoutMs = 5_000) =>
  openAiGenerator({ apiKey: 'key', baseUrl: server.url, model: 'gpt-6.1-sol', timeoutMs });
const run = async (timeoutMs?: number) => {
  const usage = { inputTokens: 0, outputTokens: 0 };
  const made = await generator(timeoutMs)
    .generate(briefOf(), usage)
    .catch((error: unknown) => ({ error }));
  return { made, usage };
};

it('an answer becomes a checked structure with its provenance and what it cost', async () => {
  const { made, usage } = await run();
  expect(made).toMatchObject({
    structure: { adGroups: [{ name: 'Brand' }] },
    provenance: { provider: 'openai', model: 'gpt-6.1-sol', promptVersion: 'structure-2', usage },
  });
  expect(usage.inputTokens).toBeGreaterThan(0);
});

it('the vendor is asked once, strictly, and stores nothing', async () => {
  await run();
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatchObject({
    store: false,
    model: 'gpt-6.1-sol',
    text: { format: { type: 'json_schema', strict: true } },
  });
  expect(server.requests[0]).not.toHaveProperty('tools');
});

it('an answer that fails the checks is asked for again with the faults told', async () => {
  let calls = 0;
  server.setAnswer(() => ((calls += 1) === 1 ? bad() : answer()));
  const { made, usage } = await run();
  expect(made).toHaveProperty('structure');
  expect(String(server.requests[1]?.['input'])).toContain('Save 90%');
  expect(usage.inputTokens).toBeGreaterThan(String(server.requests[1]?.['input']).length / 4);
});

describe('no usable answer is GENERATION_FAILED, never a wrong structure', () => {
  it('two answers that fail the checks', async () => {
    server.setAnswer(bad);
    const { made, usage } = await run();
    expect(made).toMatchObject({ error: { code: 'GENERATION_FAILED', status: 503 } });
    expect(server.requests).toHaveLength(2);
    expect(usage.outputTokens).toBeGreaterThan(0);
  });

  it.each([
    ['a budget', { adGroups: [], dailyMicros: 1 }],
    ['nothing', {}],
    ['prose', 'I would rather talk about the weather'],
  ])('an answer of another shape: %s', async (_what, other) => {
    server.setAnswer(() => other);
    expect((await run()).made).toMatchObject({ error: { code: 'GENERATION_FAILED' } });
  });

  it.each([
    'incomplete',
    'invalid-json',
    'rate-limited',
    'insufficient-quota',
    'server-error',
    'drop',
  ] as const)('%s', async (mode) => {
    server.setMode(mode);
    expect((await run()).made).toMatchObject({
      error: { code: 'GENERATION_FAILED', public: { retryAfterSeconds: 10 } },
    });
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });

  it('a vendor that hangs, within the time that a generation has', async () => {
    server.setMode('hang');
    const began = performance.now();
    expect((await run(200)).made).toMatchObject({ error: { code: 'GENERATION_FAILED' } });
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  it('a key that the vendor does not know', async () => {
    const wrong = openAiGenerator({ apiKey: 'other', baseUrl: server.url, model: 'm', timeoutMs: 2_000 });
    await expect(wrong.generate(briefOf(), { inputTokens: 0, outputTokens: 0 })).rejects.toMatchObject({
      code: 'GENERATION_FAILED',
    });
  });
});

it('one failure of the vendor is survived', async () => {
  server.setMode('server-error', 1);
  expect((await run()).made).toHaveProperty('structure');
});

it('a refusal is told as one and is not tried again', async () => {
  server.setMode('refusal');
  const { made, usage } = await run();
  expect(made).toMatchObject({ error: { code: 'GENERATION_REFUSED', status: 422 } });
  expect(server.requests).toHaveLength(1);
  expect(usage.inputTokens).toBeGreaterThan(0);
});
