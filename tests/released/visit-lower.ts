import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { until } from '../../client/testing/until.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import type { Operation } from '../../contracts/campaign/publishing.ts';
import { inputOf } from './campaign-input.ts';
import { expectAnswer } from './house.ts';
import type { Visitor } from './visitor.ts';

const LESS_MICROS = 1_000_000;
/** Stands in keywords that a platform refuses: of such a campaign less is published than its version says. */
const REFUSED_WORD = 'counterfeit';

/** A campaign that runs since then spends less from now on, without anybody's approval; what is raised is refused. */
export async function lowerAlone(owner: Visitor): Promise<void> {
  const ids = await owner.idsOf('/api/campaigns?status=active');
  const live = await Promise.all(ids.map((one) => owner.campaign(one)));
  // what somebody has edited since then is not lowered alone
  const before = live.find(
    (one) => one.version === one.publishedVersion && !JSON.stringify(one).includes(REFUSED_WORD),
  );
  if (before === undefined) throw new Error('no live campaign of then is as it was published');
  const { id } = before;
  const path = `/api/campaigns/${id}`;
  const lower = (key: string) =>
    owner.ask<Operation>('POST', `${path}/lower`, { body: {}, headers: { 'idempotency-key': key } });
  const write = (campaign: Campaign, lessMicros: number) =>
    expectAnswer<Campaign>(owner, 200, 'PUT', path, {
      body: withLess(campaign, lessMicros),
      headers: { 'if-match': `"${campaign.version}"` },
    });
  const raised = await write(before, -LESS_MICROS);
  expect(await lower(randomUUID())).toMatchObject({ status: 409, body: { code: 'CAMPAIGN_STATE_CONFLICT' } });
  const { version } = await write(raised, 2 * LESS_MICROS);
  const headers = { 'idempotency-key': randomUUID() };
  const begun = await expectAnswer<Operation>(owner, 202, 'POST', `${path}/lower`, { body: {}, headers });
  const ended = await until(
    () => owner.read<Operation>(`/api/operations/${begun.id}`),
    ({ status }) => !['pending', 'running'].includes(status),
  );
  expect(ended).toMatchObject({ kind: 'update', status: 'succeeded', error: null });
  expect(await owner.campaign(id)).toMatchObject({ status: 'active', publishedVersion: version });
}

/** The campaign as a client writes it, with a daily budget that is lower by so much on each platform. */
function withLess(campaign: Campaign, lessMicros: number) {
  const { budget, ...input } = structuredClone(inputOf(campaign));
  const split =
    budget.split?.map((share) => ({ ...share, dailyMicros: share.dailyMicros - lessMicros })) ?? [];
  const dailyMicros = split.reduce((sum, share) => sum + share.dailyMicros, 0);
  return { ...input, budget: { ...budget, dailyMicros, split } };
}
