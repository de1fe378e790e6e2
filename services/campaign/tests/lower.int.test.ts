import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Campaign } from '../../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { historyContracts } from '../../../contracts/campaign/history.ts';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../../contracts/campaign/review.ts';
import { stopContracts } from '../../../contracts/campaign/stops.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';
import { inputOf } from './fixtures.ts';

let stack: CampaignStack;
let team: Team;
beforeAll(async () => {
  stack = await startCampaign();
  team = await stack.team();
});
afterAll(() => stack.stop());

const key = () => crypto.randomUUID();
type Edit = Partial<ReturnType<typeof inputOf>>;
/** Writes the next version, which nobody has approved. */
async function edit(id: string, change: Edit): Promise<Campaign> {
  const now = await stack.get(id, team);
  const campaign = { ...inputOf(now), ...change };
  return stack.call(contentContracts.update, { id, version: now.version, campaign }, team.owner);
}
const dollars = (daily: number): Edit => ({ budget: { dailyMicros: daily * 1_000_000, currency: 'USD' } });
const lower = (id: string, more: { hash?: string; idempotencyKey?: string } = {}) =>
  stack.call(publishingContracts.lower, { id, idempotencyKey: key(), ...more }, team.owner);
const resume = (id: string) =>
  stack.call(publishingContracts.resume, { id, idempotencyKey: key() }, team.owner);

/** A day's budget of the campaign as both platforms hold it, in dollars. */
function held({ publications }: Campaign): number {
  const ofGoogle = publications
    .find(({ platform }) => platform === 'google-ads')
    ?.externalId?.split('/')
    .at(-1);
  const google = stack.google.objects.all();
  const budgetOf = google.find(({ kind, id }) => kind === 'campaign' && id === ofGoogle)?.fields[
    'campaignBudget'
  ];
  const budget = google.find(
    ({ kind, id }) => kind === 'campaignBudget' && String(budgetOf).endsWith(`/${id}`),
  );
  return Number(budget?.fields['amountMicros'] ?? Number.NaN) / 1_000_000;
}

