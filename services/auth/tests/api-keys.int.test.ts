import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { machineContracts } from '../../../contracts/auth/machines.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import type { Role } from '../../../contracts/permissions.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { tokenHash } from '../opaque-token.ts';
import { inTable, signUp, trailOf, type Signed } from './people.ts';

let stack: Stack;
let ada: Signed;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
  ada = await signUp(stack);
});
afterAll(() => stack.stop());

const make = (person = ada, role: 'manager' | 'analyst' | 'viewer' = 'manager', more = {}) =>
  stack.call(machineContracts.createApiKey, { name: 'nightly import', role, ...more }, person);
const asGateway = () => ({
  authorization: stack.running.node.identity.authorizationFor('gateway', {
    organizationId: null,
    action: 'auth.exchangeApiKey',
  }),
});
const exchange = (key: string) => stack.call(machineContracts.exchangeApiKey, { key }, asGateway());
const membersAs = (token: string) =>
  stack.call(memberContracts.members, {}, { authorization: `Bearer ${token}` });
const invalid = { code: 'TOKEN_INVALID' };
/** Makes a person a member of ada's organisation. */
async function join(person: Signed, role: Role): Promise<void> {
  await inTable(
    stack,
    'INSERT INTO memberships (organization_id, user_id, role, joined_at, last_used_at) VALUES ($1, $2, $3, now(), now())',
    [ada.organization.id, person.user.id, role],
  );
}

