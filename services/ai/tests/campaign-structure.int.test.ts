import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Brief } from '../../../contracts/ai/brief.ts';
import { AppError } from '../../../lib/errors.ts';
import { structureContracts } from '../../../contracts/ai/structures.ts';
import { type OpenAiServer, startOpenAi } from '@sip/ad-sandbox/openai/server';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { type Person, type Stack, startStack } from '../../../tests/support/stack.ts';
import { briefOf } from './briefs.ts';

type Row = {
  status: string;
  error_code: string | null;
  user_id: string;
  provider: string;
  input_tokens: number;
};
const { campaignStructure } = structureContracts;
const brief = (changes?: Partial<z.input<typeof Brief>>) => briefOf(changes);
const rows = (stack: Stack, person: Person, table = 'generations') =>
  asAdministrator<Row>(stack.databases.adminUrl('ai'), `SELECT * FROM ${table} WHERE organization_id = $1`, [
    person.organizationId,
  ]);

describe('the built-in generator', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ services: ['ai'] });
  });
  afterAll(() => stack.stop());
  const ask = (person: Person, params: { brief?: Brief; idempotencyKey?: string } = {}) =>
    stack.call(
      campaignStructure,
      {
        brief: params.brief ?? brief(),
        ...(params.idempotencyKey && { idempotencyKey: params.idempotencyKey }),
      },
      person,
    );

  it('answers with a checked structure and keeps it with an audit row', async () => {
    const person = stack.person('manager');
    const made = await ask(person);
    expect(made.provenance).toMatchObject({
      provider: 'builtin',
      usage: { inputTokens: 0, outputTokens: 0 },
    });
    expect(made.checks.filter((c) => c.severity === 'error')).toEqual([]);
    expect(await rows(stack, person)).toMatchObject([
      { id: made.id, status: 'succeeded', user_id: person.userId },
    ]);
    expect(await rows(stack, person, 'audit_events')).toMatchObject([
      {
        action: 'ai.structure_generated',
        subject_kind: 'generation',
        subject_id: made.id,
        actor_kind: 'user',
        actor_id: person.userId,
        detail: { provider: 'builtin', model: made.provenance.model, inputTokens: 0, outputTokens: 0 },
      },
    ]);
  });

  it('the same key and brief give the first answer again', async () => {
    const person = stack.person('manager');
    const idempotencyKey = randomUUID();
    const first = await ask(person, { idempotencyKey });
    expect(await ask(person, { idempotencyKey })).toEqual(first);
    expect(await rows(stack, person)).toHaveLength(1);
  });

  it('the same key with another brief is refused', async () => {
    const person = stack.person('manager');
    const idempotencyKey = randomUUID();
    await ask(person, { idempotencyKey });
    await expect(ask(person, { idempotencyKey, brief: brief({ product: 'Other' }) })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('a key of another organisation or person is another key', async () => {
    const [mine, theirs] = [stack.person('manager'), stack.person('manager')];
    const colleague = stack.person('manager', mine.organizationId);
    const idempotencyKey = randomUUID();
    const answers = await Promise.all([mine, theirs, colleague].map((p) => ask(p, { idempotencyKey })));
    expect(new Set(answers.map((a) => a.id)).size).toBe(3);
    expect(await rows(stack, theirs)).toMatchObject([{ user_id: theirs.userId }]);
  });

  it('a brief without a word is a field fault, and nothing is kept', async () => {
    const person = stack.person('manager');
    const empty = brief({ product: '!!!', description: '?', audience: '.', claims: [] });
    await expect(ask(person, { brief: empty })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      public: { errors: [{ path: 'brief.product', code: 'TEXT_UNUSABLE' }] },
    });
    expect(await rows(stack, person)).toEqual([]);
  });

  it('a brief that says too little is answered with questions, by field, and the failed try is kept', async () => {
    const person = stack.person('manager');
    const thin = brief({ product: 'Zora', description: 'It is lovely.', audience: 'All', claims: [] });
    const refused = await ask(person, { brief: thin }).catch((error: unknown) => error);
    if (!(refused instanceof AppError)) throw new Error('it was not refused');
    expect(refused).toMatchObject({ code: 'REQUEST_INVALID', status: 422 });
    const asked = refused.public['errors'] as { path: string; code: string }[];
    expect(asked.map(({ path, code }) => `${path} ${code}`)).toContain('brief.description TRADE_UNKNOWN');
    expect(await rows(stack, person)).toMatchObject([{ status: 'failed', error_code: 'REQUEST_INVALID' }]);
  });

  it('what would make a structure better is asked beside it', async () => {
    const made = await ask(stack.person('manager'), {
      brief: brief({
        product: 'Harper',
        description: 'A plumber in Leeds.',
        platforms: ['google-ads'],
        claims: [],
      }),
    });
    expect(made.questions.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'description SERVICES_UNSAID',
    ]);
    expect(made.questions[0]?.ask).toContain('Boiler');
  });

  it('characters that PostgreSQL does not take are refused with their path', async () => {
    const broken = { ...brief(), description: 'Track deals \ud800 in one place.' };
    await expect(ask(stack.person('manager'), { brief: broken })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      public: { errors: [{ path: 'brief.description' }] },
    });
  });

  it.each(['analyst', 'viewer'] as const)('a person who only reads may not generate: %s', async (role) => {
    await expect(ask(stack.person(role))).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('nobody generates without signing in', async () => {
    await expect(stack.call(campaignStructure, { brief: brief() })).rejects.toMatchObject({
      code: 'TOKEN_MISSING',
    });
  });

  it('unknown fields are refused', async () => {
    const params = { brief: { ...brief(), bid: 1 } };
    await expect(stack.call(campaignStructure, params, stack.person('manager'))).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    });
  });
});

