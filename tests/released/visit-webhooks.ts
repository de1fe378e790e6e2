import { expect } from 'vitest';
import type { AlertWebhook } from '../../contracts/analytics/webhooks.ts';
import { expectAnswer } from './house.ts';
import type { Visitor } from './visitor.ts';

/** Has alerts posted to a channel, asks for a test, and removes it. */
export async function useWebhook(owner: Visitor): Promise<void> {
  const path = '/api/analytics/alert-webhooks';
  const body = { kind: 'slack', name: 'Ads', url: 'https://hooks.slack.com/services/T0/B0/of-a-test' };
  const { id } = await expectAnswer<AlertWebhook>(owner, 201, 'POST', path, { body });
  await expectAnswer(owner, 200, 'POST', `${path}/${id}/test`, { body: {} });
  const { data } = await owner.read<{ data: AlertWebhook[] }>(path);
  expect(data).toMatchObject([{ id, host: 'hooks.slack.com' }]);
  await expectAnswer(owner, 204, 'DELETE', `${path}/${id}`);
}
