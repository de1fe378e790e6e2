import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { adAccountContracts, type AdAccount } from '../../../contracts/platforms/ad-accounts.ts';
import { rotate } from '../../../storage/envelopes/rotation.ts';
import { Database } from '../../../storage/database.ts';
import { databaseUrl } from '../../../storage/settings.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { parseSettings } from '../../../lib/settings.ts';
import type { Person } from '../../../tests/support/stack.ts';
import { platformKeys } from '../connections/store/envelopes.ts';
import { tokenStore } from '../connections/store/token-store.ts';
import { platformsSettings } from '../settings.ts';
import { consent, startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import {
  campaignToPublish,
  inDollars,
  run,
  serving,
  submit,
  type PublishedCampaign,
} from './published-campaign.ts';

const PRODUCT = 'token-of-the-product-01';
let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms({ GOOGLE_ADS_DEVELOPER_TOKEN: PRODUCT });
});
afterAll(() => stack.stop());

let made = 0;
const newToken = () => `token_of-an-agency-${String((made += 1)).padStart(4, '0')}`;

/** The developer tokens of the calls to the API since there were so many. */
const sentSince = (count: number): Set<unknown> =>
  new Set(
    stack.google.requests
      .slice(count)
      .filter(({ path }) => /^\/v\d+\//.test(path))
      .map(({ headers }) => headers['developer-token']),
  );

const say = (token: string, refusal: string | null) =>
  fetch(`${stack.google.url}/_simulator/developer-token`, {
    method: 'POST',
    body: JSON.stringify({ token, refusal }),
  });

function campaignOf(person: Person, accounts: readonly AdAccount[]): PublishedCampaign {
  const campaignId = crypto.randomUUID();
  const targets = [{ platform: 'google-ads' as const, adAccountId: inDollars(accounts).id }];
  return { person, campaignId, targets, desired: campaignToPublish(campaignId) };
}

const seen = async (person: Person, id: string): Promise<AdAccount['developerToken'] | undefined> =>
  (await stack.call(adAccountContracts.adAccounts, {}, person)).data.find((one) => one.id === id)
    ?.developerToken;

describe('a developer token that a connection brings', () => {
  it('is carried by every call of that connection, from the first one on, and by none of another', async () => {
    const [developerToken, before] = [newToken(), stack.google.requests.length];
    const person = stack.person('owner');
    const accounts = await stack.connect('google-ads', person, { developerToken });
    expect(sentSince(before)).toEqual(new Set([developerToken]));
    const published = campaignOf(person, accounts);
    for (const kind of ['publish', 'resume', 'pause'] as const)
      expect(await run(stack, published, kind)).toMatchObject([{ state: 'done', error: null }]);
    expect(sentSince(before)).toEqual(new Set([developerToken]));
    expect(await seen(person, published.targets[0]!.adAccountId)).toEqual({
      from: 'connection',
      refusal: null,
    });

    const [other, after] = [stack.person('owner'), stack.google.requests.length];
    const [first] = await stack.connect('google-ads', other);
    expect(sentSince(after)).toEqual(new Set([PRODUCT]));
    expect(first?.developerToken).toEqual({ from: 'product', refusal: null });
  });

  it('is replaced by connecting again, also by the one of the product', async () => {
    const person = stack.person('owner');
    const ids = new Set<string>();
    for (const brought of [{ developerToken: newToken() }, { developerToken: newToken() }, {}]) {
      const before = stack.google.requests.length;
      const accounts = await stack.connect('google-ads', person, brought);
      ids.add(inDollars(accounts).id);
      expect(await run(stack, campaignOf(person, accounts), 'publish')).toMatchObject([{ state: 'done' }]);
      expect(sentSince(before)).toEqual(new Set([brought.developerToken ?? PRODUCT]));
    }
    expect(ids.size).toBe(1);
    expect(await seen(person, [...ids][0] ?? '')).toEqual({ from: 'product', refusal: null });
  });

  it('is nowhere in clear, in no answer, and in the trail without its text', async () => {
    const [developerToken, abandoned] = [newToken(), newToken()];
    const person = stack.person('owner');
    await consent(stack, 'google-ads', person, { developerToken: abandoned });
    const accounts = await stack.connect('google-ads', person, { developerToken });
    const { data } = await stack.call(adAccountContracts.adAccounts, {}, person);
    const rows = await stack.sql<{ dump: string }>(
      `SELECT query_to_xml('SELECT * FROM ' || relname, true, true, '')::text AS dump
       FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    const dump = rows.map((row) => row.dump).join('\n');
    expect(dump).toMatch(/<sealed_developer_token>v2\.[0-9a-f]{8}\./);
    for (const token of [developerToken, abandoned])
      expect(JSON.stringify([accounts, data]) + dump).not.toContain(token);
    const trail = await stack.sql<{ action: string; detail: object }>(
      `SELECT action, detail FROM audit_events WHERE organization_id = $1 ORDER BY action`,
      [person.organizationId],
    );
    expect(trail.map(({ action }) => action)).toEqual([
      ...accounts.map(() => 'ad_account.connected'),
      ...Array<string>(2).fill('ad_account.consent_asked'),
    ]);
    for (const { detail } of trail) expect(detail).toMatchObject({ developerToken: 'connection' });
    // a consent that was used keeps none
    const kept = await stack.sql<{ used: boolean; kept: boolean }>(
      `SELECT used_at IS NOT NULL AS used, sealed_developer_token IS NOT NULL AS kept FROM connect_states
       WHERE organization_id = $1 ORDER BY used`,
      [person.organizationId],
    );
    expect(kept).toEqual([
      { used: false, kept: true },
      { used: true, kept: false },
    ]);
  });

  it('is sealed anew when keys rotate, and gone as soon as no account uses the connection', async () => {
    const developerToken = newToken();
    const person = stack.person('owner');
    const { organizationId } = person;
    const accounts = await stack.connect('google-ads', person, { developerToken });
    const { own } = parseSettings(stack.variables, { own: platformsSettings });
    const database = new Database({ url: databaseUrl(own, 'platforms'), applicationName: 'test' });
    try {
      const keys = platformKeys(database, own);
      const sealed = () =>
        stack.sql<{ id: string; sealed: string | null }>(
          'SELECT id, sealed_developer_token AS sealed FROM platform_grants WHERE organization_id = $1',
          [organizationId],
        );
      const [before] = await sealed();
      const report = await rotate(keys, { replaceBefore: new Date(Date.now() + 60_000) });
      expect(report).toMatchObject({ unreadable: 0 });
      const [after] = await sealed();
      expect(after?.sealed).not.toBe(before?.sealed);
      const opened = inOrganization(organizationId, () =>
        tokenStore(database, keys).developerToken(organizationId, after?.id ?? ''),
      );
      expect(await opened).toBe(developerToken);
      const calls = stack.google.requests.length;
      expect(await run(stack, campaignOf(person, accounts), 'publish')).toMatchObject([{ state: 'done' }]);
      expect(sentSince(calls)).toEqual(new Set([developerToken]));
      for (const { id } of accounts) await stack.call(adAccountContracts.disconnect, { id }, person);
      expect((await sealed()).map((row) => row.sealed)).toEqual([null]);
    } finally {
      await database.close();
    }
  });

  it('is refused of LinkedIn, which has none, and when it can be none', async () => {
    const person = stack.person('owner');
    for (const params of [
      { platform: 'linkedin-ads' as const, developerToken: newToken() },
      { platform: 'google-ads' as const, developerToken: 'with a space\r\nx: y' },
    ])
      await expect(stack.call(adAccountContracts.beginConnect, params, person)).rejects.toMatchObject({
        code: 'REQUEST_INVALID',
      });
  });
});

describe('a developer token that Google refuses', () => {
  it.each([
    ['DEVELOPER_TOKEN_INVALID', /The developer token is not valid/],
    ['DEVELOPER_TOKEN_NOT_APPROVED', /approved for test accounts only/],
  ])('connects nothing, and what was connected stays (%s)', async (refusal, words) => {
    const [wrong, right] = [newToken(), newToken()];
    await say(wrong, refusal);
    const person = stack.person('owner');
    const accounts = await stack.connect('google-ads', person, { developerToken: right });
    await expect(stack.connect('google-ads', person, { developerToken: wrong })).rejects.toMatchObject({
      code: 'CONNECT_REFUSED',
      message: expect.stringMatching(words) as string,
    });
    const before = stack.google.requests.length;
    expect(await run(stack, campaignOf(person, accounts), 'publish')).toMatchObject([{ state: 'done' }]);
    expect(sentSince(before)).toEqual(new Set([right]));
  });

  it('is a state of the account with its reason, and connecting again with another ends it, pauses first', async () => {
    const [wrong, right] = [newToken(), newToken()];
    const refusal = 'DEVELOPER_TOKEN_PROHIBITED';
    const person = stack.person('owner');
    const live = campaignOf(person, await stack.connect('google-ads', person, { developerToken: wrong }));
    const id = live.targets[0]!.adAccountId;
    const otherwise = serving(stack).length;
    for (const kind of ['publish', 'resume'] as const)
      expect(await run(stack, live, kind)).toMatchObject([{ state: 'done' }]);
    expect(serving(stack).length).toBeGreaterThan(otherwise);
    await say(wrong, refusal);
    const another = campaignOf(person, [{ ...(await accountOf(person, id)) }]);
    const [status] = await run(stack, another, 'publish');
    expect(status).toMatchObject({ state: 'failed', error: { code: refusal } });
    expect(status?.error?.message).toMatch(
      /Connect the ad account again, with a developer token that Google/,
    );
    expect(await seen(person, id)).toMatchObject({
      from: 'connection',
      refusal: { code: refusal, sentence: expect.stringContaining('Connect the ad account again') as string },
    });
    const operationId = await submit(stack, live, 'pause');
    await until(
      () =>
        stack.sql(`SELECT 1 FROM ops WHERE operation_id = $1 AND error_code = $2`, [operationId, refusal]),
      (rows) => rows.length > 0,
    );
    expect(serving(stack).length).toBeGreaterThan(otherwise);
    await stack.connect('google-ads', person, { developerToken: right });
    expect(await seen(person, id)).toEqual({ from: 'connection', refusal: null });
    expect(await stack.settled(operationId, 'pause', person.organizationId)).toMatchObject([
      { state: 'done', error: null },
    ]);
    expect(serving(stack)).toHaveLength(otherwise);
  });

  it('is forgotten as soon as Google takes it again', async () => {
    const developerToken = newToken();
    const person = stack.person('owner');
    const published = campaignOf(person, await stack.connect('google-ads', person, { developerToken }));
    const id = published.targets[0]!.adAccountId;
    await say(developerToken, 'DEVELOPER_TOKEN_NOT_ON_ALLOWLIST');
    expect(await run(stack, published, 'publish')).toMatchObject([{ state: 'failed' }]);
    expect((await seen(person, id))?.refusal?.code).toBe('DEVELOPER_TOKEN_NOT_ON_ALLOWLIST');
    await say(developerToken, null);
    await stack.call(adAccountContracts.accountState, { id }, person);
    expect(await seen(person, id)).toEqual({ from: 'connection', refusal: null });
  });
});

async function accountOf(person: Person, id: string): Promise<AdAccount> {
  const { data } = await stack.call(adAccountContracts.adAccounts, {}, person);
  const account = data.find((one) => one.id === id);
  if (!account) throw new Error('the account is not listed');
  return account;
}
