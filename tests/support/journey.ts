import { randomUUID } from 'node:crypto';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { memberContracts } from '../../contracts/auth/members.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { publishingContracts, type Operation } from '../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../contracts/campaign/review.ts';
import type { Role } from '../../contracts/permissions.ts';
import { adAccountContracts, type AdAccount } from '../../contracts/platforms/ad-accounts.ts';
import { PLATFORMS, type Platform } from '../../contracts/values.ts';
import type { Http } from './http.ts';

type Inbox = { messages(): readonly { to: string | string[]; text: string }[] };
/** The ad accounts that campaigns are published to, by platform. */
export type Accounts = Record<Platform, string>;
export const PASSWORD = 'correct horse battery staple 42';

/** Asks until the answer is what was waited for; fails after `seconds`. */
export async function until<T>(
  ask: () => Promise<T> | T,
  done: (value: T) => boolean,
  seconds = 20,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await ask();
    if (done(value)) return value;
    if (Date.now() > end)
      throw new Error(`waited ${seconds} s in vain; last seen: ${JSON.stringify(value)?.slice(0, 800)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Registers a person with an organisation of their own. */
export async function register(
  http: Http,
  name: string,
): Promise<{ http: Http; email: string; accessToken: string }> {
  const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.test`;
  const organizationName = `${name}'s company`;
  const { tokens } = await http.client.call(accountContracts.register, {
    email,
    password: PASSWORD,
    name,
    organizationName,
  });
  return { http: http.as(tokens.accessToken), email, accessToken: tokens.accessToken };
}

/** A second person of the same organisation, invited by mail. */
export async function invite(
  owner: Http,
  anonymous: Http,
  inbox: Inbox,
  role: Exclude<Role, 'owner'>,
): Promise<Http> {
  const email = `${role}-${randomUUID().slice(0, 8)}@example.test`;
  await owner.client.call(memberContracts.invite, { email, role });
  const mail = await until(
    () => inbox.messages().find((m) => [m.to].flat().some((to) => to.includes(email))),
    (m) => m !== undefined,
  );
  const token = /[A-Za-z0-9_-]{32,}/.exec(mail?.text ?? '')?.[0] ?? '';
  const accept = { token, name: `The ${role}`, password: PASSWORD };
  return anonymous.as((await anonymous.client.call(memberContracts.acceptInvitation, accept)).accessToken);
}

/** Connects the sandbox accounts of one platform; the platform's consent page agrees by itself. */
export async function connect({ client }: Http, platform: Platform): Promise<AdAccount[]> {
  const { authorizeUrl } = await client.call(adAccountContracts.beginConnect, { platform });
  const consent = await fetch(authorizeUrl, { redirect: 'manual' });
  const { searchParams } = new URL(consent.headers.get('location') ?? '');
  const [state = '', code = ''] = [searchParams.get('state') ?? '', searchParams.get('code') ?? ''];
  return (await client.call(adAccountContracts.completeConnect, { state, code })).data;
}

/** Sandbox accounts in US dollars of both platforms. */
export async function connectBoth(http: Http): Promise<Accounts> {
  const found = [];
  for (const platform of PLATFORMS) {
    const account = (await connect(http, platform)).find(({ currency }) => currency === 'USD');
    found.push([platform, account?.id ?? '']);
  }
  return Object.fromEntries(found) as Accounts;
}

/** Create, submit, approve, publish; returns the live campaign. */
export async function publishCampaign(
  { client }: Http,
  approver: Http,
  adAccounts: Accounts,
): Promise<Campaign> {
  const key = { idempotencyKey: randomUUID() };
  const { id } = await client.call(contentContracts.create, {
    campaign: campaignBody({ adAccounts }),
    ...key,
  });
  await client.call(reviewContracts.submit, { id });
  await approver.client.call(reviewContracts.approve, { id });
  const begun = await client.call(publishingContracts.publish, { id, ...key });
  const { status, error } = await operationEnd({ client }, begun.id);
  if (status !== 'succeeded') throw new Error(`publishing ended as ${status}: ${JSON.stringify(error)}`);
  return client.call(contentContracts.read, { id });
}

/** Waits for an operation to end. */
export async function operationEnd(
  { client }: Pick<Http, 'client'>,
  id: string,
  seconds = 45,
): Promise<Operation> {
  return until(
    () => client.call(publishingContracts.operation, { id }),
    ({ status }) => !['pending', 'running'].includes(status),
    seconds,
  );
}
