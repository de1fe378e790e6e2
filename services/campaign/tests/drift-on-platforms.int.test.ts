import { afterAll, beforeAll, expect, it } from 'vitest';
import { campaignDriftContracts as drifts } from '../../../contracts/campaign/drift.ts';
import { historyContracts } from '../../../contracts/campaign/history.ts';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { reviewsContracts } from '../../../contracts/campaign/reviews.ts';
import { startCampaign, type CampaignStack } from './campaign-stack.ts';

let stack: CampaignStack;
beforeAll(async () => {
  stack = await startCampaign();
});
afterAll(() => stack.stop());

it('a campaign that somebody paused in Google itself is shown so, and a person puts it back', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team, { platforms: ['google-ads'] });
  const campaign = () => stack.google.objects.all().find(({ kind }) => kind === 'campaign');
  const live = campaign();
  if (!live) throw new Error('Google holds nothing');
  const { kind, account } = live;
  const paused = {
    op: 'update' as const,
    kind,
    account,
    id: live.id,
    fields: { ...live.fields, status: 'PAUSED' },
  };
  await stack.google.objects.commit('someone@example.com', [paused], 'person');
  expect(campaign()?.fields['status']).toBe('PAUSED');
  const { platforms } = await stack.call(drifts.drift, { id }, team.owner);
  expect(platforms[0]).toMatchObject({ platform: 'google-ads', state: 'read' });
  const stopped = platforms[0]?.differences.find(({ path }) => path === 'status');
  expect(stopped).toMatchObject({ applied: 'active', found: 'paused', acceptable: false });
  const ids = [stopped?.id ?? ''];
  const params = { id, ids, idempotencyKey: crypto.randomUUID() };
  const operation = await stack.call(drifts.putBackDrift, params, team.owner);
  expect(await stack.ended(operation, team)).toMatchObject({ kind: 'update', status: 'succeeded' });
  expect(campaign()?.fields['status']).toBe('ENABLED');
  expect((await stack.call(drifts.drift, { id }, team.owner)).platforms[0]?.differences).toEqual([]);
  expect((await stack.call(reviewsContracts.reviews, {}, team.owner)).data).toEqual([]);
});

it('a resume says on each platform which money somebody lowered there and it left so, in its result and in the history', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team);
  const operationOf = (contract: typeof publishingContracts.pause | typeof publishingContracts.resume) =>
    stack.call(contract, { id, idempotencyKey: crypto.randomUUID() }, team.owner);
  const paused = await stack.ended(await operationOf(publishingContracts.pause), team);
  expect(paused).toMatchObject({ status: 'succeeded', result: { leftAsFound: [] } });
  const lower = { amount: '12.00', currencyCode: 'USD' };
  for (const [vendor, kind, money] of [
    [stack.google, 'campaignBudget', { amountMicros: '12000000' }],
    [stack.linkedIn, 'campaign', { dailyBudget: lower }],
  ] as const)
    for (const object of vendor.objects.all().filter((one) => one.kind === kind)) {
      const fields = { ...object.fields, ...money };
      const { account } = object;
      await vendor.objects.commit('a person', [{ op: 'update', kind, id: object.id, account, fields }]);
    }
  const ended = await stack.ended(await operationOf(publishingContracts.resume), team);
  expect(ended).toMatchObject({ status: 'succeeded', error: null });
  const left = ended.result?.leftAsFound ?? [];
  expect(left.map(({ platform }) => platform).toSorted()).toEqual(['google-ads', 'linkedin-ads']);
  for (const { differences, more } of left) {
    expect(more).toBe(0);
    expect(differences.length).toBeGreaterThan(0);
    for (const one of differences)
      expect(one).toMatchObject({ kind: 'changed', field: 'the daily budget', found: 12_000_000 });
  }
  const { data } = await stack.call(historyContracts.history, { id }, team.owner);
  const row = (action: string) => data.find((change) => change.action === action);
  expect(row('campaign.resume_succeeded')?.leftAsFound).toEqual(left);
  expect(row('campaign.pause_succeeded')?.leftAsFound).toBeNull();
});
