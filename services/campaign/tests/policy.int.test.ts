import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { historyContracts } from '../../../contracts/campaign/history.ts';
import { campaignPolicyContracts as policies } from '../../../contracts/campaign/policy.ts';
import { reviewsContracts } from '../../../contracts/campaign/reviews.ts';
import type { PolicyRefusal } from '../../../contracts/platforms/policy.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { fakePlatforms, type FakePlatforms } from './fake-platforms.ts';
import { fakedTeams } from './faked-team.ts';
import { complete } from './fixtures.ts';

let stack: Stack;
let fake: FakePlatforms;
let teams: ReturnType<typeof fakedTeams>;
beforeAll(async () => {
  stack = await startStack({ services: ['campaign'] });
  fake = await fakePlatforms(stack.running);
  teams = fakedTeams(stack, fake);
});
afterAll(() => stack.stop());
afterEach(() => fake.reset());

const refusal: PolicyRefusal = {
  id: 'a refusal',
  platform: 'google-ads',
  version: 1,
  object: { kind: 'keyword', name: 'casino crm', adGroup: 'CRM', path: 'adGroups.0.keywords.2' },
  policy: { name: 'Gambling and games', description: '', violatingText: 'casino' },
  exemptible: true,
  operationId: crypto.randomUUID(),
  refusedAt: '2026-03-01T10:00:00.000Z',
  decision: null,
};

it('a first publication that a policy of Google refuses waits for a person, with each way out', async () => {
  const people = teams.team();
  const campaign = complete({ adAccounts: fake.adAccounts });
  const { id } = await stack.call(contentContracts.create, { campaign }, people.owner);
  await teams.approve(id, people);
  const said = {
    code: 'POLICY_REFUSED',
    message: 'keyword “casino crm” breaks the policy “Gambling and games”',
  };
  fake.endings.set('publish google-ads', { state: 'failed', error: said });
  await teams.publish(id, people);
  const { data } = await stack.call(reviewsContracts.reviews, {}, people.owner);
  const refused = data.filter(({ platform }) => platform === 'google-ads');
  expect(refused).toMatchObject([{ cause: { code: 'POLICY_REFUSED' }, evidence: { said: said.message } }]);
  expect(refused[0]?.actions.map(({ method, path }) => `${method} ${path}`)).toEqual(
    expect.arrayContaining([
      `GET /api/campaigns/${id}/policy`,
      `POST /api/campaigns/${id}/policy/exempt`,
      `POST /api/campaigns/${id}/policy/drop`,
    ]),
  );
});

it.each([
  ['exemptPolicy', 'exempt', 'campaign.policy_exempted', 'exemption asked for'],
  ['dropRefused', 'drop', 'campaign.refused_dropped', 'left out'],
] as const)(
  '%s tells platforms who decided it for which version, and the history in words',
  async (name, decision, action, words) => {
    const people = teams.team();
    const { id, version } = await teams.live(people);
    fake.refusals.push(refusal);
    expect(await stack.call(policies.policy, { id }, people.owner)).toEqual({
      campaignId: id,
      version,
      refusals: [refusal],
    });
    await stack.call(policies[name], { id, ids: [refusal.id] }, people.owner);
    expect(fake.decided).toEqual([
      { campaignId: id, version, ids: [refusal.id], decision, by: people.owner.userId },
    ]);
    const { data } = await stack.call(historyContracts.history, { id }, people.owner);
    expect(data[0]).toMatchObject({
      action,
      actor: { kind: 'user', id: people.owner.userId },
      version,
      fields: [
        {
          path: 'google-ads.adGroups.0.keywords.2',
          after: `${words}: keyword “casino crm” in ad group “CRM”, policy “Gambling and games”`,
        },
      ],
    });
    const viewer = stack.person('viewer', people.owner.organizationId);
    await expect(stack.call(policies[name], { id, ids: [refusal.id] }, viewer)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    await expect(
      stack.call(policies[name], { id, ids: [refusal.id] }, stack.person('owner')),
    ).rejects.toMatchObject({
      code: 'CAMPAIGN_NOT_FOUND',
    });
    expect(fake.decided).toHaveLength(1);
  },
);
