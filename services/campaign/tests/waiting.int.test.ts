import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';

let stack: CampaignStack;
beforeAll(async () => {
  stack = await startCampaign();
});
afterAll(() => stack.stop());
afterEach(() => stack.linkedIn.faults.clear());

const publish = (id: string, { owner }: Team): Promise<Operation> =>
  stack.call(publishingContracts.publish, { id, idempotencyKey: crypto.randomUUID() }, owner);
const read = ({ id }: Operation, { owner }: Team) => stack.call(publishingContracts.operation, { id }, owner);
const retry = ({ id }: Operation, { owner }: Team) =>
  stack.call(publishingContracts.retry, { id, idempotencyKey: crypto.randomUUID() }, owner);
const cancel = ({ id }: Operation, { owner }: Team) => stack.call(publishingContracts.cancel, { id }, owner);

/** Publishes that wait for LinkedIn's daily limit. */
async function waiting(team: Team, count: number): Promise<Operation[]> {
  const { faults } = stack.linkedIn;
  faults.arm({ kind: '429', window: 'DAY', times: 1, match: { call: 'write' } });
  const operations: Operation[] = [];
  for (let n = 0; n < count; n += 1) {
    const { id } = await stack.approved(team, { platforms: ['linkedin-ads'] });
    operations.push(await publish(id, team));
  }
  await vi.waitFor(
    async () => {
      const now = await Promise.all(operations.map((operation) => read(operation, team)));
      for (const { progress } of now) expect(progress.step).toMatch(/limit/i);
    },
    { timeout: 10_000, interval: 100 },
  );
  return operations;
}

it('operations that wait for a limit keep no other one waiting, and each of them is cancelled at once', async () => {
  const team = await stack.team();
  const other = await stack.team();
  const operations = await waiting(team, 10);
  const { id } = await stack.approved(other, { platforms: ['google-ads'] });

  // done while all ten wait: two that are watched for eight seconds at a time would let it begin after forty
  expect(await stack.ended(await publish(id, other), other)).toMatchObject({ status: 'succeeded' });
  for (const operation of operations)
    expect(await read(operation, team)).toMatchObject({ status: 'running' });
  const [first, ...others] = operations;
  if (!first) throw new Error('nothing waits');
  await cancel(first, team);
  expect(await stack.ended(first, team)).toMatchObject({ status: 'cancelled' });
  for (const operation of others) expect(await read(operation, team)).toMatchObject({ status: 'running' });
  await Promise.all(others.map((operation) => cancel(operation, team)));
  for (const operation of others)
    expect(await stack.ended(operation, team)).toMatchObject({ status: 'cancelled' });
});

it('one that waits for hours, and is to be tried at once, is looked at again at once', async () => {
  const team = await stack.team();
  const [first] = await waiting(team, 1);
  if (!first) throw new Error('nothing waits');
  const began = Date.now();
  await retry(first, team);
  expect(await stack.ended(first, team)).toMatchObject({ status: 'succeeded' });
  expect(Date.now() - began).toBeLessThan(8_000); // the look that was due would come after ten seconds
});

it('the refusal of a second publish names the operation that runs', async () => {
  const team = await stack.team();
  const [first] = await waiting(team, 1);
  if (!first) throw new Error('nothing waits');
  await expect(publish(first.campaignId, team)).rejects.toMatchObject({
    code: 'CAMPAIGN_STATE_CONFLICT',
    public: { operationId: first.id },
  });
  await cancel(first, team);
  await stack.ended(first, team);
});

it('one that is to be tried at once before its platform has it does not wait for the limit either', async () => {
  const team = await stack.team();
  const [first] = await waiting(team, 1);
  if (!first) throw new Error('nothing waits');
  await cancel(first, team);
  await stack.ended(first, team);
  const { id } = await stack.approved(team, { platforms: ['linkedin-ads'] });
  const operation = await publish(id, team); // the limit is still believed
  expect(await retry(operation, team)).toMatchObject({ id: operation.id });
  expect(await stack.ended(operation, team)).toMatchObject({ status: 'succeeded' });
});
