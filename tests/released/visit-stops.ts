import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { until } from '../../client/testing/until.ts';
import type { Stop } from '../../contracts/campaign/stops.ts';
import type { Operation } from '../../contracts/campaign/publishing.ts';
import { expectAnswer } from './house.ts';
import type { Visitor } from './visitor.ts';

const keyed = () => ({ headers: { 'idempotency-key': randomUUID() }, body: {} });

/** Has an operation of a campaign that serves tried at once, and cancelled; then stops everything, and thaws it again. */
export async function stopAndThaw(owner: Visitor, manager: Visitor, liveId: string): Promise<void> {
  const pause = await expectAnswer<Operation>(owner, 202, 'POST', `/api/campaigns/${liveId}/pause`, {
    body: {},
  });
  expect((await owner.ask('POST', `/api/operations/${pause.id}/retry`, keyed())).status).toBeLessThan(500);
  expect((await owner.ask('POST', `/api/operations/${pause.id}/cancel`, { body: {} })).status).toBeLessThan(
    500,
  );
  const stop = await expectAnswer<Stop>(owner, 202, 'POST', '/api/stop', { body: { scope: 'organization' } });
  const path = `/api/stop/${stop.id}`;
  const isProved = ({ complete, objects }: Stop) =>
    complete && objects.every(({ state }) => state !== 'stopping');
  await until(() => owner.read<Stop>(path), isProved);
  const { data } = await owner.read<{ data: Stop[] }>('/api/stop');
  expect(data.map(({ id }) => id)).toEqual([stop.id]);
  await expectAnswer(owner, 202, 'POST', `${path}/thaw`, keyed());
  const first = await owner.read<Stop>(path);
  if (first.state === 'standing') await expectAnswer(manager, 202, 'POST', `${path}/thaw`, keyed());
  await until(
    () => owner.read<Stop>(path),
    ({ state }) => state === 'thawed',
  );
}
