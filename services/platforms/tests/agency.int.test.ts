import { randomUUID } from 'node:crypto';
import { googleAgencyAccounts } from '@sip/ad-sandbox/google-ads/accounts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { adAccountContracts, type AdAccount } from '../../../contracts/platforms/ad-accounts.ts';
import type { Person } from '../../../tests/support/stack.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { campaignToPublish, run, serving, submit, type PublishedCampaign } from './published-campaign.ts';

/** A sign-in of an agency: invited to the manager account at the top alone. */
let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms(
    { GOOGLE_ADS_DEVELOPER_TOKEN: 'a-token-of-ours' },
    { google: { accounts: googleAgencyAccounts } },
  );
});
afterAll(() => stack.stop());

const EUROPE = '9000000004';
const callsFor = (account: string) =>
  stack.google.requests.filter(({ path }) => path.includes(`/customers/${account}/`));

async function publishedOn(externalId: string): Promise<PublishedCampaign & { account: AdAccount }> {
  const person = stack.person('owner');
  const accounts = await stack.connect('google-ads', person);
  const account = accounts.find((one) => one.externalId === externalId);
  if (!account) throw new Error(`${externalId} was not connected`);
  const campaignId = randomUUID();
  const desired = { ...campaignToPublish(campaignId), currency: account.currency };
  const targets = [{ platform: 'google-ads' as const, adAccountId: account.id }];
  return { person, campaignId, targets, desired, account };
}

describe('an agency', () => {
  it('connects every ad account below its manager account, each with the way to it; managers are no ad accounts', async () => {
    const accounts = await stack.connect('google-ads', stack.person('owner'));
    const ways = accounts.map(({ externalId, managers }) => [externalId, managers.map(({ name }) => name)]);
    expect(Object.fromEntries(ways)).toEqual({
      '9000000003': ['Agency'],
      '9000000004': ['Agency', 'Agency Europe'],
      '9000000005': ['Agency'],
      '9000000006': ['Agency'],
      '9000000007': ['Agency'],
    });
    expect(accounts.find(({ externalId }) => externalId === EUROPE)?.managers).toEqual([
      { externalId: '9000000001', name: 'Agency' },
      { externalId: '9000000002', name: 'Agency Europe' },
    ]);
  });

  it('publishes to, resumes and pauses an ad account two managers deep; every call names the manager', async () => {
    const published = await publishedOn(EUROPE);
    const before = callsFor(EUROPE).length;
    for (const kind of ['publish', 'resume'] as const)
      expect(await run(stack, published, kind)).toMatchObject([{ state: 'done', error: null }]);
    expect(serving(stack).length).toBeGreaterThan(0);
    expect(await run(stack, published, 'pause')).toMatchObject([{ state: 'done', error: null }]);
    expect(serving(stack)).toEqual([]);
    const calls = callsFor(EUROPE).slice(before);
    expect(calls.length).toBeGreaterThan(5);
    for (const { headers, status } of calls)
      expect({ status, manager: headers['login-customer-id'], token: headers['developer-token'] }).toEqual({
        status: 200,
        manager: '9000000001',
        token: 'a-token-of-ours',
      });
  });
});

describe('what a sign-in may do at Google, which names no role', () => {
  const stored = async ({ person, account }: { person: Person; account: AdAccount }) => {
    const { data } = await stack.call(adAccountContracts.adAccounts, { limit: 20 }, person);
    const { access, changedAt } = data.find(({ id }) => id === account.id) ?? {};
    return { access, changedAt };
  };
  const UNKNOWN = { access: 'unknown', changedAt: null };

  it('is not known before Google takes a change, known by that, and not known again where a right is refused', async () => {
    const published = await publishedOn(EUROPE);
    expect(await stored(published)).toEqual(UNKNOWN);
    await stack.call(adAccountContracts.accountState, { id: published.account.id }, published.person);
    expect(await stored(published)).toEqual(UNKNOWN);
    expect(await run(stack, published, 'publish')).toMatchObject([{ state: 'done' }]);
    const after = await stored(published);
    expect(after).toEqual({ access: 'full', changedAt: expect.any(String) as string });
    stack.google.faults.arm({
      match: { pathIncludes: `/customers/${EUROPE}/googleAds:mutate` },
      times: 100,
      skip: 0,
      kind: '403',
      reason: 'ACTION_NOT_PERMITTED',
      ms: 0,
    });
    expect(await run(stack, published, 'resume')).not.toMatchObject([{ state: 'done' }]);
    expect(await stored(published)).toEqual(UNKNOWN);
    stack.google.faults.clear();
    expect(await run(stack, published, 'resume')).toMatchObject([{ state: 'done' }]);
    expect(await stored(published)).toMatchObject({ access: 'full' });
    expect(await run(stack, published, 'pause')).toMatchObject([{ state: 'done' }]);
  });

  it('is not known of another sign-in for the same account', async () => {
    const published = await publishedOn(EUROPE);
    expect(await run(stack, published, 'publish')).toMatchObject([{ state: 'done' }]);
    expect(await stored(published)).toMatchObject({ access: 'full' });
    await stack.connect('google-ads', published.person);
    expect(await stored(published)).toEqual(UNKNOWN);
  });
});

