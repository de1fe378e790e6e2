import { ServiceBroker } from 'moleculer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, Done, Nothing } from '../contracts/action.ts';
import { AppError } from '../lib/errors.ts';
import { nodeForTest } from '../tests/support/node.ts';
import { action, bind } from './action.ts';
import { callFromBroker } from './call.ts';
import { generateServiceKeys } from './identity/service-keys.ts';
import type { Node } from './node.ts';

const common = {
  summary: 'For this test.',
  params: Nothing,
  result: Done,
  permission: 'public',
  stepUp: 'none',
  errors: ['PLATFORM_UNAVAILABLE', 'VERSION_STALE'],
} as const;
const read = contract({ ...common, name: 'ai.read', idempotent: true });
const write = contract({ ...common, name: 'ai.write' });
const long = contract({ ...common, name: 'ai.long', timeoutMs: 2_000 });
const strict = contract({ ...common, name: 'ai.strict', result: z.strictObject({ n: z.int() }) });
const full = contract({ ...common, name: 'ai.full' });
const broken = contract({ ...common, name: 'ai.broken' });
const failing = contract({ ...common, name: 'ai.failing' });
const refused = contract({ ...common, name: 'ai.refused' });
const here = contract({ ...common, name: 'ai.here' });
const contracts = { read, write, long, strict, full, broken, failing, refused, here };
type Name = keyof typeof contracts;

const keys = generateServiceKeys(['ai', 'campaign']);

/**
 * A node with the product's own settings, on a bus within this process. A call may take a fifth of a second and a
 * hundredth as many as usual may wait, so that no test has to wait or to ask for long.
 */
function nodeNamed(id: string): { broker: ServiceBroker; node: Node } {
  const { node, options } = nodeForTest({ NODE_ID: id }, keys);
  const broker = new ServiceBroker({
    ...options,
    transporter: 'Fake',
    requestTimeout: (options.requestTimeout ?? 0) / 25,
    transit: { maxQueueSize: (options.transit?.maxQueueSize ?? 0) / 100 },
    tracking: { enabled: false },
  });
  return { broker, node };
}

let behave: () => Promise<unknown>;
/** How often each action was reached. */
const asked = Object.fromEntries(Object.keys(contracts).map((name) => [name, 0])) as Record<Name, number>;
const { broker: caller } = nodeNamed('caller');
const { broker: callee, node } = nodeNamed('callee');
const call = callFromBroker(caller);

/** Answers as the test says, and counts. */
const answering = (name: Name) =>
  async function answer() {
    asked[name] += 1;
    return (await behave()) as never;
  };

beforeAll(async () => {
  const actions = bind(node, contracts, {
    read: action(read, answering('read')),
    write: action(write, answering('write')),
    long: action(long, answering('long')),
    strict: action(strict, answering('strict')),
    full: action(full, answering('full')),
    broken: action(broken, answering('broken')),
    failing: action(failing, answering('failing')),
    refused: action(refused, answering('refused')),
    here: action(here, answering('here')),
  });
  callee.createService({ name: 'ai', actions });
  await Promise.all([caller.start(), callee.start()]);
  await caller.waitForServices('ai', 5_000, 20);
});
afterAll(async () => void (await Promise.all([caller.stop(), callee.stop()])));

const never = () => new Promise<never>(() => undefined);
const after = (ms: number) => new Promise<{ done: true }>((r) => setTimeout(() => r({ done: true }), ms));
const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

