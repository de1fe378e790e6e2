import { afterAll, beforeAll, expect, it } from 'vitest';
import { campaignDriftContracts as drifts } from '../../../contracts/campaign/drift.ts';
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
