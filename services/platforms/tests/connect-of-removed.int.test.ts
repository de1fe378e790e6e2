import { startGoogleAds } from '@sip/ad-sandbox/google-ads/server';
import { startLinkedInAds } from '@sip/ad-sandbox/linkedin-ads/server';
import type { VendorServer } from '@sip/ad-sandbox/vendor-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import { sandboxSettings } from '../../../scripts/start/simulators.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { colleagueOf, signed, signUp, type Signed } from '../../auth/tests/people.ts';
import { consent } from './platforms-stack.ts';

let stack: Stack;
let google: VendorServer;
let linkedIn: VendorServer;
beforeAll(async () => {
  [google, linkedIn] = await Promise.all([startGoogleAds(), startLinkedInAds()]);
  const env = { ...sandboxSettings(google.url, linkedIn.url), PLATFORM_TIMEOUT_MS: '4000' };
  stack = await startStack({ services: ['auth', 'platforms'], env });
});
afterAll(async () => {
  await stack.stop();
  await Promise.all([google.close(), linkedIn.close()]);
});

const accountsOf = async ({ organization }: Signed) =>
  asAdministrator(
    stack.databases.adminUrl('platforms'),
    'SELECT id FROM ad_accounts WHERE organization_id = $1 UNION ALL SELECT id FROM platform_grants WHERE organization_id = $1',
    [organization.id],
  );
const complete = (begun: { code: string; state: string }, person: Signed) =>
  stack.call(adAccountContracts.completeConnect, begun, person);
const ways = [
  [
    'removed',
    'TOKEN_INVALID',
    (owner: Signed, { user }: Signed) =>
      stack.call(memberContracts.removeMember, { userId: user.id }, owner) as Promise<unknown>,
  ],
  [
    'demoted',
    'PERMISSION_DENIED',
    (owner: Signed, { user }: Signed) =>
      stack.call(memberContracts.changeRole, { userId: user.id, role: 'manager' }, owner) as Promise<unknown>,
  ],
] as const;

it.each(ways)(
  'who was %s connects nothing with a consent that they began before',
  async (_what, code, leave) => {
    const owner = await signUp(stack);
    const admin = await colleagueOf(stack, owner, 'admin');
    const begun = await consent(stack, 'google-ads', admin);
    await leave(owner, admin);
    await expect(complete(begun, admin)).rejects.toMatchObject({ code });
    // nor does anybody else with it
    await expect(complete(begun, owner)).rejects.toMatchObject({ code: 'CONNECT_STATE_INVALID' });
    expect(await accountsOf(owner)).toEqual([]);
  },
);

it('a consent that an admin began ends with their role, and does not live again when they get it back', async () => {
  const owner = await signUp(stack);
  const admin = await colleagueOf(stack, owner, 'admin');
  const begun = await consent(stack, 'google-ads', admin);
  for (const role of ['manager', 'admin'] as const)
    await stack.call(memberContracts.changeRole, { userId: admin.user.id, role }, owner);
  await expect(complete(begun, admin)).rejects.toMatchObject({ code: 'CONNECT_STATE_INVALID' });
  expect(await accountsOf(owner)).toEqual([]);
  // what they begin from now on is good
  const { data } = await complete(await consent(stack, 'google-ads', admin), admin);
  expect(data.length).toBeGreaterThan(0);
});

it('a consent ends with the session that began it: whoever signs in again finishes nothing with it', async () => {
  const owner = await signUp(stack);
  const again = async () =>
    signed(await stack.call(sessionContracts.login, { email: owner.user.email, password: owner.password }));
  const begun = await consent(stack, 'google-ads', owner);
  await expect(complete(begun, await again())).rejects.toMatchObject({ code: 'CONNECT_STATE_INVALID' });
  await stack.call(sessionContracts.logout, {}, owner);
  await expect(complete(begun, owner)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  const anew = await again();
  await expect(complete(begun, anew)).rejects.toMatchObject({ code: 'CONNECT_STATE_INVALID' });
  expect(await accountsOf(owner)).toEqual([]);
  const { data } = await complete(await consent(stack, 'google-ads', anew), anew);
  expect(data.length).toBeGreaterThan(0);
});

it.each(ways)(
  'who is %s while the platform answers connects nothing, and what it gave is given back',
  async (_what, code, leave) => {
    const owner = await signUp(stack);
    const admin = await colleagueOf(stack, owner, 'admin');
    const begun = await consent(stack, 'google-ads', admin);
    const seen = google.requests.length;
    google.faults.arm({ match: { pathIncludes: '/token' }, times: 1, skip: 0, kind: 'delay', ms: 1_500 });
    const outcome = complete(begun, admin).catch((error: unknown) => error);
    const used = `SELECT 1 FROM connect_states WHERE user_id = $1 AND used_at IS NOT NULL`;
    await until(
      () => asAdministrator(stack.databases.adminUrl('platforms'), used, [admin.user.id]),
      (rows) => rows.length > 0,
    );
    await leave(owner, admin);
    expect(await outcome).toMatchObject({ code });
    expect(await accountsOf(owner)).toEqual([]);
    expect(google.requests.slice(seen).map(({ path }) => path)).toContain('/revoke');
  },
);