describe('an API key', () => {
  it('is shown once; the table holds a hash of it and the list nothing', async () => {
    const { apiKey, key } = await make();
    expect(key).toMatch(/^sip_[A-Za-z0-9_-]{86}$/);
    expect(key.startsWith(apiKey.prefix)).toBe(true);
    const days = (Date.parse(apiKey.expiresAt) - Date.parse(apiKey.createdAt)) / 86_400_000;
    expect(days).toBe(90);
    const rows = await inTable<{ secret_hash: Buffer }>(stack, 'SELECT * FROM api_keys WHERE id = $1', [
      apiKey.id,
    ]);
    expect(rows[0]?.secret_hash).toEqual(tokenHash(key));
    const secret = key.slice(50);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const trail = await inTable(stack, 'SELECT * FROM audit_events WHERE subject_id = $1', [apiKey.id]);
    expect(JSON.stringify(trail)).not.toContain(secret);
    const list = await stack.call(machineContracts.apiKeys, {}, ada);
    expect(list.data[0]).toEqual(apiKey);
    expect(JSON.stringify(list)).not.toContain(secret);
  });

  it('is listed page by page, the newest first', async () => {
    const bea = await signUp(stack);
    const ids = [];
    for (let i = 0; i < 3; i += 1) ids.unshift((await make(bea)).apiKey.id);
    const first = await stack.call(machineContracts.apiKeys, { limit: 2 }, bea);
    const cursor = first.page.nextCursor ?? '';
    const rest = await stack.call(machineContracts.apiKeys, { limit: 2, cursor }, bea);
    expect([...first.data, ...rest.data].map((key) => key.id)).toEqual(ids);
    await expect(stack.call(machineContracts.apiKeys, { cursor: 'x' }, bea)).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
    });
  });

  it.each([
    { role: 'owner' },
    { role: 'admin' },
    { expiresInDays: 366 },
    { expiresInDays: 0 },
    { name: 'two\nlines' },
  ])('with %j is refused', async (fault) => {
    await expect(make(ada, 'manager', fault)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('becomes a token of five minutes, in the name of who made it', async () => {
    const { apiKey, key } = await make();
    const { accessToken, expiresIn } = await exchange(key);
    expect(expiresIn).toBe(300);
    const { header, payload } = jwt.decode(accessToken, { complete: true }) ?? {};
    expect(header).toMatchObject({ alg: 'ES256', typ: 'key+jwt' });
    expect(payload).toMatchObject({
      sub: apiKey.id,
      org: ada.organization.id,
      obo: ada.user.id,
      role: 'manager',
    });
    expect((await membersAs(accessToken)).data[0]).toMatchObject({ userId: ada.user.id });
    const { data } = await stack.call(machineContracts.apiKeys, {}, ada);
    expect(data.find((one) => one.id === apiKey.id)?.lastUsedAt).not.toBeNull();
  });

  it('is changed by the gateway alone', async () => {
    const { key } = await make();
    await expect(stack.call(machineContracts.exchangeApiKey, { key }, ada)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    await expect(stack.call(machineContracts.exchangeApiKey, { key })).rejects.toMatchObject({
      code: 'TOKEN_MISSING',
    });
  });

  it('makes no keys, lists none and is nobody who is signed in', async () => {
    const authorization = `Bearer ${(await exchange((await make()).key)).accessToken}`;
    const denied = { code: 'PERMISSION_DENIED' };
    const body = { name: 'another', role: 'viewer' as const };
    await expect(stack.call(machineContracts.createApiKey, body, { authorization })).rejects.toMatchObject(
      denied,
    );
    await expect(stack.call(machineContracts.apiKeys, {}, { authorization })).rejects.toMatchObject(denied);
    await expect(stack.call(accountContracts.me, {}, { authorization })).rejects.toMatchObject(denied);
  });
});

describe('the end of an API key', () => {
  it('a wrong one is none', async () => {
    const { key } = await make();
    const other = (await make(await signUp(stack))).key;
    const swapped = key.slice(0, 47) + other.slice(47);
    for (const wrong of ['sip_', 'x', `${key}A`, key.slice(0, -1), key.toUpperCase(), swapped])
      await expect(exchange(wrong)).rejects.toMatchObject(invalid);
  });

  it('an expired one is none, and a token never outlives its key', async () => {
    const { apiKey, key } = await make();
    const expireIn = (seconds: number) =>
      inTable(stack, `UPDATE api_keys SET expires_at = now() + $2 * interval '1 second' WHERE id = $1`, [
        apiKey.id,
        seconds,
      ]);
    await expireIn(100);
    expect((await exchange(key)).expiresIn).toBeLessThanOrEqual(100);
    await expireIn(-1);
    await expect(exchange(key)).rejects.toMatchObject(invalid);
  });

  it('a revoked one is none, with every token that it was changed for', async () => {
    const { apiKey, key } = await make();
    const { accessToken } = await exchange(key);
    await membersAs(accessToken);
    await stack.call(machineContracts.revokeApiKey, { id: apiKey.id }, ada);
    await expect(membersAs(accessToken)).rejects.toMatchObject(invalid);
    const again = stack.call(machineContracts.revokeApiKey, { id: apiKey.id }, ada);
    await expect(again).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
    for (let i = 0; i < 3; i += 1) await expect(exchange(key)).rejects.toMatchObject(invalid);
    // that a dead key is still in use is recorded, once a minute
    const last = (await trailOf(stack, ada.organization.id)).slice(-2);
    expect(last).toEqual(['auth.api_key_revoked', 'auth.api_key_refused']);
  });

  it('another organisation neither sees nor revokes it', async () => {
    const { apiKey, key } = await make();
    const eve = await signUp(stack);
    expect((await stack.call(machineContracts.apiKeys, {}, eve)).data).toEqual([]);
    for (const id of [apiKey.id, randomUUID()])
      await expect(stack.call(machineContracts.revokeApiKey, { id }, eve)).rejects.toMatchObject({
        code: 'RESOURCE_NOT_FOUND',
      });
    await exchange(key);
  });

  it('ends with the membership of who made it; a weaker role weakens it', async () => {
    const bob = await signUp(stack);
    await join(bob, 'admin');
    const { organization, ...tokens } = await stack.call(
      sessionContracts.switchOrganization,
      { organizationId: ada.organization.id },
      bob,
    );
    expect(organization.role).toBe('admin');
    const { key } = await make({ ...bob, authorization: `Bearer ${tokens.accessToken}` });
    const { accessToken } = await exchange(key);
    await stack.call(memberContracts.changeRole, { userId: bob.user.id, role: 'viewer' }, ada);
    const weaker = jwt.decode((await exchange(key)).accessToken);
    expect(weaker).toMatchObject({ role: 'viewer' });
    await membersAs(accessToken);
    await stack.call(memberContracts.removeMember, { userId: bob.user.id }, ada);
    await expect(membersAs(accessToken)).rejects.toMatchObject(invalid);
    await expect(exchange(key)).rejects.toMatchObject(invalid);
  });
});
