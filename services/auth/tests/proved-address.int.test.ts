import { afterAll, beforeAll, expect, it } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { machineContracts } from '../../../contracts/auth/machines.ts';
import { reportMailContracts } from '../../../contracts/auth/report-mails.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { address, inTable, PASSWORD, signed, type Signed } from './people.ts';

let stack: Stack;
let ada: Signed;
beforeAll(async () => {
  stack = await startStack({ services: ['auth', 'campaign'], env: { AUTH_EMAIL_VERIFICATION: 'required' } });
  const email = address();
  const params = { email, password: PASSWORD, name: 'Ada', organizationName: 'Engines' };
  await stack.call(accountContracts.register, params);
  ada = signed(await stack.call(sessionContracts.login, { email, password: PASSWORD }));
});
afterAll(() => stack.stop());

const unproved = { code: 'ADDRESS_UNPROVED' };
const setProved = (proved: boolean) =>
  inTable(stack, `UPDATE users SET address_proved_at = CASE WHEN $2 THEN now() END WHERE id = $1`, [
    ada.user.id,
    proved,
  ]);
const refreshed = async () =>
  (ada = signed(await stack.call(sessionContracts.refreshToken, { refreshToken: ada.refreshToken })));
const invite = () => stack.call(memberContracts.invite, { email: address(), role: 'viewer' }, ada);

it('a person whose address is not proved writes drafts and no more; after the proof a new token says so', async () => {
  await setProved(false);
  await refreshed();
  await expect(invite()).rejects.toMatchObject(unproved);
  await stack.call(contentContracts.list, {}, ada);
  await setProved(true);
  await expect(invite()).rejects.toMatchObject(unproved); // the old token
  await refreshed();
  expect(await invite()).toMatchObject({ status: 'pending' });
});

it('an API key follows the address of who made it', async () => {
  await setProved(true);
  await refreshed();
  const made = await stack.call(machineContracts.createApiKey, { name: 'n', role: 'manager' }, ada);
  const gateway = { organizationId: null, action: 'auth.exchangeApiKey' };
  const publish = async () => {
    const authorization = stack.running.node.identity.authorizationFor('gateway', gateway);
    const { accessToken } = await stack.call(
      machineContracts.exchangeApiKey,
      { key: made.key },
      { authorization },
    );
    return stack.running.node.identity.callerOf(`Bearer ${accessToken}`, 'campaign.publish');
  };
  expect(await publish()).toMatchObject({ kind: 'api-key', addressProved: true });
  await setProved(false);
  expect(await publish()).toMatchObject({ kind: 'api-key', addressProved: false });
});

it('a report is mailed to nobody whose address is not proved', async () => {
  const { organization, user } = ada;
  const action = reportMailContracts.mailableMembers;
  const claims = { organizationId: organization.id, action: action.name };
  const authorization = stack.running.node.identity.authorizationFor('analytics', claims);
  const mailable = () => stack.call(action, { userIds: [user.id] }, { authorization });
  const own = (proved: boolean) =>
    inTable(
      stack,
      `UPDATE users SET email = coalesce(claimed_email, email), claimed_email = NULL,
         address_proved_at = CASE WHEN $2 THEN now() END WHERE id = $1`,
      [user.id, proved],
    );
  await own(false);
  expect(await mailable()).toEqual({ userIds: [] });
  await own(true);
  expect(await mailable()).toEqual({ userIds: [user.id] });
});
