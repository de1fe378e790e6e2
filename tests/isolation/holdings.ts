import { randomUUID } from 'node:crypto';
import { callConfirmed } from '../../client/confirmed.ts';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { until } from '../../client/testing/until.ts';
import { alertContracts } from '../../contracts/analytics/alerts.ts';
import { linkContracts } from '../../contracts/analytics/links.ts';
import { scheduleContracts } from '../../contracts/analytics/schedules.ts';
import { webhookContracts } from '../../contracts/analytics/webhooks.ts';
import { sqlLoginContracts } from '../../contracts/analytics/sql-logins.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { passkeyContracts } from '../../contracts/auth/passkeys.ts';
import { factorLossContracts } from '../../contracts/auth/factor-loss.ts';
import { factorContracts } from '../../contracts/auth/factors.ts';
import { machineContracts } from '../../contracts/auth/machines.ts';
import { memberContracts } from '../../contracts/auth/members.ts';
import { adviceContracts } from '../../contracts/campaign/advice.ts';
import { sessionListContracts } from '../../contracts/auth/session-list.ts';
import { sessionContracts } from '../../contracts/auth/sessions.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { publishingContracts } from '../../contracts/campaign/publishing.ts';
import { stopContracts } from '../../contracts/campaign/stops.ts';
import { reviewContracts } from '../../contracts/campaign/review.ts';
import { API_KEY_ROLES } from '../../contracts/permissions.ts';
import { addDays, dayOf, eachDay } from '../../lib/time.ts';
import type { Http } from '../support/http.ts';
import { AuthenticatorApp } from '../support/authenticator-app.ts';
import { connectBoth, invite, operationEnd, PASSWORD, register, type Accounts } from '../support/journey.ts';
import type { Product } from '../support/product.ts';
import { agreedTo } from '../support/approval.ts';

/** An organisation with one row of every kind that an id can name, and everybody who can ask in it. */
export type Holdings = {
  /** Stands in every text that somebody of this organisation wrote. */
  canary: string;
  ids: Record<
    | 'organization'
    | 'member'
    | 'draft'
    | 'submitted'
    | 'live'
    | 'operation'
    | 'stop'
    | 'recommendation'
    | 'import'
    | 'external'
    | 'link'
    | 'alert'
    | 'googleAccount'
    | 'linkedinAccount'
    | 'invitation'
    | 'apiKey'
    | 'sqlLogin'
    | 'webhook'
    | 'schedule'
    | 'factor'
    | 'begunFactor'
    | 'begunPasskey'
    | 'ownerSession'
    | 'memberSession',
    string
  >;
  /** By name: each role as a person and as an API key. */
  principals: Readonly<Record<string, Http>>;
};

const WEBHOOK = 'https://hooks.slack.com/services/T0/B0/of-a-test';

/** Fills a new organisation. */
export async function fillOrganization({ http, sandbox }: Product, name: string): Promise<Holdings> {
  const canary = `canary-${name}-${randomUUID().slice(0, 8)}`;
  const { http: owner, email } = await register(http, canary);
  const roles = ['admin', 'manager', 'analyst', 'viewer'] as const;
  const invited = await Promise.all(
    roles.map(async (role) => [role, await invite(owner, http, sandbox.mail, role)] as const),
  );
  const people = Object.fromEntries(invited) as Record<(typeof roles)[number], Http>;
  const adAccounts = await connectBoth(owner);
  const [campaigns, keys, access] = await Promise.all([
    fillCampaigns(owner, people.manager, adAccounts, canary),
    machineKeys(owner, canary),
    accessRows(owner, people.viewer),
  ]);
  await reportLoss(http, people.viewer);
  return {
    canary,
    ids: {
      ...campaigns,
      ...access,
      ...(await sessionRows(http, owner, email, access.member)),
      schedule: (
        await owner.client.call(
          scheduleContracts.createSchedule,
          weekly(canary, [access.member, access.owner]),
        )
      ).id,
      sqlLogin: (await owner.client.call(sqlLoginContracts.createSqlLogin, { name: canary })).login.id,
      webhook: (
        await owner.client.call(webhookContracts.addAlertWebhook, {
          kind: 'slack',
          name: canary,
          url: WEBHOOK,
        })
      ).id,
      ...(await secondFactors(owner)), // the last, because from then on the owner confirms what they do
      apiKey: keys.id,
      googleAccount: adAccounts['google-ads'],
      linkedinAccount: adAccounts['linkedin-ads'],
    },
    principals: {
      owner,
      ...people,
      ...Object.fromEntries(keys.keys.map(([role, key]) => [`API key, ${role}`, http.as(key)])),
    },
  };
}

