import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import { consent, startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { inDollars } from './published-campaign.ts';

let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms();
});
afterAll(() => stack.stop());

describe('connecting an ad account', () => {
  it.each(['google-ads', 'linkedin-ads'] as const)(
    'goes from consent to accounts that can be listed: %s',
    async (platform) => {
      const person = stack.person('owner');
      const connected = await stack.connect(platform, person);
      expect(connected.map(({ currency }) => currency).sort()).toEqual(['EUR', 'USD']);
      const { data, page } = await stack.call(adAccountContracts.adAccounts, { limit: 10 }, person);
      expect(new Set(data.map(({ id }) => id))).toEqual(new Set(connected.map(({ id }) => id)));
      expect(data.every(({ status }) => status === 'connected')).toBe(true);
      expect(page.nextCursor).toBeNull();
      const audit = await stack.sql(
        `SELECT action, subject_id, detail FROM audit_events
         WHERE organization_id = $1 AND actor_id = $2 ORDER BY action DESC, subject_id`,
        [person.organizationId, person.userId],
      );
      expect(audit[0]).toMatchObject({ action: 'ad_account.consent_asked', detail: { platform } });
      expect(audit.slice(1)).toEqual(
        connected
          .map(({ id, externalId }) => ({
            action: 'ad_account.connected',
            subject_id: id,
            detail: { platform, externalId },
          }))
          .sort((a, b) => (a.subject_id < b.subject_id ? -1 : 1)),
      );
    },
  );

  it('is only for the person who began it, in the organisation where it began', async () => {
    const person = stack.person('owner');
    const begun = await consent(stack, 'google-ads', person);
    const colleague = stack.person('owner', person.organizationId);
    for (const other of [colleague, stack.person('owner')])
      await expect(stack.call(adAccountContracts.completeConnect, begun, other)).rejects.toMatchObject({
        code: 'CONNECT_STATE_INVALID',
      });
    await stack.call(adAccountContracts.completeConnect, begun, person);
  });

  it('takes a state once, also when two requests race', async () => {
    const person = stack.person('owner');
    const begun = await consent(stack, 'google-ads', person);
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => stack.call(adAccountContracts.completeConnect, begun, person)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(stack.call(adAccountContracts.completeConnect, begun, person)).rejects.toMatchObject({
      code: 'CONNECT_STATE_INVALID',
    });
  });

  it('refuses a state that has expired or was never given', async () => {
    const person = stack.person('owner');
    const begun = await consent(stack, 'linkedin-ads', person);
    await stack.sql('UPDATE connect_states SET expires_at = now() WHERE organization_id = $1', [
      person.organizationId,
    ]);
    for (const state of [begun.state, 'never-given'])
      await expect(
        stack.call(adAccountContracts.completeConnect, { ...begun, state }, person),
      ).rejects.toMatchObject({ code: 'CONNECT_STATE_INVALID' });
    const failed = await stack.sql(
      `SELECT detail FROM audit_events WHERE organization_id = $1 AND action = 'ad_account.connect_failed'`,
      [person.organizationId],
    );
    expect(failed).toEqual(Array(2).fill({ detail: { code: 'CONNECT_STATE_INVALID' } }));
  });

  it('says that the platform refused a wrong code', async () => {
    const person = stack.person('owner');
    const { state } = await consent(stack, 'google-ads', person);
    await expect(
      stack.call(adAccountContracts.completeConnect, { state, code: 'made-up' }, person),
    ).rejects.toMatchObject({ code: 'CONNECT_REFUSED' });
  });

  it('says that the platform does not answer, and nothing is stored', async () => {
    const person = stack.person('owner');
    const begun = await consent(stack, 'google-ads', person);
    stack.google.faults.arm({
      match: { pathIncludes: '/token' },
      times: 1,
      skip: 0,
      kind: '500-before',
      ms: 0,
    });
    await expect(stack.call(adAccountContracts.completeConnect, begun, person)).rejects.toMatchObject({
      code: 'PLATFORM_UNAVAILABLE',
    });
    const { data } = await stack.call(adAccountContracts.adAccounts, {}, person);
    expect(data).toEqual([]);
  });

  it('is refused to roles that do not manage ad accounts', async () => {
    await expect(
      stack.call(adAccountContracts.beginConnect, { platform: 'google-ads' }, stack.person('manager')),
    ).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('keeps the id and the own name of an account that is connected again', async () => {
    const person = stack.person('owner');
    const first = inDollars(await stack.connect('google-ads', person));
    await stack.call(adAccountContracts.renameAdAccount, { id: first.id, name: 'Ours' }, person);
    await stack.call(adAccountContracts.disconnect, { id: first.id }, person);
    const again = inDollars(await stack.connect('google-ads', person));
    expect(again).toMatchObject({ id: first.id, name: 'Ours', status: 'connected' });
  });
});

describe('ad accounts', () => {
  it('are listed page by page, each once', async () => {
    const person = stack.person('owner');
    await stack.connect('google-ads', person);
    await stack.connect('linkedin-ads', person);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { data, page } = await stack.call(
        adAccountContracts.adAccounts,
        { limit: 1, ...(cursor === undefined ? {} : { cursor }) },
        person,
      );
      seen.push(...data.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
    const { data } = await stack.call(adAccountContracts.adAccounts, { platform: 'linkedin-ads' }, person);
    expect(data.map(({ platform }) => platform)).toEqual(['linkedin-ads', 'linkedin-ads']);
    const strange = Buffer.from(JSON.stringify(['yesterday', 'x'])).toString('base64url');
    for (const wrong of ['not-a-cursor', strange])
      await expect(
        stack.call(adAccountContracts.adAccounts, { cursor: wrong }, person),
      ).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('of another organisation do not exist: not in a list, not to rename, not to disconnect', async () => {
    const [mine, theirs] = [stack.person('owner'), stack.person('owner')];
    const { id } = inDollars(await stack.connect('google-ads', mine));
    expect((await stack.call(adAccountContracts.adAccounts, {}, theirs)).data).toEqual([]);
    for (const missing of [id, randomUUID()]) {
      await expect(
        stack.call(adAccountContracts.renameAdAccount, { id: missing, name: 'Mine now' }, theirs),
      ).rejects.toMatchObject({ code: 'AD_ACCOUNT_NOT_FOUND', message: 'No such resource.' });
      await expect(stack.call(adAccountContracts.disconnect, { id: missing }, theirs)).rejects.toMatchObject({
        code: 'AD_ACCOUNT_NOT_FOUND',
      });
    }
    expect((await stack.call(adAccountContracts.adAccounts, {}, mine)).data).toHaveLength(2);
  });

  it('that are disconnected are gone with their tokens', async () => {
    const person = stack.person('owner');
    for (const { id } of await stack.connect('google-ads', person))
      await stack.call(adAccountContracts.disconnect, { id }, person);
    expect((await stack.call(adAccountContracts.adAccounts, {}, person)).data).toEqual([]);
    const kept = () =>
      stack.sql('SELECT id FROM platform_grants WHERE organization_id = $1 AND sealed_tokens IS NOT NULL', [
        person.organizationId,
      ]);
    expect(await until(kept, (grants) => grants.length === 0)).toEqual([]);
  });
});

describe('tokens', () => {
  it('are nowhere in the database in clear, nor is a state or a verifier', async () => {
    const person = stack.person('owner');
    const tokens = new Set<string>();
    const { code, state } = await consent(stack, 'google-ads', person);
    await stack.call(adAccountContracts.completeConnect, { state, code }, person);
    for (const { body } of stack.google.requests) {
      const verifier = new URLSearchParams(body).get('code_verifier');
      if (verifier) tokens.add(verifier);
    }
    tokens.add(state).add(code).add('ya29').add('refresh');
    const rows = await stack.sql<{ dump: string }>(
      `SELECT query_to_xml('SELECT * FROM ' || relname, true, true, '')::text AS dump
       FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    expect(rows.length).toBeGreaterThan(8);
    const dump = rows
      .map((row) => row.dump)
      .join('\n')
      .replaceAll('refreshing_until', '');
    for (const token of tokens) expect(dump).not.toContain(token);
    expect(dump).toMatch(/<sealed_tokens>v2\.[0-9a-f]{8}\./);
  });

  it('that were changed, or moved from another row or organisation, do not open', async () => {
    const [one, two] = [stack.person('owner'), stack.person('owner')];
    await stack.connect('google-ads', one);
    await stack.connect('google-ads', two);
    const openAccess = async () => {
      const { id } = inDollars((await stack.call(adAccountContracts.adAccounts, {}, one)).data);
      return stack.tokensOf(one.organizationId, id);
    };
    expect((await openAccess()).accessToken).toMatch(/^ya29/);
    const [before] = await stack.sql<{ sealed: string }>(
      'SELECT sealed_tokens AS sealed FROM platform_grants WHERE organization_id = $1',
      [one.organizationId],
    );
    const put = (sealed: string) =>
      stack.sql('UPDATE platform_grants SET sealed_tokens = $2 WHERE organization_id = $1', [
        one.organizationId,
        sealed,
      ]);
    const parts = before?.sealed.split('.') ?? [];
    for (const index of [2, 3, 4]) {
      const flip = (part: string) => (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
      await put(parts.map((part, at) => (at === index ? flip(part) : part)).join('.'));
      await expect(openAccess()).rejects.toThrow('cannot be opened');
    }
    await stack.sql(
      `UPDATE platform_grants SET sealed_tokens = (SELECT sealed_tokens FROM platform_grants WHERE organization_id = $2)
       WHERE organization_id = $1`,
      [one.organizationId, two.organizationId],
    );
    await stack.sql(
      `UPDATE organization_keys k SET id = other.id, wrapped = other.wrapped
       FROM organization_keys other WHERE k.organization_id = $1 AND other.organization_id = $2`,
      [one.organizationId, two.organizationId],
    );
    await expect(openAccess()).rejects.toThrow('cannot be opened');
  });
});
