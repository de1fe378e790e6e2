import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { startStack, type Person, type Stack } from '../../../tests/support/stack.ts';
import { draft } from './fixtures.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['campaign'] });
});
afterAll(() => stack.stop());

const make = (me: Person) => stack.call(contentContracts.create, { campaign: draft() }, me);

describe('campaign.update', () => {
  it('writes a new version and keeps who made the campaign', async () => {
    const me = stack.person();
    const first = await make(me);
    const campaign = draft({ name: 'Summer sale', platforms: ['google-ads'] });
    const second = await stack.call(contentContracts.update, { id: first.id, version: 1, campaign }, me);
    expect(second).toMatchObject({ version: 2, name: 'Summer sale', status: 'draft', createdBy: me.userId });
    expect(second.createdAt).toBe(first.createdAt);
    expect(second.updatedAt > first.updatedAt).toBe(true);
    await expect(stack.call(contentContracts.get, { id: first.id }, me)).resolves.toEqual(second);
  });

  it('refuses a version that is not the current one', async () => {
    const me = stack.person();
    const { id } = await make(me);
    const stale = stack.call(contentContracts.update, { id, version: 2, campaign: draft() }, me);
    await expect(stale).rejects.toMatchObject({ code: 'VERSION_STALE', status: 412 });
  });

  it('lets one of two editors win', async () => {
    const me = stack.person();
    const { id } = await make(me);
    const edits = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((name) =>
        stack.call(contentContracts.update, { id, version: 1, campaign: draft({ name }) }, me),
      ),
    );
    expect(edits.filter((e) => e.status === 'fulfilled')).toHaveLength(1);
    for (const lost of edits.filter((e) => e.status === 'rejected'))
      expect(lost.reason).toMatchObject({ code: 'VERSION_STALE' });
    expect(await stack.call(contentContracts.get, { id }, me)).toMatchObject({ version: 2 });
  });

  it('checks in order: shape, then 404, then 412, then 409', async () => {
    const me = stack.person();
    const { id } = await make(me);
    await stack.call(contentContracts.archive, { id, version: 1 }, me);
    const put = (overrides: object) =>
      stack.call(contentContracts.update, { id, version: 1, campaign: draft(), ...overrides }, me);
    const shape = { budget: { dailyMicros: 1, currency: 'USD' } };
    await expect(put({ id: crypto.randomUUID(), campaign: draft(shape) })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    });
    await expect(put({ id: crypto.randomUUID() })).rejects.toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
    await expect(put({ version: 7 })).rejects.toMatchObject({ code: 'VERSION_STALE' });
    await expect(put({})).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
  });

  it("does not reach another organisation's campaign", async () => {
    const { id } = await make(stack.person());
    const attempt = stack.call(
      contentContracts.update,
      { id, version: 1, campaign: draft() },
      stack.person(),
    );
    await expect(attempt).rejects.toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
  });
});

describe('campaign.archive', () => {
  it('archives, can still be read, and may be asked for again', async () => {
    const me = stack.person();
    const { id } = await make(me);
    const archived = await stack.call(contentContracts.archive, { id, version: 1 }, me);
    expect(archived.status).toBe('archived');
    await expect(stack.call(contentContracts.get, { id }, me)).resolves.toEqual(archived);
    await expect(stack.call(contentContracts.archive, { id, version: 1 }, me)).resolves.toEqual(archived);
  });

  it('refuses a stale version and a campaign that is not there', async () => {
    const me = stack.person();
    const { id } = await make(me);
    await expect(stack.call(contentContracts.archive, { id, version: 9 }, me)).rejects.toMatchObject({
      code: 'VERSION_STALE',
    });
    await expect(
      stack.call(contentContracts.archive, { id, version: 1 }, stack.person()),
    ).rejects.toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
  });
});
