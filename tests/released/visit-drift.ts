import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { until } from '../../client/testing/until.ts';
import type { Operation } from '../../contracts/campaign/publishing.ts';
import { editOutside } from '../crash-matrix/edits.ts';
import { expectAnswer, type House } from './house.ts';
import type { Visitor } from './visitor.ts';

/** Shows what waits for people, and what was changed on the platforms, of every campaign of an organisation. */
export async function seeDrift(visitor: Visitor, campaignIds: readonly string[]): Promise<void> {
  await visitor.read('/api/reviews?limit=3');
  for (const id of campaignIds) {
    await visitor.read(`/api/campaigns/${id}/drift`);
    await visitor.read(`/api/campaigns/${id}/policy`);
    await visitor.read(`/api/campaigns/${id}/delivery`);
  }
}

type Seen = { id: string; kind: string; path: string; acceptable: boolean };

/**
 * Of a campaign that runs since then: somebody pauses it in Google's own page, adds a keyword and lowers the budget. The pause
 * is put back, the keyword left alone, and the budget taken into a draft.
 */
export async function settleDrift({ product: { sandbox } }: House, owner: Visitor): Promise<void> {
  const [id = ''] = await owner.idsOf('/api/campaigns?status=active&platform=google-ads');
  const { name } = await owner.campaign(id);
  for (const edit of ['pause', 'keyword', 'budget'] as const)
    await editOutside(sandbox, 'google-ads', name, edit);
  const { platforms } = await owner.read<{ platforms: { differences: Seen[] }[] }>(
    `/api/campaigns/${id}/drift`,
  );
  const differences = platforms.flatMap((platform) => platform.differences);
  const idsOf = (choose: (one: Seen) => boolean) => {
    const ids = differences.filter(choose).map((one) => one.id);
    expect([ids.length > 0, differences]).toEqual([true, differences]);
    return ids;
  };
  const path = `/api/campaigns/${id}/drift`;
  const putBack = { ids: idsOf((one) => one.path === 'status') };
  const headers = { 'idempotency-key': randomUUID() };
  const begun = await expectAnswer<Operation>(owner, 202, 'POST', `${path}/put-back`, {
    body: putBack,
    headers,
  });
  const ended = await until(
    () => owner.read<Operation>(`/api/operations/${begun.id}`),
    ({ status }) => !['pending', 'running'].includes(status),
  );
  expect(ended).toMatchObject({ status: 'succeeded' });
  const left = { ids: idsOf(({ kind }) => kind === 'foreign') };
  await expectAnswer(owner, 204, 'POST', `${path}/ignore`, { body: left });
  const taken = { ids: idsOf(({ acceptable, kind }) => acceptable && kind === 'changed') };
  await expectAnswer(owner, 200, 'POST', `${path}/accept`, { body: taken });
}
