import fc from 'fast-check';
import { ServiceBroker } from 'moleculer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNats } from '@sip/local-servers/nats';
import { generateServiceKeys, KEY_HOLDERS } from '../../mixins/identity/service-keys.ts';
import { largestPacket } from '../../mixins/middleware/packet-limit.ts';
import { asAppError } from '../../mixins/wire-errors.ts';
import { natsBinary } from '../support/cluster.ts';
import { nodeForTest } from '../support/node.ts';

const binary = await natsBinary();
type Ask = { text: string; answerBytes: number };

describe.runIf(binary)('two nodes over a real NATS', () => {
  let nats: Awaited<ReturnType<typeof startNats>>;
  let caller: ServiceBroker;
  let callee: ServiceBroker;

  beforeAll(async () => {
    nats = await startNats(binary ?? '');
    const keys = generateServiceKeys([...KEY_HOLDERS, 'echo']);
    const make = (id: string) =>
      new ServiceBroker(nodeForTest({ NODE_ID: id, NATS_URL: nats.url }, keys).options);
    [caller, callee] = [make('gateway.caller'), make('gateway.callee')];
    const handler = ({ params }: { params: Ask }) => 'é'.repeat(params.answerBytes / 2);
    callee.createService({ name: 'echo', actions: { ask: { handler } } } as never);
    await Promise.all([caller.start(), callee.start()]);
    await caller.waitForServices('echo');
  }, 30_000);
  afterAll(async () => {
    await Promise.all([caller.stop(), callee.stop()]);
    await nats.stop();
  });

  /** How a call ended, and how long that took. */
  async function ask(params: Ask): Promise<{ outcome: string; ms: number }> {
    const startedAt = performance.now();
    const outcome = await caller.call<string, Ask>('echo.ask', params).then(
      (answer) => (answer.length === params.answerBytes / 2 ? 'whole' : 'cut'),
      (error: unknown) => asAppError(error).code,
    );
    return { outcome, ms: performance.now() - startedAt };
  }

  it('know how much the bus takes', () => {
    expect(largestPacket(caller)).toBeGreaterThan(1_000_000);
    expect(largestPacket(caller)).toBeLessThan(1_048_576);
  });

  it('pass on what fits and are told at once what does not, at every size round the limit and in both directions', async () => {
    const limit = largestPacket(caller);
    const bytes = fc.integer({ min: limit / 2 - 2_000, max: limit / 2 + 2_000 }).map((half) => half * 2);
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (size, asks) => {
        const text = asks ? 'é'.repeat(size / 2) : '';
        const { outcome, ms } = await ask({ text, answerBytes: asks ? 2 : size });
        // names, ids and headers of a call are some hundred bytes more than what it carries
        if (size < limit - 1_000) expect(outcome).toBe('whole');
        else if (size > limit) expect(outcome).toBe(asks ? 'REQUEST_TOO_LARGE' : 'ANSWER_TOO_LARGE');
        else expect(['whole', 'REQUEST_TOO_LARGE', 'ANSWER_TOO_LARGE']).toContain(outcome);
        expect(ms).toBeLessThan(1_000);
      }),
      { numRuns: 40 },
    );
  });

  it('go on calling each other after any number of them: nobody is taken for lost', async () => {
    const outcomes = [];
    for (let i = 0; i < 12; i += 1) outcomes.push((await ask({ text: '', answerBytes: 3_000_000 })).outcome);
    expect(new Set(outcomes)).toEqual(new Set(['ANSWER_TOO_LARGE']));
    expect((await ask({ text: '', answerBytes: 2 })).outcome).toBe('whole');
    expect(caller.transit?.pendingRequests.size).toBe(0);
  });
});
