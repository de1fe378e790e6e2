import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { action, bind } from '../../../mixins/action.ts';
import type { Stack } from '../../../tests/support/stack.ts';

/** An operation that does not end. */
export const RUNNING: Operation = {
  id: '01a205e7-b570-775d-9c70-124a94ac0380',
  kind: 'publish',
  campaignId: '01a205e7-b4e1-7131-9db9-d70cf57f47f5',
  status: 'running',
  progress: { done: 0, total: 2, step: 'running' },
  error: null,
  result: null,
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:00.000Z',
};

/** Puts something in the place of campaign that knows every operation, and none ends; `before` may keep an answer waiting. */
export async function serveOperations(
  { running: { broker, node } }: Stack,
  before: (id: string) => Promise<void> = async () => undefined,
): Promise<void> {
  const { operation: contract } = publishingContracts;
  const operation = action(contract, async function operation({ params: { id } }) {
    await before(id);
    return { ...RUNNING, id };
  });
  broker.createService({ name: 'campaign', actions: bind(node, { operation: contract }, { operation }) });
  await broker.waitForServices('campaign');
}
