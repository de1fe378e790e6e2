import { expect, it } from 'vitest';
import { z } from 'zod';
import { contract, Nothing } from '../contracts/action.ts';
import { AppError } from '../lib/errors.ts';
import { action, bind } from '../mixins/action.ts';
import type { Node } from '../mixins/node.ts';
import { faultsOf } from './support/compile.ts';

const TABLE = (rows: string) => `
  import { publishingContracts } from '../contracts/campaign/publishing.ts';
  import { action, bind, type Action } from '../mixins/action.ts';
  import { jobs } from '../contracts/jobs.ts';
  import type { Jobs } from '../storage/jobs.ts';
  import type { Tx } from '../storage/database.ts';
  import type { Node } from '../mixins/node.ts';
  type Contracts = typeof publishingContracts;
  declare const node: Node;
  declare const queue: Jobs;
  declare const tx: Tx;
  declare const of: { [K in keyof Contracts]: Action<Contracts[K]> };
  ${rows}`;

it('a missing, unknown or swapped action does not compile, and neither does a payload of another job', () => {
  const faults = faultsOf({
    'tests/right.ts': TABLE(`
      export const bound = bind(node, publishingContracts, { ...of, pause: of.pause, resume: of.resume });
      void queue.enqueue(tx, jobs.publish, { organizationId: 'a', operationId: 'b' });`),
    'tests/missing.ts': TABLE(`
      const { pause, ...others } = of;
      export const bound = [pause, bind(node, publishingContracts, others)];`),
    'tests/swapped.ts': TABLE(
      `export const bound = bind(node, publishingContracts, { ...of, pause: of.resume, resume: of.pause });`,
    ),
    'tests/misnamed.ts': TABLE(
      `export const bound = bind(node, { stop: publishingContracts.pause }, { stop: of.pause });`,
    ),
    'tests/payload.ts': TABLE(`
      void queue.enqueue(tx, jobs.publish, { organizationId: 'a', mailId: 'b' });`),
  });
  expect(faults['tests/right.ts']).toEqual([]);
  for (const wrong of ['missing', 'swapped', 'misnamed', 'payload'])
    expect(faults[`tests/${wrong}.ts`], wrong).not.toEqual([]);
}, 60_000);

const read = contract({
  name: 'campaign.read',
  summary: 'for this test',
  params: Nothing,
  result: z.strictObject({ id: z.string() }),
  permission: 'public',
  stepUp: 'none',
  errors: ['CAMPAIGN_NOT_FOUND'],
});
const run = (checked: boolean, answer: () => Promise<{ id: string }>) => {
  const handler = action(read, async function read() {
    return answer();
  });
  const { read: schema } = bind({ checked } as Node, { read }, { read: handler });
  const serve = schema.handler as unknown as (ctx: object) => Promise<unknown>;
  return serve({ params: {}, locals: {}, headers: {}, broker: {} });
};
const fail = (code: 'CAMPAIGN_NOT_FOUND' | 'CAMPAIGN_STATE_CONFLICT') => () =>
  Promise.reject(new AppError(code));

it('outside production an error that the contract does not list is a fault of ours', async () => {
  await expect(run(true, fail('CAMPAIGN_NOT_FOUND'))).rejects.toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
  await expect(run(true, fail('CAMPAIGN_STATE_CONFLICT'))).rejects.toThrow(
    'campaign.read gave CAMPAIGN_STATE_CONFLICT, which its contract does not list',
  );
  await expect(run(false, fail('CAMPAIGN_STATE_CONFLICT'))).rejects.toMatchObject({
    code: 'CAMPAIGN_STATE_CONFLICT',
  });
});

it('outside production an answer that the contract does not promise is a fault of ours', async () => {
  await expect(run(true, async () => ({ id: 'a', secret: 1 }))).rejects.toThrow('secret');
  expect(await run(true, async () => ({ id: 'a' }))).toEqual({ id: 'a' });
});

it('a handler has a name, so that stack traces and searches find it', () => {
  const nameless = [async () => ({ id: 'a' })];
  expect(() => action(read, nameless[0]!)).toThrow('campaign.read has no name');
});