async function accessRows({ client }: Http, member: Http) {
  const me = await client.call(accountContracts.me, {});
  const email = `${randomUUID().slice(0, 8)}@example.test`;
  return {
    organization: me.organization.id,
    owner: me.user.id,
    invitation: (await client.call(memberContracts.invite, { email, role: 'viewer' })).id,
    member: (await member.client.call(accountContracts.me, {})).user.id,
  };
}

/** An app of a person that is active, and an app and a passkey that were begun; what is begun before the first one is void. */
async function secondFactors({ client }: Http) {
  const app = { kind: 'totp', password: PASSWORD } as const;
  const active = await client.call(factorContracts.enrollFactor, app);
  const proof = { factorId: active.factorId, code: new AuthenticatorApp(active.otpauthUri).code() };
  const { recoveryCodes } = await client.call(factorContracts.activateFactor, proof);
  const codes = [...(recoveryCodes ?? [])];
  const prove = () => Promise.resolve({ method: 'recovery_code' as const, code: codes.pop() ?? '' });
  const begun = await callConfirmed(client, factorContracts.enrollFactor, app, prove);
  const begunPasskey = await callConfirmed(
    client,
    passkeyContracts.beginPasskey,
    { password: PASSWORD },
    prove,
  );
  return { factor: active.factorId, begunFactor: begun.factorId, begunPasskey: begunPasskey.factorId };
}

/** A session of the owner beside the one in use, and one of another member. */
async function sessionRows(http: Http, owner: Http, email: string, member: string) {
  await http.client.call(sessionContracts.login, { email, password: PASSWORD });
  const own = await owner.client.call(sessionListContracts.sessions, {});
  const theirs = await owner.client.call(sessionListContracts.memberSessions, { userId: member });
  const spare = own.data.find(({ current }) => !current);
  const [other] = theirs.data;
  if (!spare || !other) throw new Error('two people are signed in');
  return { ownerSession: spare.id, memberSession: other.id };
}

/** Says in the name of a member that they have lost every second factor. */
async function reportLoss(http: Http, { client }: Http): Promise<void> {
  const { factorId, otpauthUri } = await client.call(factorContracts.enrollFactor, {
    kind: 'totp',
    password: PASSWORD,
  });
  const code = new AuthenticatorApp(otpauthUri).code();
  await client.call(factorContracts.activateFactor, { factorId, code });
  const { email } = (await client.call(accountContracts.me, {})).user;
  const asked = await http.client.call(sessionContracts.login, { email, password: PASSWORD });
  if (!('mfaToken' in asked)) throw new Error('no second factor was asked for');
  await http.client.call(factorLossContracts.reportFactorLoss, { mfaToken: asked.mfaToken });
}

async function machineKeys({ client }: Http, canary: string) {
  const make = (role: (typeof API_KEY_ROLES)[number]) =>
    client.call(machineContracts.createApiKey, { name: `${canary} ${role}`, role });
  const made = await Promise.all(API_KEY_ROLES.map(make));
  const spare = await make('viewer');
  return { keys: made.map(({ apiKey, key }) => [apiKey.role, key] as const), id: spare.apiKey.id };
}

