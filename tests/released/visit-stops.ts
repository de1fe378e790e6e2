import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { until } from '../../client/testing/until.ts';
import type { Operation } from '../../contracts/campaign/publishing.ts';
import type { Stop } from '../../contracts/campaign/stops.ts';
import { expectAnswer, type House } from './house.ts';
import type { Visitor } from './visitor.ts';

const keyed = () => ({ headers: { 'idempotency-key': randomUUID() }, body: {} });
/** No platform answers anything but an error. */
const DOWN = { match: {}, times: 10_000, skip: 0, kind: '500-before' as const, ms: 0 };

/** Has a pause that cannot be proved tried at once, and cancelled: what of then is on a platform can be stopped today. */
export async function retryAndCancel({ product: { sandbox } }: House, owner: Visitor): Promise<void> {
  const platforms = [sandbox.google, sandbox.linkedin];
  for (const { faults } of platforms) faults.arm(DOWN);
  const pause = await somePause(owner);
  await expectAnswer(owner, 202, 'POST', `/api/operations/${pause.id}/retry`, keyed());
  await expectAnswer(owner, 202, 'POST', `/api/operations/${pause.id}/cancel`, { body: {} });
  await until(
    () => owner.read<Operation>(`/api/operations/${pause.id}`),
    ({ status }) => status === 'cancelled',
  );
  for (const { faults } of platforms) faults.clear();
}

/** A pause of the first campaign that has anything to pause. */
async function somePause(owner: Visitor): Promise<Operation> {
  for (const id of await owner.idsOf('/api/campaigns')) {
    const asked = await owner.ask<Operation>('POST', `/api/campaigns/${id}/pause`, { body: {} });
    if (asked.status === 202 && asked.body.kind === 'pause') return asked.body;
  }
  throw new Error('nothing of then is on a platform');
}

/** Stops everything, with proof of each campaign on each platform, and thaws it as the organisation's policy asks. */
export async function stopAndThaw(owner: Visitor, manager: Visitor): Promise<void> {
  const stop = await expectAnswer<Stop>(owner, 202, 'POST', '/api/stop', { body: { scope: 'organization' } });
  const path = `/api/stop/${stop.id}`;
  await until(
    () => owner.read<Stop>(path),
    ({ complete, objects }) => complete && objects.every(({ state }) => state !== 'stopping'),
  );
  const { data } = await owner.read<{ data: Stop[] }>('/api/stop');
  expect(data.map(({ id }) => id)).toEqual([stop.id]);
  const asked = await expectAnswer<Stop>(owner, 202, 'POST', `${path}/thaw`, keyed());
  if (asked.thawedBy === null) await expectAnswer(manager, 202, 'POST', `${path}/thaw`, keyed());
  await until(
    () => owner.read<Stop>(path),
    ({ state }) => state === 'thawed',
  );
}
