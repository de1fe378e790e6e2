import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { adviceContracts } from '../../../contracts/campaign/advice.ts';
import { type Campaign } from '../../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { addDays, dayOf, eachDay } from '../../../lib/time.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';
import { complete, inputOf } from './fixtures.ts';

let stack: CampaignStack;
let team: Team;
let campaign: Campaign;
beforeAll(async () => {
  stack = await startCampaign(['analytics', 'ai']);
  team = await stack.team();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  const budget = { dailyMicros: 100_000_000, currency: 'USD' };
  const input = complete({ adAccounts: team.adAccounts, budget });
  campaign = await stack.call(contentContracts.create, { campaign: input }, team.owner);
});

/** Google converts four times as well as LinkedIn, for long enough to be sure. */
async function perform(): Promise<void> {
  const today = dayOf(new Date());
  const rows = eachDay(addDays(today, -60), addDays(today, -1)).flatMap((date) =>
    (['google-ads', 'linkedin-ads'] as const).map((platform) => ({
      campaignId: campaign.id,
      platform,
      date,
      impressions: 4_000,
      clicks: 200,
      costMicros: 50_000_000,
      conversions: platform === 'google-ads' ? 12 : 3,
      conversionValueMicros: 0,
      currency: 'USD',
    })),
  );
  await stack.call(factContracts.ingest, { rows }, team.owner);
}
async function recommended() {
  await perform();
  const { recommendations } = await stack.call(adviceContracts.optimize, { id: campaign.id }, team.owner);
  const [recommendation] = recommendations;
  if (!recommendation) throw new Error('nothing was recommended');
  return recommendation;
}
/** The newest audit row of the campaign. */
async function lastInTrail() {
  const [row] = await asAdministrator<{ action: string; actor_id: string; detail: object }>(
    stack.databases.adminUrl('campaign'),
    'SELECT action, actor_id, detail FROM audit_events WHERE subject_id = $1 ORDER BY id DESC LIMIT 1',
    [campaign.id],
  );
  return row;
}
const apply = (id: string, key: string = crypto.randomUUID()) =>
  stack.call(adviceContracts.applyRecommendation, { id, idempotencyKey: key }, team.owner);

describe('campaign.optimize', () => {
  it('keeps what analytics proposes, in words, once', async () => {
    const first = await recommended();
    expect(first).toMatchObject({
      campaignId: campaign.id,
      status: 'open',
      baseVersion: 1,
      change: { kind: 'shift_budget' },
    });
    expect(first.title.length).toBeGreaterThan(5);
    const again = await stack.call(adviceContracts.optimize, { id: campaign.id }, team.owner);
    expect(again.recommendations.map((r) => r.id)).toEqual([first.id]);
  });

  it('says nothing where the data cannot tell, and nothing to another organisation', async () => {
    const { id } = campaign;
    expect(await stack.call(adviceContracts.optimize, { id }, team.owner)).toEqual({ recommendations: [] });
    await expect(stack.call(adviceContracts.optimize, { id }, stack.person())).rejects.toMatchObject({
      code: 'CAMPAIGN_NOT_FOUND',
    });
  });
});

describe('a recommendation that a newer release saved', () => {
  it('is listed without the fields that this release does not know, and is not written over', async () => {
    const first = await recommended();
    const admin = stack.databases.adminUrl('campaign');
    await asAdministrator(
      admin,
      `UPDATE recommendations SET shape = 2, proposal = (proposal::jsonb || '{"risk": "low"}')::json WHERE id = $1`,
      [first.id],
    );
    const row = () => asAdministrator(admin, 'SELECT * FROM recommendations WHERE id = $1', [first.id]);
    const before = await row();
    const again = await stack.call(adviceContracts.optimize, { id: campaign.id }, team.owner);
    expect(again.recommendations).toEqual([]);
    expect(await row()).toEqual(before);
    const page = await stack.call(adviceContracts.recommendations, { campaignId: campaign.id }, team.owner);
    expect(page.data).toEqual([first]);
  });
});