describe('a call to another node', () => {
  it('that nobody answers ends as a dependency that is away; a read is tried again twice, a write never', async () => {
    behave = never;
    const before = { ...asked };
    const answers = await Promise.all([codeOf(call(read, {})), codeOf(call(write, {}))]);
    expect(answers).toEqual(['DEPENDENCY_UNAVAILABLE', 'DEPENDENCY_UNAVAILABLE']);
    expect([asked.read - before.read, asked.write - before.write]).toEqual([3, 1]);
  });

  it('that was answered is never repeated, whatever the answer', async () => {
    behave = () => Promise.reject(new AppError('PLATFORM_UNAVAILABLE'));
    const before = asked.read;
    expect(await codeOf(call(read, {}))).toBe('PLATFORM_UNAVAILABLE');
    expect(asked.read).toBe(before + 1);
  });

  it('may take as long as its contract says, on both sides', async () => {
    behave = () => after(400);
    expect(await codeOf(call(long, {}))).toBe('answered');
    expect(await codeOf(call(write, {}))).toBe('DEPENDENCY_UNAVAILABLE');
    expect(await codeOf(call(long, {}, { timeoutMs: 100 }))).toBe('DEPENDENCY_UNAVAILABLE');
  });

  it('keeps what an error tells the client, and nothing of its cause', async () => {
    const told = { detail: 'In a minute.', retryAfterSeconds: 60 };
    const failure = new AppError('SERVICE_OVERLOADED', told, new Error('10.0.0.7 is full'));
    behave = () => Promise.reject(failure);
    const error = await call(write, {}).catch((e: unknown) => e as AppError);
    expect(error).toMatchObject({ code: 'SERVICE_OVERLOADED', public: told });
    const wire: unknown = await caller.call('ai.write').catch((e: unknown) => e);
    const { message, stack } = wire as Error;
    expect(JSON.stringify({ ...(wire as object), message, stack })).not.toContain('10.0.0.7');
  });

  it('is not answered with what its contract does not promise', async () => {
    behave = async () => ({ n: 'not a number' });
    expect(await codeOf(call(strict, {}))).toBe('INTERNAL_ERROR');
  });

  it('cannot read the settings of a node', async () => {
    behave = never;
    const settings = caller.call('$node.options', {}, { nodeID: 'callee' });
    await expect(settings).rejects.toMatchObject({ type: 'SERVICE_NOT_FOUND' });
  });

  it('is refused at once when too many others wait for an answer (five thousand; here fifty)', async () => {
    behave = never;
    const answers = await Promise.all(Array.from({ length: 51 }, () => codeOf(call(full, {}))));
    expect(answers.filter((code) => code === 'SERVICE_OVERLOADED')).toHaveLength(1);
  });
});

describe('the circuit breaker', () => {
  const asMany = async (times: number, ask: () => Promise<unknown>) => {
    const codes = [];
    for (let i = 0; i < times; i += 1) codes.push(await codeOf(ask()));
    return codes;
  };

  it('leaves out a node that does not answer in time', async () => {
    behave = never;
    const quick = { timeoutMs: 20 };
    expect(new Set(await asMany(14, () => call(broken, {}, quick)))).toEqual(
      new Set(['DEPENDENCY_UNAVAILABLE']),
    );
    expect(asked.broken).toBe(10);
  });

  it.each([
    ['a failure of ours', () => new TypeError('broken')],
    ['the failure of what the node needs', () => new AppError('DEPENDENCY_UNAVAILABLE')],
  ])(
    'never counts %s: a request that fails for one organisation shuts out no other',
    async (_what, failure) => {
      const before = asked.failing;
      behave = () => Promise.reject(failure());
      await asMany(14, () => call(failing, {}));
      expect(asked.failing - before).toBe(14);
    },
  );

  it("never counts what was the client's own fault", async () => {
    behave = () => Promise.reject(new AppError('VERSION_STALE'));
    expect(new Set(await asMany(14, () => call(refused, {})))).toEqual(new Set(['VERSION_STALE']));
    expect(asked.refused).toBe(14);
  });

  it('does not stand before calls within a node: they could go nowhere else', async () => {
    behave = () => Promise.reject(new TypeError('broken'));
    const within = callFromBroker(callee);
    expect(new Set(await asMany(14, () => within(here, {})))).toEqual(new Set(['INTERNAL_ERROR']));
    expect(asked.here).toBe(14);
  });
});
