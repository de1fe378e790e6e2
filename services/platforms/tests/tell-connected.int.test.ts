import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGoogleAds } from '@sip/ad-sandbox/google-ads/server';
import { startLinkedInAds } from '@sip/ad-sandbox/linkedin-ads/server';
import { startMail, type MailServer } from '@sip/ad-sandbox/mail/server';
import { until } from '../../../client/testing/until.ts';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import { sandboxSettings } from '../../../scripts/start/simulators.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { mailsTo } from '../../auth/tests/mailbox.ts';
import { colleagueOf, inTable, signUp, type Signed } from '../../auth/tests/people.ts';
import { consent } from './platforms-stack.ts';

let stack: Stack;
let inbox: MailServer;
let vendors: { url: string; close(): Promise<void> }[];
beforeAll(async () => {
  const [google, linkedIn] = await Promise.all([startGoogleAds(), startLinkedInAds()]);
  vendors = [google, linkedIn];
  inbox = await startMail();
  const env = { ...sandboxSettings(google.url, linkedIn.url), SMTP_URL: inbox.smtpUrl };
  stack = await startStack({ services: ['auth', 'platforms'], env });
});
afterAll(async () => {
  await stack.stop();
  await Promise.all([inbox, ...vendors].map((server) => server.close()));
});

const inPlatforms = <Row extends object>(sql: string, values: unknown[] = []) =>
  asAdministrator<Row>(stack.databases.adminUrl('platforms'), sql, values);
const waiting = () =>
  inPlatforms(`SELECT 1 FROM pgboss.job WHERE name = 'platforms.tellConnected' AND state <> 'completed'`);
/** The mails about ad accounts that a person has, once all work is done. */
async function toldTo(person: Signed) {
  await until(waiting, (left) => left.length === 0);
  const mails = await mailsTo(stack, inbox, person.user.email);
  return mails.filter(({ subject }) => /connected/.test(subject));
}
const connect = async (person: Signed) => {
  const begun = await consent(stack, 'google-ads', person);
  return (await stack.call(adAccountContracts.completeConnect, begun, person)).data;
};
/** Gives the job back to its queue, as if the node had died between auth's answer and the end of the job. */
const tryAgain = () =>
  inPlatforms(
    `UPDATE pgboss.job SET state = 'retry', retry_count = 1, completed_on = NULL, start_after = now()
     WHERE name = 'platforms.tellConnected'`,
  );

it('the owners are told of what one consent connected in one mail each, and a job that is tried again tells nobody twice', async () => {
  const ada = await signUp(stack);
  const [bob, eve] = [await colleagueOf(stack, ada, 'owner'), await colleagueOf(stack, ada, 'admin')];
  const accounts = await connect(eve);
  expect(accounts.length).toBeGreaterThan(1);
  for (const owner of [ada, bob]) {
    const told = await toldTo(owner);
    expect(told).toMatchObject([{ subject: 'Ad accounts were connected to Analytical Engines' }]);
    for (const { name } of accounts) expect(told[0]?.text).toContain(`"${name}"`);
    expect(told[0]?.text).toContain('by Grace Hopper.');
  }
  expect(await toldTo(eve)).toEqual([]);

  await tryAgain();
  expect(await waiting()).toHaveLength(1);
  expect([(await toldTo(ada)).length, (await toldTo(bob)).length]).toEqual([1, 1]);

  await connect(eve);
  expect([(await toldTo(ada)).length, (await toldTo(bob)).length]).toEqual([2, 2]);
});

it('accounts that were disconnected before auth took the news are told of, by the names that they had', async () => {
  const ada = await signUp(stack);
  const accounts = await connect(ada);
  expect(await toldTo(ada)).toHaveLength(1);
  for (const { id } of accounts) await stack.call(adAccountContracts.disconnect, { id }, ada);
  await inTable(stack, 'DELETE FROM told_news WHERE organization_id = $1', [ada.organization.id]);
  await tryAgain();
  const [, late] = await until(
    () => toldTo(ada),
    (told) => told.length > 1,
  );
  for (const { name } of accounts) expect(late?.text).toContain(`"${name}"`);
});