async function fillCampaigns(owner: Http, approver: Http, adAccounts: Accounts, canary: string) {
  const create = async (name: string) =>
    (
      await owner.client.call(contentContracts.create, {
        campaign: campaignBody({ adAccounts, name: `${canary} ${name}` }),
      })
    ).id;
  const [draft, submitted, live] = await Promise.all(['draft', 'submitted', 'live'].map(create));
  if (!draft || !submitted || !live) throw new Error('three campaigns were made');
  await owner.client.call(reviewContracts.submit, { id: submitted });
  const handedIn = await owner.client.call(reviewContracts.submit, { id: live });
  await approver.client.call(reviewContracts.approve, agreedTo(handedIn));
  const begun = await owner.client.call(publishingContracts.publish, {
    id: live,
    idempotencyKey: randomUUID(),
  });
  await operationEnd(owner, begun.id);
  return {
    draft,
    submitted,
    live,
    operation: begun.id,
    stop: (await owner.client.call(stopContracts.stop, { scope: 'campaign', id: submitted })).id,
    recommendation: await recommendationFor(owner, live),
    alert: await alertOf(owner, live),
    import: await importOf(owner, 'Day,Campaign\n'),
    ...(await externalCampaigns(owner, `${canary} live`)),
  };
}

const weekly = (name: string, recipients: readonly string[]) => ({
  name,
  report: {},
  weekdays: [1],
  time: '08:00',
  timeZone: 'UTC',
  recipients: [...recipients],
});

/** Two external campaigns with the name of a campaign; one of them is linked to it. */
async function externalCampaigns(owner: Http, name: string) {
  const rows = ['North', 'South'].map((account) => `2026-01-02,${account},${name},USD,5,1.00`);
  await importOf(owner, ['Day,Account name,Campaign,Currency code,Clicks,Cost', ...rows].join('\n'));
  const { data } = await owner.client.call(linkContracts.links, {});
  const [first, second] = data.filter(({ into }) => into.origin === 'ours');
  if (!first || !second) throw new Error('two campaigns have the name');
  const { campaign, into } = first;
  const { id } = await owner.client.call(linkContracts.link, { campaignId: campaign.id, intoId: into.id });
  return { external: second.campaign.id, link: id ?? '' };
}

async function importOf(owner: Http, raw: string): Promise<string> {
  const upload = { raw, headers: { 'content-type': 'text/csv' } };
  const path = '/api/analytics/imports';
  const { id } = (await owner.ask<{ id: string }>('POST', `${path}?platform=google-ads`, upload)).body;
  const status = async () => (await owner.get<{ status: string }>(`${path}/${id}`)).body.status;
  await until(status, (now) => !['pending', 'running'].includes(now));
  return id;
}

/** A day that cost far more than the four weeks before, and what is said of it. */
async function alertOf(owner: Http, campaignId: string): Promise<string> {
  const figures = { impressions: 2_000, clicks: 120, costMicros: 9_000_000_000, currency: 'USD' };
  const row = { campaignId, date: addDays(dayOf(new Date()), -1), platform: 'google-ads', ...figures };
  await owner.post('/api/analytics/metrics', { rows: [row] });
  const alerts = () => owner.client.call(alertContracts.alerts, { limit: 100 });
  const { data } = await until(alerts, (page) => page.data.some(({ code }) => code === 'SPEND_JUMPED'));
  return data[0]?.id ?? '';
}

/** Four weeks in which one platform did much better than the other, and what is made of them. */
async function recommendationFor(owner: Http, campaignId: string): Promise<string> {
  const today = dayOf(new Date());
  const figures = { impressions: 2_000, clicks: 120, costMicros: 40_000_000, currency: 'USD' };
  const rows = eachDay(addDays(today, -28), addDays(today, -1)).flatMap((date) => [
    { campaignId, date, platform: 'google-ads', conversions: 8, ...figures },
    { campaignId, date, platform: 'linkedin-ads', conversions: 1, ...figures },
  ]);
  await owner.post('/api/analytics/metrics', { rows });
  const { recommendations } = await owner.client.call(adviceContracts.optimize, { id: campaignId });
  const [found] = recommendations;
  if (!found) throw new Error('nothing was recommended');
  return found.id;
}
