import { afterAll, beforeAll, expect, it } from 'vitest';
import { registered } from '../../../client/registered.ts';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { reviewContracts } from '../../../contracts/campaign/review.ts';
import { startCampaign, type CampaignStack } from './campaign-stack.ts';
import { complete } from './fixtures.ts';
import { agreedTo } from '../../../tests/support/approval.ts';

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
  const { tokens } = registered(await stack.call(accountContracts.register, account));
  const ann = { authorization: `Bearer ${tokens.accessToken}` };
  const inDollars = (await stack.connect('google-ads', ann)).find((a) => a.currency === 'USD');
  const adAccounts = { 'google-ads': inDollars?.id ?? '' };
  const campaign = complete({ platforms: ['google-ads'], adAccounts });
  const { id } = await stack.call(contentContracts.create, { campaign }, ann);
  const submitted = await stack.call(reviewContracts.submit, { id }, ann);
  await expect(stack.call(reviewContracts.approve, agreedTo(submitted), ann)).rejects.toMatchObject({
    code: 'APPROVAL_OWN_SUBMISSION',
    status: 403,
  });
  expect(await stack.call(contentContracts.get, { id }, ann)).toMatchObject({ status: 'in_review' });
});