describe('a version that only lowers', () => {
  it('is published without an approval, by whoever may pause, and history says so', async () => {
    const { id } = await stack.live(team, { platforms: ['google-ads'] });
    expect(held(await stack.get(id, team))).toBe(50.01);
    await edit(id, dollars(30));
    const begun = await lower(id);
    expect(await stack.ended(begun, team)).toMatchObject({
      kind: 'update',
      status: 'succeeded',
      error: null,
    });
    const after = await stack.get(id, team);
    expect(after).toMatchObject({ status: 'active', version: 2, publishedVersion: 2, review: null });
    expect(held(after)).toBe(30);
    const { data } = await stack.call(historyContracts.history, { id, limit: 3 }, team.owner);
    expect(data.map(({ action, version }) => [action, version])).toEqual([
      ['campaign.update_succeeded', 2],
      ['campaign.lower_requested', 2],
      ['campaign.updated', 2],
    ]);
    await expect(lower(id)).rejects.toMatchObject({
      message: expect.stringMatching(/lowers nothing/) as string,
    });
  });

  it('is lowered on both platforms, answered once a key, and serves again after a pause once people have approved it', async () => {
    const { id } = await stack.live(team);
    const seen = await edit(id, dollars(30));
    const plan = await stack.call(publishingContracts.plan, { id: seen.id }, team.owner);
    const same = { hash: plan.hash, idempotencyKey: key() };
    const begun = await lower(id, same);
    await stack.ended(begun, team);
    expect((await lower(id, same)).id).toBe(begun.id);
    const { publications } = await stack.get(id, team);
    expect(publications.map(({ status, version, error }) => [status, version, error])).toEqual([
      ['active', 2, null],
      ['active', 2, null],
    ]);
    await stack.ended(await stack.call(publishingContracts.pause, { id }, team.owner), team);
    await expect(resume(id)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
    await stack.approve(id, team);
    expect(await stack.ended(await resume(id), team)).toMatchObject({ status: 'succeeded' });
  });
});

describe('nothing is published without an approval', () => {
  const refused = (detail: RegExp, code = 'CAMPAIGN_STATE_CONFLICT') => ({
    code,
    message: expect.stringMatching(detail) as string,
  });

  it('that raises, changes anything else, was rejected, or is not the version that was seen', async () => {
    const { id } = await stack.live(team, { platforms: ['google-ads'] });
    await edit(id, dollars(60));
    await expect(lower(id)).rejects.toMatchObject(refused(/^This raises the most of a day on Google Ads/));
    await edit(id, { ...dollars(30), landingPageUrl: 'https://evil.example.net/' });
    await expect(lower(id)).rejects.toMatchObject(refused(/this changes .* Submit this version/));
    await edit(id, { ...dollars(30), landingPageUrl: 'https://www.example.com/spring' });
    await expect(lower(id, { hash: 'of yesterday' })).rejects.toMatchObject({
      code: 'APPROVAL_VERSION_STALE',
    });
    await stack.call(reviewContracts.submit, { id }, team.owner);
    await stack.call(reviewContracts.reject, { id, note: 'No.' }, team.colleague);
    await expect(lower(id)).rejects.toMatchObject(refused(/was rejected/));
    expect(held(await stack.get(id, team))).toBe(50.01);
    const viewer = stack.person('viewer', team.owner.organizationId);
    await expect(
      stack.call(publishingContracts.lower, { id, idempotencyKey: key() }, viewer),
    ).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('once a refused change has left a part of itself on a platform, also after a pause', async () => {
    const { id, structure } = await stack.live(team, { platforms: ['google-ads'] });
    const [group] = structure?.adGroups ?? [];
    if (!group) throw new Error('no ad group');
    const keywords = [...group.keywords, { text: 'counterfeit crm', matchType: 'phrase' as const }];
    await edit(id, { ...dollars(30), structure: { adGroups: [{ ...group, keywords }] } });
    await stack.approve(id, team);
    const params = { id, idempotencyKey: key() };
    const update = await stack.ended(await stack.call(publishingContracts.publish, params, team.owner), team);
    expect(update).toMatchObject({ status: 'failed', error: { code: 'POLICY_REFUSED' } });
    expect(held(await stack.get(id, team))).toBe(30);
    // lower than what is published, and higher than what stands there
    await edit(id, { ...dollars(40), structure: { adGroups: [group] } });
    await expect(lower(id)).rejects.toMatchObject(
      refused(/^It is not known for certain what Google Ads holds/),
    );
    await stack.ended(await stack.call(publishingContracts.pause, { id }, team.owner), team);
    await expect(lower(id)).rejects.toMatchObject(
      refused(/^It is not known for certain what Google Ads holds/),
    );
    expect(held(await stack.get(id, team))).toBe(30);
  });

  it('of a campaign that is a draft, of nobody, below a platform’s floor, or under a stop', async () => {
    const draft = await stack.inReview(team, { platforms: ['google-ads'] });
    await expect(lower(draft.id)).rejects.toMatchObject(refused(/has nothing that could be lowered/));
    await expect(lower(crypto.randomUUID())).rejects.toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
    const { id } = await stack.live(team, { platforms: ['linkedin-ads'] });
    await edit(id, dollars(1));
    await expect(lower(id)).rejects.toMatchObject({ code: 'CAMPAIGN_BELOW_PLATFORM_FLOOR' });
    await edit(id, dollars(30));
    await stack.call(stopContracts.stop, { scope: 'campaign', id }, team.owner);
    await vi.waitFor(async () => expect((await stack.get(id, team)).status).toBe('paused'), {
      timeout: 10_000,
      interval: 50,
    });
    await expect(lower(id)).rejects.toMatchObject({ code: 'STOPPED' });
  });
});
