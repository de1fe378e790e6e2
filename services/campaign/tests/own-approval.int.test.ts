import { afterAll, beforeAll, expect, it } from 'vitest';
import { authContracts } from '../../../contracts/auth.ts';
import { campaignContracts } from '../../../contracts/campaign.ts';
import { startCampaign, type CampaignStack } from './campaign-stack.ts';
import { complete } from './fixtures.ts';

let stack: CampaignStack;
beforeAll(async () => {
  stack = await startCampaign(['auth']);
});
afterAll(() => stack.stop());

it('nobody approves an own submission where the organisation wants two people', async () => {
  const account = {
    email: 'ann@example.com',
    password: 'a long enough passphrase 4711',
    name: 'Ann',
    organizationName: 'Example',
  };
  const { tokens } = await stack.call(authContracts.register, account);
  const ann = { authorization: `Bearer ${tokens.accessToken}` };
  const inDollars = (await stack.connect('google-ads', ann)).find((a) => a.currency === 'USD');
  const adAccounts = { 'google-ads': inDollars?.id ?? '' };
  const campaign = complete({ platforms: ['google-ads'], adAccounts });
  const { id } = await stack.call(campaignContracts.create, { campaign }, ann);
  await stack.call(campaignContracts.submit, { id }, ann);
  await expect(stack.call(campaignContracts.approve, { id }, ann)).rejects.toMatchObject({
    code: 'APPROVAL_OWN_SUBMISSION',
    status: 403,
  });
  expect(await stack.call(campaignContracts.get, { id }, ann)).toMatchObject({ status: 'in_review' });
});
