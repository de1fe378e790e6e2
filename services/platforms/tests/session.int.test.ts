import { afterAll, beforeAll, expect, it } from 'vitest';
import { inOrganization } from '../../../storage/scope.ts';
import { openSession } from '../connections/account-session.ts';
import { VendorFailure, type Grant, type PlatformConnection } from '../port.ts';
import { startBench, type Bench, type Case } from './ledger-bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

/** An account whose access token ends in a minute, on a platform that renews as told. */
async function nearItsEnd(refresh: PlatformConnection['refresh']) {
  const one = await bench.case();
  await inOrganization(one.organizationId, async () => {
    const account = await bench.deps().accounts.find(one.organizationId, one.adAccountId);
    const grant = await bench.deps().tokens.open(one.organizationId, account?.grantId ?? '');
    const soon = { accessToken: 'old', refreshToken: 'refresh-1', expiresAt: inMs(60_000) };
    await bench.deps().tokens.save(one.organizationId, grant!, soon);
  });
  return { one, connection: { ...bench.fake.connection(), refresh } };
}
const inMs = (ms: number): Date => new Date(bench.deps().clock().getTime() + ms);
const renewed = (refreshToken: string | null): Grant => ({
  accessToken: 'new',
  refreshToken,
  expiresAt: inMs(3_600_000),
});

async function token(one: Case, connection: PlatformConnection): Promise<string> {
  return inOrganization(one.organizationId, async () => {
    const account = await bench.deps().accounts.find(one.organizationId, one.adAccountId);
    const { signal } = new AbortController();
    return openSession(bench.deps(), connection, one.organizationId, account!, signal).session.accessToken();
  });
}

it('a token near its end is renewed once, and the next call reads the new one', async () => {
  const asked: string[] = [];
  const { one, connection } = await nearItsEnd(async (refreshToken) => {
    asked.push(refreshToken);
    return renewed('refresh-2');
  });
  expect([await token(one, connection), await token(one, connection)]).toEqual(['new', 'new']);
  expect(asked).toEqual(['refresh-1']);
});

it('a refresh token that the platform does not replace stays in use', async () => {
  const asked: string[] = [];
  const { one, connection } = await nearItsEnd(async (refreshToken) => {
    asked.push(refreshToken);
    return { ...renewed(null), expiresAt: inMs(1) };
  });
  await token(one, connection);
  await token(one, connection);
  expect(asked).toEqual(['refresh-1', 'refresh-1']);
});

it('of several workers one renews; the others are told to come again, having sent nothing', async () => {
  let asked = 0;
  let answer = (): void => undefined;
  const slow = new Promise<void>((resolve) => (answer = resolve));
  let begun = (): void => undefined;
  const atVendor = new Promise<void>((resolve) => (begun = resolve));
  const { one, connection } = await nearItsEnd(async () => {
    asked += 1;
    begun();
    await slow;
    return renewed('refresh-2');
  });
  const first = token(one, connection);
  await atVendor;
  for (const other of [token(one, connection), token(one, connection)])
    await expect(other).rejects.toMatchObject({ kind: 'not-sent', code: 'TOKEN_BEING_RENEWED' });
  answer();
  expect(await first).toBe('new');
  expect(await token(one, connection)).toBe('new');
  expect(asked).toBe(1);
});

it('a renewal that failed can be tried again at once', async () => {
  let asked = 0;
  const { one, connection } = await nearItsEnd(async () => {
    asked += 1;
    if (asked === 1) throw new VendorFailure('not-sent', 'HTTP_503', 'Fake Ads gives no tokens.');
    return renewed(null);
  });
  await expect(token(one, connection)).rejects.toMatchObject({ code: 'HTTP_503' });
  expect(await token(one, connection)).toBe('new');
});

it('a token that ends without a refresh token asks for a new sign-in, not before its end', async () => {
  const { one, connection } = await nearItsEnd(() => Promise.reject(new Error('never asked')));
  await inOrganization(one.organizationId, async () => {
    const account = await bench.deps().accounts.find(one.organizationId, one.adAccountId);
    const grant = await bench.deps().tokens.open(one.organizationId, account?.grantId ?? '');
    const last = { accessToken: 'last', refreshToken: null, expiresAt: inMs(60_000) };
    await bench.deps().tokens.save(one.organizationId, grant!, last);
  });
  expect(await token(one, connection)).toBe('last');
  bench.pass(60_000);
  await expect(token(one, connection)).rejects.toMatchObject({ kind: 'signed-out', code: 'TOKEN_EXPIRED' });
});