describe('campaign.applyRecommendation', () => {
  it('writes a new version in review that spends no more a day', async () => {
    const recommendation = await recommended();
    const applied = await apply(recommendation.id);
    expect(applied.recommendation.status).toBe('applied');
    expect(applied.campaign).toMatchObject({
      version: 2,
      status: 'in_review',
      review: { state: 'in_review', submittedBy: team.owner.userId },
      budget: { dailyMicros: 100_000_000, split: recommendation.change.split },
    });
    expect(await stack.get(campaign.id, team)).toEqual(applied.campaign);
  });

  it('answers the same to the same key, and refuses the key for another one', async () => {
    const { id } = await recommended();
    const first = await apply(id, 'k1');
    await expect(apply(id, 'k1')).resolves.toEqual(first);
    await expect(apply(id)).rejects.toMatchObject({ code: 'RECOMMENDATION_CLOSED' });
    await expect(apply(crypto.randomUUID(), 'k1')).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('is refused once the campaign has another version, and the list shows it as expired', async () => {
    const { id } = await recommended();
    const edited = { ...inputOf(campaign), name: 'Other' };
    await stack.call(contentContracts.update, { id: campaign.id, version: 1, campaign: edited }, team.owner);
    await expect(apply(id)).rejects.toMatchObject({ code: 'RECOMMENDATION_CLOSED' });
    const params = { campaignId: campaign.id, status: 'expired' as const };
    const page = await stack.call(adviceContracts.recommendations, params, team.owner);
    expect(page.data.map((r) => r.id)).toEqual([id]);
  });

  it('is refused after its days, and on an archived campaign', async () => {
    const { id } = await recommended();
    await asAdministrator(
      stack.databases.adminUrl('campaign'),
      `UPDATE recommendations SET expires_at = now() - interval '1 hour' WHERE id = $1`,
      [id],
    );
    await expect(apply(id)).rejects.toMatchObject({ code: 'RECOMMENDATION_CLOSED' });
    const open = await stack.call(adviceContracts.optimize, { id: campaign.id }, team.owner);
    expect(open.recommendations).toMatchObject([{ id, status: 'open' }]);
    await stack.call(contentContracts.archive, { id: campaign.id, version: 1 }, team.owner);
    await expect(apply(id)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
  });
});

describe('campaign.dismissRecommendation and the list', () => {
  it('closes it for good: the same change is not opened again', async () => {
    const { id } = await recommended();
    const params = { id, reason: 'Not now' };
    const dismissed = await stack.call(adviceContracts.dismissRecommendation, params, team.owner);
    expect(dismissed.status).toBe('dismissed');
    await expect(stack.call(adviceContracts.dismissRecommendation, params, team.owner)).rejects.toMatchObject(
      { code: 'RECOMMENDATION_CLOSED' },
    );
    const again = await stack.call(adviceContracts.optimize, { id: campaign.id }, team.owner);
    expect(again.recommendations).toEqual([]);
    expect(await lastInTrail()).toEqual({
      action: 'recommendation.dismissed',
      actor_id: team.owner.userId,
      detail: { recommendationId: id, note: 'Not now' },
    });
  });

  it('leaves in the trail which one was applied, with the version that came of it', async () => {
    const { id } = await recommended();
    await apply(id);
    expect(await lastInTrail()).toEqual({
      action: 'campaign.recommendation_applied',
      actor_id: team.owner.userId,
      detail: { recommendationId: id, version: 2, writes: 2, status: ['draft', 'in_review'] },
    });
  });

  it('shows nothing of another organisation', async () => {
    const { id } = await recommended();
    const stranger = stack.person();
    const page = await stack.call(adviceContracts.recommendations, {}, stranger);
    expect(page.data).toEqual([]);
    await expect(stack.call(adviceContracts.dismissRecommendation, { id }, stranger)).rejects.toMatchObject({
      code: 'RECOMMENDATION_NOT_FOUND',
    });
    await expect(
      stack.call(adviceContracts.applyRecommendation, { id, idempotencyKey: 'x' }, stranger),
    ).rejects.toMatchObject({ code: 'RECOMMENDATION_NOT_FOUND' });
    await expect(
      stack.call(adviceContracts.recommendations, { cursor: 'x' }, team.owner),
    ).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });
});