describe('OpenAI', () => {
  let server: OpenAiServer;
  let stack: Stack;
  beforeAll(async () => {
    server = await startOpenAi();
    const env = { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: server.url, OPENAI_TIMEOUT_MS: '700' };
    stack = await startStack({ services: ['ai'], env });
  });
  afterAll(async () => {
    await stack.stop();
    await server.close();
  });
  beforeEach(() => {
    server.requests.length = 0;
    server.setMode('ok');
    server.setAnswer(() => answer);
  });
  const ask = (person: Person, idempotencyKey?: string) =>
    stack.call(campaignStructure, { brief: brief(), ...(idempotencyKey && { idempotencyKey }) }, person);

  it('answers with the checked structure of the model and keeps what it cost', async () => {
    const person = stack.person('owner');
    const made = await ask(person);
    expect(made).toMatchObject({
      structure: { adGroups: [{ name: 'Brand' }] },
      provenance: { provider: 'openai', model: 'gpt-6.1-sol' },
    });
    expect(await rows(stack, person)).toMatchObject([
      { provider: 'openai', input_tokens: made.provenance.usage.inputTokens },
    ]);
  });

  it('a repeated key pays once', async () => {
    const person = stack.person('owner');
    const key = randomUUID();
    const first = await ask(person, key);
    expect(await ask(person, key)).toEqual(first);
    expect(server.requests).toHaveLength(1);
  });

  it('a key whose first request still runs is told so, and pays nothing', async () => {
    server.setMode('hang');
    const person = stack.person('owner');
    const key = randomUUID();
    const first = ask(person, key).catch((error: unknown) => error);
    await expect.poll(() => server.requests.length).toBe(1);
    await expect(ask(person, key)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_IN_USE',
      public: { retryAfterSeconds: 2 },
    });
    expect(server.requests).toHaveLength(1);
    await first;
  });

  it.each(['rate-limited', 'server-error', 'hang', 'drop', 'invalid-json'] as const)(
    'a vendor in trouble is a 503 that may be tried again with the same key: %s',
    async (mode) => {
      server.setMode(mode);
      const person = stack.person('owner');
      const key = randomUUID();
      await expect(ask(person, key)).rejects.toMatchObject({ code: 'GENERATION_FAILED', status: 503 });
      expect(await rows(stack, person)).toMatchObject([
        { status: 'failed', error_code: 'GENERATION_FAILED' },
      ]);
      server.setMode('ok');
      expect(await ask(person, key)).toHaveProperty('structure');
    },
  );

  it('a refusal is kept as one', async () => {
    server.setMode('refusal');
    const person = stack.person('owner');
    await expect(ask(person)).rejects.toMatchObject({ code: 'GENERATION_REFUSED' });
    expect(await rows(stack, person, 'audit_events')).toMatchObject([{ action: 'ai.generation_failed' }]);
  });

  it('a key whose process died is free again when its claim has run out', async () => {
    server.setMode('hang');
    const person = stack.person('owner');
    const key = randomUUID();
    const first = ask(person, key).catch((error: unknown) => error);
    await expect.poll(() => server.requests.length).toBe(1);
    const expire = `UPDATE idempotency_keys SET answer = jsonb_build_object('claimedUntil', now() - interval '1 second') WHERE key = $1`;
    await asAdministrator(stack.databases.adminUrl('ai'), expire, [key]);
    server.setMode('ok');
    const second = await ask(person, key);
    await first;
    expect(await ask(person, key)).toEqual(second);
    expect(server.requests).toHaveLength(2);
  });
});

const answer = {
  adGroups: [
    {
      name: 'Brand',
      keywords: [{ text: 'acme crm', matchType: 'phrase' }],
      negativeKeywords: ['jobs'],
      searchAds: [
        {
          headlines: ['Acme CRM', 'Track Deals', 'Talk to Our Team'],
          descriptions: ['Track deals in one place.', 'Talk to our team.'],
          path1: 'crm',
          path2: null,
        },
      ],
      textAds: [{ headline: 'Acme CRM', description: 'Track deals.' }],
    },
  ],
};
