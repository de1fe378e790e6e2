import { randomUUID } from 'node:crypto';
import { sessionIn } from '../../client/session-in.ts';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { connectSandbox } from '../../client/testing/connect-sandbox.ts';
import { until } from '../../client/testing/until.ts';
import { registered } from '../../client/registered.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { memberContracts } from '../../contracts/auth/members.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { publishingContracts, type Operation } from '../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../contracts/campaign/review.ts';
import type { Role } from '../../contracts/permissions.ts';
import { PLATFORMS, type Platform } from '../../contracts/values.ts';
import type { Http } from './http.ts';
import { agreedTo } from './approval.ts';

type Inbox = { messages(): readonly { to: string | string[]; text: string }[] };
/** The ad accounts that campaigns are published to, by platform. */
export type Accounts = Record<Platform, string>;
export const PASSWORD = 'a kettle sings beside the harbour 42';

/** Registers a person with an organisation of their own. */
export async function register(
  http: Http,
  name: string,
): Promise<{ http: Http; email: string; accessToken: string }> {
  const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.test`;
  const organizationName = `${name}'s company`;
  const asked = { email, password: PASSWORD, name, organizationName };
  const { tokens } = registered(await http.client.call(accountContracts.register, asked));
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
  const joined = await anonymous.client.call(memberContracts.acceptInvitation, accept);
  return anonymous.as(sessionIn(joined).accessToken);
}

/** Sandbox accounts in US dollars of both platforms. */
export async function connectBoth({ client }: Pick<Http, 'client'>): Promise<Accounts> {
  const found = [];
  for (const platform of PLATFORMS) {
    const account = (await connectSandbox(client, platform)).find(({ currency }) => currency === 'USD');
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
  const submitted = await client.call(reviewContracts.submit, { id });
  await approver.client.call(reviewContracts.approve, agreedTo(submitted));
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
