import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../../contracts/campaign/review.ts';
import { startCampaign, type CampaignStack } from './campaign-stack.ts';
import { complete } from './fixtures.ts';

let stack: CampaignStack;
beforeAll(async () => {
  stack = await startCampaign();
});
afterAll(() => stack.stop());

const control = (changes: object) =>
  fetch(`${stack.linkedIn.url}/_simulator/account`, {
    method: 'POST',
    body: JSON.stringify({ id: '512345678', ...changes }),
  });

describe('a campaign on an ad account that is on billing hold', () => {
  it('is not submitted, its plan says why, publishing makes nothing there; all is well when the hold ends', async () => {
    await control({ servingHold: true });
    const team = await stack.team();
    const { owner } = team;
    const adAccounts = { 'linkedin-ads': team.adAccounts['linkedin-ads'] };
    const campaign = complete({ adAccounts, platforms: ['linkedin-ads'] });
    const { id } = await stack.call(contentContracts.create, { campaign }, owner);
    const fault = {
      path: 'adAccounts.linkedin-ads',
      code: 'AD_ACCOUNT_HELD',
      message:
        'Nothing serves in this ad account now. LinkedIn cannot charge the ad account: look at its billing.',
    };
    await expect(stack.call(reviewContracts.submit, { id }, owner)).rejects.toMatchObject({
      code: 'CAMPAIGN_INCOMPLETE',
      public: { errors: [fault] },
    });
    const plan = await stack.call(publishingContracts.plan, { id }, owner);
    expect(plan.checks).toContainEqual({ platform: 'linkedin-ads', severity: 'error', ...fault });

    await control({ servingHold: false });
    await stack.approve(id, team);
    await control({ servingHold: true });
    await stack.connect('linkedin-ads', owner);
    const publish = async () => {
      const params = { id, idempotencyKey: crypto.randomUUID() };
      return stack.ended(await stack.call(publishingContracts.publish, params, owner), team);
    };
    const refused = await publish();
    expect(refused).toMatchObject({ status: 'failed' });
    expect(JSON.stringify(refused)).toContain('look at its billing');
    expect(stack.linkedIn.objects.all()).toEqual([]);

    await control({ servingHold: false });
    expect(await publish()).toMatchObject({ status: 'succeeded' });
    expect((await stack.get(id, team)).status).toBe('active');
  });
});
