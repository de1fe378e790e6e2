import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { complete, draft } from './fixtures.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['campaign'] });
});
afterAll(() => stack.stop());

const rows = (sql: string, organizationId: string) =>
  asAdministrator<{ n: number }>(stack.databases.adminUrl('campaign'), sql, [organizationId]);

describe('campaign.create', () => {
  it('answers a draft of version 1 with an equal split that adds up', async () => {
    const me = stack.person('manager');
    const campaign = await stack.call(
      contentContracts.create,
      { campaign: draft({ budget: { dailyMicros: 50_010_001, currency: 'USD' } }) },
      me,
    );
    expect(campaign).toMatchObject({
      status: 'draft',
      version: 1,
      createdBy: me.userId,
      review: null,
      publications: [],
      adAccounts: {},
      declarations: null,
      structure: null,
    });
    expect(campaign.budget.split).toEqual([
      { platform: 'google-ads', dailyMicros: 25_005_001 },
      { platform: 'linkedin-ads', dailyMicros: 25_005_000 },
    ]);
    await expect(stack.call(contentContracts.get, { id: campaign.id }, me)).resolves.toEqual(campaign);
  });

  it('writes campaign, version and audit row together', async () => {
    const me = stack.person();
    await stack.call(contentContracts.create, { campaign: complete() }, me);
    for (const table of ['campaigns', 'campaign_versions', 'audit_events'])
      expect(await rows(`SELECT 1 FROM ${table} WHERE organization_id = $1`, me.organizationId)).toHaveLength(
        1,
      );
  });

  it.each([
    [
      'a sum that differs',
      {
        split: [
          { platform: 'google-ads', dailyMicros: 1 },
          { platform: 'linkedin-ads', dailyMicros: 2 },
        ],
      },
      'campaign.budget.split',
    ],
    [
      'a platform left out',
      { split: [{ platform: 'google-ads', dailyMicros: 50_010_000 }] },
      'campaign.budget.split',
    ],
    ['a total below one day', { totalMicros: 5 }, 'campaign.budget.totalMicros'],
  ] as const)('refuses %s', async (_, budget, path) => {
    const campaign = draft({
      budget: { dailyMicros: 50_010_000, currency: 'USD', ...structuredClone(budget) } as never,
    });
    const refused = stack.call(contentContracts.create, { campaign }, stack.person());
    await expect(refused).rejects.toMatchObject({ code: 'REQUEST_INVALID', public: { errors: [{ path }] } });
  });

  it('refuses an end before the start and an account of a platform that is not chosen', async () => {
    const campaign = draft({
      platforms: ['google-ads'],
      schedule: { startDate: '2030-02-02', endDate: '2030-02-01' },
      adAccounts: { 'linkedin-ads': crypto.randomUUID() },
    });
    await expect(stack.call(contentContracts.create, { campaign }, stack.person())).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      public: { errors: [{ code: 'END_BEFORE_START' }, { code: 'PLATFORM_NOT_CHOSEN' }] },
    });
  });

  it('cannot check a named ad account while platforms is down, and says so', async () => {
    const campaign = draft({ adAccounts: { 'google-ads': crypto.randomUUID() } });
    await expect(stack.call(contentContracts.create, { campaign }, stack.person())).rejects.toMatchObject({
      code: 'DEPENDENCY_UNAVAILABLE',
    });
  });

  it('keeps the largest amounts exactly', async () => {
    const budget = {
      dailyMicros: 8_999_999_999_999_999,
      totalMicros: 9_000_000_000_000_000,
      currency: 'IDR',
    };
    const { id } = await stack.call(contentContracts.create, { campaign: draft({ budget }) }, stack.person());
    expect(id).toBeTypeOf('string');
    const me = stack.person();
    const created = await stack.call(contentContracts.create, { campaign: draft({ budget }) }, me);
    const read = await stack.call(contentContracts.get, { id: created.id }, me);
    expect(read.budget).toMatchObject(budget);
    expect(read.budget.split.map((s) => s.dailyMicros)).toEqual([
      4_500_000_000_000_000, 4_499_999_999_999_999,
    ]);
  });

  it('is refused to an analyst', async () => {
    await expect(
      stack.call(contentContracts.create, { campaign: draft() }, stack.person('analyst')),
    ).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});

describe('Idempotency-Key on create', () => {
  it('answers the same campaign to the same key and body', async () => {
    const me = stack.person();
    const params = { campaign: draft(), idempotencyKey: 'a' };
    const first = await stack.call(contentContracts.create, params, me);
    await expect(stack.call(contentContracts.create, params, me)).resolves.toEqual(first);
  });

  it('refuses the same key with another body', async () => {
    const me = stack.person();
    await stack.call(contentContracts.create, { campaign: draft(), idempotencyKey: 'a' }, me);
    await expect(
      stack.call(contentContracts.create, { campaign: draft({ name: 'Other' }), idempotencyKey: 'a' }, me),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('belongs to one person: another one may use the same key', async () => {
    const me = stack.person();
    const colleague = stack.person('manager', me.organizationId);
    const params = { campaign: draft(), idempotencyKey: 'a' };
    const [mine, theirs] = [
      await stack.call(contentContracts.create, params, me),
      await stack.call(contentContracts.create, params, colleague),
    ];
    expect(mine.id).not.toBe(theirs.id);
  });

  it('makes one campaign of twenty requests at once', async () => {
    const me = stack.person();
    const params = { campaign: draft(), idempotencyKey: 'b' };
    const created = await Promise.all(
      Array.from({ length: 20 }, () => stack.call(contentContracts.create, params, me)),
    );
    expect(new Set(created.map((c) => c.id)).size).toBe(1);
    expect(await rows('SELECT 1 FROM campaigns WHERE organization_id = $1', me.organizationId)).toHaveLength(
      1,
    );
  });

  it('is forgotten after 24 hours', async () => {
    const me = stack.person();
    const params = { campaign: draft(), idempotencyKey: 'c' };
    const first = await stack.call(contentContracts.create, params, me);
    await rows(
      `UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE organization_id = $1`,
      me.organizationId,
    );
    const second = await stack.call(contentContracts.create, params, me);
    expect(second.id).not.toBe(first.id);
  });
});
