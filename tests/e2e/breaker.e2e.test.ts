import { ServiceBroker } from 'moleculer';
import { describe, expect, it, onTestFinished } from 'vitest';
import { generateServiceKeys, KEY_HOLDERS } from '../../mixins/identity/service-keys.ts';
import { AppError, ERRORS, isErrorCode } from '../../lib/errors.ts';
import { asAppError, toWire } from '../../mixins/wire-errors.ts';
import { startNats } from '@sip/local-servers/nats';
import { natsBinary } from '../support/cluster.ts';
import { nodeForTest } from '../support/node.ts';

const binary = await natsBinary();

describe.runIf(binary)('the circuit breaker over a real NATS', () => {
  it('stays closed whatever answers there are: every error of the catalogue, and failures that nobody thought of', async () => {
    const nats = await startNats(binary ?? '');
    onTestFinished(() => nats.stop());
    const keys = generateServiceKeys([...KEY_HOLDERS, 'vendor']);
    const make = (id: string) =>
      new ServiceBroker(nodeForTest({ NODE_ID: id, NATS_URL: nats.url }, keys).options);
    const [caller, callee] = [make('gateway.caller'), make('gateway.callee')];
    const handler = ({ params: { failure } }: { params: { failure?: string } }) => {
      if (isErrorCode(failure)) throw toWire(new AppError(failure));
      if (failure !== undefined) throw new TypeError(failure);
      return 'well';
    };
    callee.createService({ name: 'vendor', actions: { ask: { handler } } } as never);
    await Promise.all([caller.start(), callee.start()]);
    onTestFinished(async () => void (await Promise.all([caller.stop(), callee.stop()])));
    await caller.waitForServices('vendor');
    for (const failure of [...Object.keys(ERRORS), 'no code of ours']) {
      const asked = Array.from({ length: 12 }, () => caller.call('vendor.ask', { failure }));
      const ended = await Promise.allSettled(asked);
      expect([failure, ended.map(({ status }) => status)]).toEqual([failure, Array(12).fill('rejected')]);
      expect([failure, await caller.call('vendor.ask', {})]).toEqual([failure, 'well']);
    }
  });

  it('opens on time-outs, answers at once while it is open, and closes when the other side is well again', async () => {
    const nats = await startNats(binary ?? '');
    onTestFinished(() => nats.stop());
    const keys = generateServiceKeys([...KEY_HOLDERS, 'vendor']);
    const make = (id: string) => {
      const { options } = nodeForTest({ NODE_ID: id, NATS_URL: nats.url }, keys);
      const breaker = { ...options.circuitBreaker, halfOpenTime: 700 } as typeof options.circuitBreaker;
      return new ServiceBroker({
        ...options,
        requestTimeout: 250,
        tracking: { enabled: false },
        circuitBreaker: breaker,
      } as typeof options);
    };
    const [caller, callee] = [make('gateway.caller'), make('gateway.callee')];
    let recover: (answer: string) => void = () => undefined;
    const hanging = new Promise<string>((resolve) => (recover = resolve));
    callee.createService({
      name: 'vendor',
      actions: { ask: { handler: () => hanging } },
    });
    await Promise.all([caller.start(), callee.start()]);
    onTestFinished(async () => void (await Promise.all([caller.stop(), callee.stop()])));
    await caller.waitForServices('vendor');
    const ask = async () => {
      const startedAt = performance.now();
      const type = await caller.call('vendor.ask').then(
        (answer) => answer as string,
        (error: { type?: string }) => error.type,
      );
      return { type, ms: performance.now() - startedAt };
    };
    const first = await Promise.all(Array.from({ length: 12 }, ask));
    expect(new Set(first.map((a) => a.type))).toEqual(new Set(['REQUEST_TIMEOUT']));
    const open = await ask();
    expect(open.type).toBe('SERVICE_NOT_AVAILABLE');
    expect(open.ms).toBeLessThan(100);
    expect(asAppError(await caller.call('vendor.ask').catch((e: unknown) => e)).code).toBe(
      'DEPENDENCY_UNAVAILABLE',
    );
    recover('well');
    await expect.poll(async () => (await ask()).type, { timeout: 5_000, interval: 200 }).toBe('well');
  });
});
