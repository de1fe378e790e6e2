import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CampaignPage } from '../../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { startStack, type Person, type Stack } from '../../../tests/support/stack.ts';
import { complete, draft } from './fixtures.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['campaign'] });
});
afterAll(() => stack.stop());

const make = (me: Person, overrides = {}) =>
  stack.call(contentContracts.create, { campaign: draft(overrides) }, me);

describe('campaign.get', () => {
  it("answers another organisation's campaign exactly like a missing one", async () => {
    const [me, stranger] = [stack.person(), stack.person()];
    const { id } = await make(me);
    const theirs = await stack.call(contentContracts.get, { id }, stranger).catch((e: unknown) => e);
    const missing = await stack
      .call(contentContracts.get, { id: crypto.randomUUID() }, stranger)
      .catch((e: unknown) => e);
    expect(theirs).toMatchObject({ code: 'CAMPAIGN_NOT_FOUND', status: 404 });
    expect(JSON.stringify(theirs)).toBe(JSON.stringify(missing));
  });

  it('may be read by every role', async () => {
    const me = stack.person();
    const { id } = await make(me);
    const viewer = stack.person('viewer', me.organizationId);
    await expect(stack.call(contentContracts.get, { id }, viewer)).resolves.toMatchObject({ id });
  });
});

describe('campaign.list', () => {
  const list = async (me: Person, params = {}) => {
    const { text } = await stack.call(contentContracts.list, params, me);
    return CampaignPage.parse(JSON.parse(text));
  };
  const names = async (me: Person, params = {}) => (await list(me, params)).data.map((c) => c.name);

  it('shows only the own organisation, newest first, without structure and review', async () => {
    const [me, other] = [stack.person(), stack.person()];
    await make(other);
    await stack.call(contentContracts.create, { campaign: complete({ name: 'First' }) }, me);
    await make(me, { name: 'Second' });
    const page = await list(me);
    expect(page.data.map((c) => c.name)).toEqual(['Second', 'First']);
    expect(page.data[1]).not.toHaveProperty('structure');
    expect(page.page.nextCursor).toBeNull();
  });

  it.each(['-createdAt', 'createdAt', 'name', '-name'] as const)(
    'pages through %s without a gap or a repeat, also among equal names',
    async (sort) => {
      const me = stack.person();
      for (const name of ['b', 'a', 'B', 'a', 'c', 'é', 'A']) await make(me, { name });
      const whole = (await list(me, { sort, limit: 100 })).data.map((c) => c.id);
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof list>> = await list(me, {
          sort,
          limit: 2,
          ...(cursor ? { cursor } : {}),
        });
        seen.push(...page.data.map((c) => c.id));
        cursor = page.page.nextCursor;
      } while (cursor);
      expect(seen).toEqual(whole);
      expect(seen).toHaveLength(7);
    },
  );

  it('filters by status, platform and objective', async () => {
    const me = stack.person();
    await make(me, { name: 'g', platforms: ['google-ads'], objective: 'leads' });
    await make(me, { name: 'l', platforms: ['linkedin-ads'] });
    expect(await names(me, { platform: 'google-ads' })).toEqual(['g']);
    expect(await names(me, { objective: 'traffic' })).toEqual(['l']);
    expect(await names(me, { status: 'active' })).toEqual([]);
    expect(await names(me, { status: 'draft', platform: 'linkedin-ads' })).toEqual(['l']);
  });

  it('searches names without regard to case, and takes % and _ as they are', async () => {
    const me = stack.person();
    for (const name of ['100% off', '100 off', 'a_b', 'aXb', 'back\\slash']) await make(me, { name });
    expect(await names(me, { q: '100%' })).toEqual(['100% off']);
    expect(await names(me, { q: 'A_B' })).toEqual(['a_b']);
    expect(await names(me, { q: 'K\\S' })).toEqual(['back\\slash']);
  });

  it.each([
    ['nonsense', 'x'],
    ['another sort', Buffer.from(JSON.stringify(['name', 'a', crypto.randomUUID()])).toString('base64url')],
    ['no id', Buffer.from(JSON.stringify(['-createdAt', '', 'x'])).toString('base64url')],
    [
      'a NUL',
      Buffer.from(JSON.stringify(['-createdAt', '\u0000', crypto.randomUUID()])).toString('base64url'),
    ],
  ])('refuses a cursor of %s', async (_, cursor) => {
    await expect(list(stack.person(), { cursor })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });
});

describe('campaign.resolve', () => {
  it("names the organisation's campaigns and leaves out every other id", async () => {
    const [me, stranger] = [stack.person(), stack.person()];
    const mine = await make(me);
    const theirs = await make(stranger);
    const ids = [mine.id, theirs.id, crypto.randomUUID()];
    const { campaigns } = await stack.call(contentContracts.resolve, { ids }, me);
    expect(campaigns).toEqual([
      expect.objectContaining({ id: mine.id, name: mine.name, currency: 'USD', split: mine.budget.split }),
    ]);
  });
});
