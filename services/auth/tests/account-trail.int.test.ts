import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressContracts } from '../../../contracts/auth/addresses.ts';
import { factorContracts } from '../../../contracts/auth/factors.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { passwordContracts } from '../../../contracts/auth/passwords.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { until } from '../../../client/testing/until.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { newMailedToken } from '../accounts/mailed-token.ts';
import { tokenHash } from '../opaque-token.ts';
import { AuthenticatorApp } from '../../../tests/support/authenticator-app.ts';
import { address, inTable, invitationFor, PASSWORD, signed, signUp, trailOf, type Signed } from './people.ts';

const origin = { address: '203.0.113.7', userAgent: 'browser/1' };
const NEXT = 'another long walk by the sea';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
});
afterAll(() => stack.stop());

/** Pia, who owns an organisation and is a viewer in Eve's, where she is signed in. */
async function piaAtEves(): Promise<{ pia: Signed; atEves: Signed; eve: Signed }> {
  const [pia, eve] = [await signUp(stack), await signUp(stack)];
  await stack.call(memberContracts.invite, { email: pia.user.email, role: 'viewer' }, eve);
  const token = await invitationFor(stack, pia.user.email);
  const joined = await stack.call(memberContracts.acceptInvitation, { token, password: PASSWORD });
  return { pia, atEves: signed(joined), eve };
}

/** The acts of a trail that say from where they came. */
async function placed({ organization }: Signed): Promise<string[]> {
  const rows = await inTable<{ action: string }>(
    stack,
    `SELECT e.action FROM audit_events e JOIN personal_details d ON d.event_id = e.id
     WHERE e.organization_id = $1 AND d.detail::text LIKE '%' || $2 || '%' ORDER BY e.at, e.id`,
    [organization.id, origin.address],
  );
  return rows.map(({ action }) => action);
}

it('what is done about an account stands in the trail of each organisation of its person, and from where in that one where it was done', async () => {
  const { pia, atEves, eve } = await piaAtEves();
  const asked = { kind: 'totp', password: PASSWORD, origin } as const;
  const { factorId, otpauthUri } = await stack.call(factorContracts.enrollFactor, asked, atEves);
  const code = new AuthenticatorApp(otpauthUri).code(-1);
  await stack.call(factorContracts.activateFactor, { factorId, code, origin }, atEves);
  // what else a factor would have to confirm is done as if there were none
  await inTable(stack, 'UPDATE factors SET activated_at = NULL WHERE user_id = $1', [pia.user.id]);
  const change = { currentPassword: PASSWORD, newPassword: NEXT, origin };
  await stack.call(passwordContracts.changePassword, change, atEves);
  const wish = { email: address('pia'), password: NEXT, origin };
  await stack.call(addressContracts.changeAddress, wish, atEves);
  await expect(
    stack.call(sessionContracts.login, { email: pia.user.email, password: 'a wrong password', origin }),
  ).rejects.toMatchObject({ code: 'CREDENTIALS_INVALID' });
  const token = newMailedToken();
  await stack.call(passwordContracts.forgotPassword, { email: pia.user.email });
  const put = `UPDATE mailed_tokens SET token_hash = $2 WHERE user_id = $1 AND purpose = 'reset_password'`;
  await inTable(stack, put, [pia.user.id, tokenHash(token)]);
  await stack.call(passwordContracts.resetPassword, { token, password: 'a third walk up the hill', origin });

  const done = [
    'auth.factor_added',
    'auth.password_changed',
    'auth.address_change_asked',
    'auth.login_failed',
    'auth.password_reset',
  ];
  for (const person of [pia, eve]) {
    const trail = () => trailOf(stack, person.organization.id);
    await until(trail, (actions) => actions.includes('auth.login_failed'));
    expect(await trail()).toEqual(expect.arrayContaining(done));
  }
  expect(await placed(pia)).toEqual([]);
  const there = await placed(eve);
  expect(there).toEqual(expect.arrayContaining(done.slice(0, 3)));
  expect(there).not.toContain('auth.login_failed');
  expect(there).not.toContain('auth.password_reset');
});

it('an unknown address leaves as much work behind as a known one, so that time tells nobody who has an account', async () => {
  const { pia } = await piaAtEves();
  const written = async (email: string) => {
    const counted = async () => {
      const [row] = await inTable<{ n: string }>(
        stack,
        `SELECT (SELECT count(*) FROM audit_events WHERE organization_id = '00000000-0000-0000-0000-000000000000')
           + 1000 * (SELECT count(*) FROM pgboss.job WHERE name = 'auth.loginFailed') AS n`,
      );
      return Number(row?.n);
    };
    const before = await counted();
    const wrong = { email, password: 'a wrong password' };
    await expect(stack.call(sessionContracts.login, wrong)).rejects.toMatchObject({
      code: 'CREDENTIALS_INVALID',
    });
    return (await counted()) - before;
  };
  expect(await written(pia.user.email)).toBe(1001);
  expect(await written(address('nobody'))).toBe(1001);
});
