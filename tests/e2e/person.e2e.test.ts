import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../../client/client.ts';
import { registered } from '../../client/registered.ts';
import type { ProblemAnswer } from '../../client/failures.ts';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { connectSandbox } from '../../client/testing/connect-sandbox.ts';
import { until } from '../../client/testing/until.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { memberContracts } from '../../contracts/auth/members.ts';
import { sessionContracts } from '../../contracts/auth/sessions.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { historyContracts } from '../../contracts/campaign/history.ts';
import { SERVICES } from '../../contracts/permissions.ts';
import { personContracts, type PersonRecord } from '../../contracts/auth/person.ts';
import { adAccountContracts } from '../../contracts/platforms/ad-accounts.ts';
import { dumpDatabases } from '../support/database-dump.ts';
import { Http } from '../support/http.ts';
import { invite, PASSWORD } from '../support/journey.ts';
import { startSandbox, type Sandbox } from '../support/sandbox.ts';
import { startStack, type Stack } from '../support/stack.ts';

let stack: Stack;
let sandbox: Sandbox;
let http: Http;
beforeAll(async () => {
  sandbox = await startSandbox();
  stack = await startStack({ services: SERVICES, env: { ...sandbox.env, TRUSTED_PROXY_HOPS: '1' } });
  http = new Http(stack.url);
}, 60_000);
afterAll(async () => {
  await stack.stop();
  await sandbox.close();
});

let places = 0;

type Somebody = { client: Client; http: Http; userId: string; words: string[] };