describe('an ad account that is held', () => {
  const control = (id: string, changes: object) =>
    fetch(`${stack.google.url}/_simulator/account`, {
      method: 'POST',
      body: JSON.stringify({ id, ...changes }),
    });
  const held = { state: 'failed', error: { code: 'AD_ACCOUNT_HELD' } };
  const writesTo = (account: string) => callsFor(account).filter(({ path }) => path.endsWith(':mutate'));

  it.each([
    ['9000000005', 'suspended', 'Google has suspended the ad account.'],
    ['9000000006', 'cancelled', 'The ad account was cancelled; an administrator can reactivate it.'],
  ])(
    '%s is shown as %s when it is connected, and refused before anything is made',
    async (id, code, sentence) => {
      const published = await publishedOn(id);
      expect(published.account).toMatchObject({ access: 'unknown', hold: { code, sentence } });
      const before = writesTo(id).length;
      expect(await run(stack, published, 'publish')).toMatchObject([held]);
      expect(writesTo(id)).toHaveLength(before);
    },
  );

  it('is found out when Google forbids a step, and free again as soon as Google says so', async () => {
    const [id, published] = ['9000000003', await publishedOn('9000000003')];
    const stored = async () => {
      const { data } = await stack.call(adAccountContracts.adAccounts, { limit: 20 }, published.person);
      return data.find(({ externalId }) => externalId === id);
    };
    expect(await run(stack, published, 'publish')).toMatchObject([{ state: 'done' }]);
    await control(id, { status: 'SUSPENDED' });
    const refused = await run(stack, published, 'resume');
    expect(refused).not.toMatchObject([{ state: 'done' }]);
    expect(refused[0]?.error?.message).toContain('suspended');
    expect(await stored()).toMatchObject({ hold: { code: 'suspended' } });
    const writes = writesTo(id).length;
    expect(await run(stack, published, 'resume')).toMatchObject([held]);
    expect(writesTo(id)).toHaveLength(writes);
    await control(id, { status: 'ENABLED' });
    expect(await run(stack, published, 'resume')).toMatchObject([{ state: 'done', error: null }]);
    expect(await stored()).toMatchObject({ hold: null });
    expect(await run(stack, published, 'pause')).toMatchObject([{ state: 'done', error: null }]);
  });
});

describe('on LinkedIn', () => {
  const control = (changes: object) =>
    fetch(`${stack.linkedIn.url}/_simulator/account`, {
      method: 'POST',
      body: JSON.stringify({ id: '512345678', ...changes }),
    });
  const writes = () =>
    stack.linkedIn.requests.filter(({ path, method }) => method !== 'GET' && path.startsWith('/rest/'));

  it.each([
    [{ role: 'VIEWER' }, { access: 'read_only', hold: null }, 'AD_ACCOUNT_READ_ONLY', 'may only look at it'],
    [
      { role: 'CREATIVE_MANAGER' },
      { access: 'limited', hold: null },
      'AD_ACCOUNT_READ_ONLY',
      'may change no campaigns',
    ],
    [
      { servingHold: true },
      { access: 'full', hold: { code: 'billing' } },
      'AD_ACCOUNT_HELD',
      'look at its billing',
    ],
    [
      { status: 'CANCELED' },
      { access: 'full', hold: { code: 'cancelled' } },
      'AD_ACCOUNT_HELD',
      'was cancelled',
    ],
  ])(
    'an ad account with %o is shown so and refused with the reason; a pause is sent',
    async (changes, state, code, words) => {
      const person = stack.person('owner');
      const publish = async (): Promise<PublishedCampaign & { account: AdAccount }> => {
        const account = (await stack.connect('linkedin-ads', person)).find(
          ({ currency }) => currency === 'USD',
        )!;
        const campaignId = randomUUID();
        const targets = [{ platform: 'linkedin-ads' as const, adAccountId: account.id }];
        return { person, campaignId, targets, desired: campaignToPublish(campaignId), account };
      };
      const live = await publish();
      for (const kind of ['publish', 'resume'] as const)
        expect(await run(stack, live, kind)).toMatchObject([{ state: 'done' }]);
      const ready = await publish();
      expect(await run(stack, ready, 'publish')).toMatchObject([{ state: 'done' }]);
      await control(changes);
      try {
        const other = await publish();
        expect(other.account).toMatchObject(state);
        const before = writes().length;
        for (const [what, kind] of [
          [other, 'publish'],
          [ready, 'resume'],
        ] as const) {
          const [status] = await run(stack, what, kind);
          expect(status).toMatchObject({ state: 'failed', error: { code } });
          expect(status?.error?.message).toContain(words);
        }
        expect(writes()).toHaveLength(before);
        await submit(stack, live, 'pause');
        await vi.waitFor(() => expect(writes().length).toBeGreaterThan(before), 5_000);
      } finally {
        await control({ role: 'CAMPAIGN_MANAGER', servingHold: false, status: 'ACTIVE' });
      }
      expect(await run(stack, live, 'pause')).toMatchObject([{ state: 'done' }]);
    },
  );
});
