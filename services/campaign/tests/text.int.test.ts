import { afterAll, beforeAll, expect, it } from 'vitest';
import { SeenCampaign } from '../../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { complete } from './fixtures.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['campaign'] });
});
afterAll(() => stack.stop());

it('the text that GET answers is the campaign of its contract, with and without a structure', async () => {
  const owner = stack.person('owner');
  const { structure: _structure, ...bare } = complete({ adAccounts: {} });
  for (const campaign of [complete({ adAccounts: {} }), bare]) {
    const created = await stack.call(contentContracts.create, { campaign }, owner);
    const read = await stack.call(contentContracts.read, { id: created.id }, owner);
    expect(SeenCampaign.parse(JSON.parse(read.text))).toEqual({ ...created, operation: null });
    expect([read.version, read.updatedAt]).toEqual([created.version, created.updatedAt]);
  }
});

it("another organisation's campaign has no text", async () => {
  const created = await stack.call(
    contentContracts.create,
    { campaign: complete({ adAccounts: {} }) },
    stack.person('owner'),
  );
  await expect(
    stack.call(contentContracts.read, { id: created.id }, stack.person('owner')),
  ).rejects.toMatchObject({
    code: 'CAMPAIGN_NOT_FOUND',
  });
});