/** A person with an organisation of their own, every word of whom is found again: name, address, place and device. */
async function somebody(): Promise<Somebody> {
  const word = `x${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const [name, email] = [`Name ${word}`, `mail-${word}@example.test`];
  places += 1;
  const address = `203.0.113.${places}`;
  const device = `device-${word}`;
  const from: typeof fetch = (url, init) =>
    fetch(url, {
      ...init,
      headers: {
        ...(init?.headers as Record<string, string>),
        'x-forwarded-for': address,
        'user-agent': device,
      },
    });
  const anonymous = new Client(stack.url, { fetch: from });
  const registration = { email, password: PASSWORD, name, organizationName: 'Engines' };
  const { tokens, user } = registered(await anonymous.call(accountContracts.register, registration));
  const client = anonymous.as(tokens.accessToken);
  const words = [name, email, device, `${address}<`, `"${address}"`];
  return { client, http: http.as(tokens.accessToken), userId: user.id, words };
}

async function exportOf({ client }: Pick<Somebody, 'client'>, limit = 100): Promise<PersonRecord[]> {
  const records: PersonRecord[] = [];
  let cursor: string | undefined;
  do {
    const { data, page } = await client.call(personContracts.export, {
      limit,
      ...(cursor ? { cursor } : {}),
    });
    records.push(...data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return records;
}
const codeOf = (refused: Promise<unknown>) =>
  refused.then(
    () => 'not refused',
    (error: unknown) => (error as ProblemAnswer).code,
  );
/** The words that stand in some database, with its service. */
async function found(words: readonly string[]): Promise<string[]> {
  const dumps = Object.entries(await dumpDatabases(stack.databases));
  return dumps.flatMap(([service, dump]) =>
    words.filter((w) => dump.includes(w)).map((w) => `${service}: ${w}`),
  );
}

describe('the copy of what is stored about a person', () => {
  it('is everything of theirs over all services, page by page, and nothing of anybody else', async () => {
    const [ada, bob] = [await somebody(), await somebody()];
    await ada.client.call(contentContracts.create, {
      campaign: campaignBody({}),
      idempotencyKey: randomUUID(),
    });
    await connectSandbox(ada.client, 'google-ads');
    await invite(ada.http, http, sandbox.mail, 'analyst');
    // a mail's row changes when it goes out, and two exports are compared below
    await until(
      () => exportOf(ada),
      (rows) => rows.every(({ table, values }) => table !== 'auth.mails' || values['state'] !== 'queued'),
    );

    const records = await exportOf(ada);
    const tables = new Set(records.map(({ table }) => table));
    for (const table of [
      'auth.users',
      'auth.memberships',
      'auth.sessions',
      'auth.personal_details',
      'auth.mails',
      'auth.audit_events',
      'campaign.campaign_versions',
      'campaign.audit_events',
      'platforms.platform_grants',
      'platforms.audit_events',
    ])
      expect([...tables]).toContain(table);
    const text = JSON.stringify(records);
    for (const word of ada.words.slice(0, 3)) expect(text).toContain(word);
    expect(text).toContain(ada.words[4]);
    for (const word of [...bob.words, '$argon2', 'sealed_', 'password_hash'])
      expect(text).not.toContain(word);

    const ids = records.map((record) => JSON.stringify(record));
    expect(new Set(ids).size).toBe(ids.length);
    const short = (await exportOf(ada, 3)).map((record) => JSON.stringify(record));
    expect(short).toEqual(expect.arrayContaining(ids));
    // each export is recorded, with where it came from, and the next one has these two rows as well
    const added = short.filter((id) => !ids.includes(id));
    expect(added.map((id) => (JSON.parse(id) as { table: string }).table).sort()).toEqual([
      'auth.audit_events',
      'auth.personal_details',
    ]);
    expect(added.join()).toContain('auth.person_exported');
    expect(short).toHaveLength(ids.length + 2);
    const { page } = await ada.client.call(personContracts.export, { limit: 1 });
    const stolen = bob.client.call(personContracts.export, { limit: 1, cursor: page.nextCursor ?? '' });
    expect(await codeOf(stolen)).toBe('CURSOR_INVALID');
    expect((await exportOf(bob)).map(({ table }) => table)).not.toContain('campaign.campaign_versions');
  }, 30_000);
});

describe('the erasure of a person', () => {
  it('leaves nothing that names them in any database, while history and trail stay whole', async () => {
    const ada = await somebody();
    const { id } = await ada.client.call(contentContracts.create, {
      campaign: campaignBody({}),
      idempotencyKey: randomUUID(),
    });
    const bob = await invite(ada.http, http, sandbox.mail, 'admin');
    const erase = (password: string) => ada.client.call(personContracts.erase, { password });
    expect(await codeOf(erase('not the password at all'))).toBe('CREDENTIALS_INVALID');
    expect(await codeOf(erase(PASSWORD))).toBe('LAST_OWNER');
    const bobs = (await bob.client.call(accountContracts.me, {})).user.id;
    await ada.client.call(memberContracts.changeRole, { userId: bobs, role: 'owner' });
    expect((await found(ada.words)).sort()).toEqual(ada.words.map((word) => `auth: ${word}`).sort());
    const before = await bob.client.call(historyContracts.history, { id });

    await erase(PASSWORD);
    // from elsewhere: where somebody with a dead token asks from is recorded as nobody's
    expect(await codeOf(ada.http.client.call(accountContracts.me, {}))).toBe('TOKEN_INVALID');
    expect(
      await until(
        () => found(ada.words),
        (left) => left.length === 0,
      ),
    ).toEqual([]);
    const email = ada.words[1] ?? '';
    expect(await codeOf(http.client.call(sessionContracts.login, { email, password: PASSWORD }))).toBe(
      'CREDENTIALS_INVALID',
    );
    expect(await bob.client.call(historyContracts.history, { id })).toEqual(before);
    expect(JSON.stringify(before)).toContain(ada.userId); // an id that names nobody any more
  }, 30_000);

  it('waits until somebody who is alone has disconnected the ad accounts, and then leaves no member and no word', async () => {
    const ada = await somebody();
    const accounts = await connectSandbox(ada.client, 'linkedin-ads');
    expect(await codeOf(ada.client.call(personContracts.erase, { password: PASSWORD }))).toBe(
      'AD_ACCOUNTS_CONNECTED',
    );
    for (const { id } of accounts) await ada.client.call(adAccountContracts.disconnect, { id });
    await ada.client.call(personContracts.erase, { password: PASSWORD });
    expect(
      await until(
        () => found(ada.words),
        (left) => left.length === 0,
      ),
    ).toEqual([]);
  }, 30_000);
});
