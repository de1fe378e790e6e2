import { ServiceBroker, type Context } from 'moleculer';
import { expect, it, onTestFinished } from 'vitest';
import { nodeForTest } from '../../tests/support/node.ts';

/** Calls that call another action each; answers for every call whether its parts were traced. */
async function traced(ratio: string, calls: number): Promise<boolean[][]> {
  const broker = new ServiceBroker(nodeForTest({ TRACE_SAMPLE_RATIO: ratio }).options);
  const isTraced = (ctx: Context) => Boolean((ctx as { span?: unknown }).span);
  broker.createService({
    name: 'traced',
    actions: {
      inner: (ctx: Context) => isTraced(ctx),
      outer: async (ctx: Context) => [isTraced(ctx), await ctx.call('traced.inner')],
    },
  });
  await broker.start();
  onTestFinished(() => broker.stop());
  const answers = [];
  for (let i = 0; i < calls; i += 1) answers.push(await broker.call('traced.outer'));
  return answers as boolean[][];
}

it('no request is traced when none is to be sampled, every one when all are', async () => {
  expect(new Set((await traced('0', 20)).flat())).toEqual(new Set([false]));
  expect(new Set((await traced('1', 20)).flat())).toEqual(new Set([true]));
});

it('a request is traced whole or not at all', async () => {
  const requests = await traced('0.5', 60);
  expect(requests.filter(([outer, inner]) => outer !== inner)).toEqual([]);
});
