import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { AdAccount } from '../../contracts/platforms/ad-accounts.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import type { Operation } from '../../contracts/campaign/publishing.ts';
import type { Structure } from '../../contracts/structure.ts';
import type { Http } from './http.ts';

type Session = { tokens?: { accessToken: string }; accessToken?: string };
type Inbox = { messages(): readonly { to: string | string[]; text: string }[] };
const PASSWORD = 'correct horse battery staple 42';

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
  const answer = await http.post<Session>('/api/auth/register', {
    email,
    password: PASSWORD,
    name,
    organizationName: `${name}'s company`,
  });
  expect(answer.status).toBe(201);
  const accessToken = answer.body.tokens?.accessToken ?? '';
  return { http: http.as(accessToken), email, accessToken };
}

/** A second person of the same organisation, invited by mail. */
export async function invite(owner: Http, anonymous: Http, inbox: Inbox, role: string): Promise<Http> {
  const email = `${role}-${randomUUID().slice(0, 8)}@example.test`;
  expect((await owner.post('/api/invitations', { email, role })).status).toBe(201);
  const mail = await until(
    () => inbox.messages().find((m) => [m.to].flat().some((to) => to.includes(email))),
    (m) => m !== undefined,
  );
  const token = /[A-Za-z0-9_-]{32,}/.exec(mail?.text ?? '')?.[0];
  const accepted = await anonymous.post<Session>('/api/invitations/accept', {
    token,
    name: `The ${role}`,
    password: PASSWORD,
  });
  expect(accepted.status).toBe(200);
  return anonymous.as(accepted.body.accessToken ?? '');
}

/** Connects the sandbox accounts of one platform; the platform's consent page agrees by itself. */
export async function connect(http: Http, platform: string): Promise<AdAccount[]> {
  const begun = await http.post<{ authorizeUrl: string }>('/api/ad-accounts/connect', { platform });
  const consent = await fetch(begun.body.authorizeUrl, { redirect: 'manual' });
  const back = new URL(consent.headers.get('location') ?? '');
  const done = await http.post<{ data: AdAccount[] }>('/api/ad-accounts/connect/complete', {
    state: back.searchParams.get('state'),
    code: back.searchParams.get('code'),
  });
  expect(done.status).toBe(200);
  return done.body.data;
}

export const structure: Structure = {
  adGroups: [
    {
      name: 'Small teams',
      keywords: [
        { text: 'crm for small teams', matchType: 'phrase' },
        { text: 'sales crm', matchType: 'exact' },
      ],
      negativeKeywords: [{ text: 'free', matchType: 'broad' }],
      ads: [
        {
          format: 'responsive_search',
          headlines: [
            { text: 'CRM for small sales teams' },
            { text: 'Keep every conversation' },
            { text: 'See the next step' },
          ],
          descriptions: [
            { text: 'One place for every customer conversation.' },
            { text: 'Your team always knows the next step.' },
          ],
        },
        {
          format: 'text_ad',
          headline: 'CRM for small teams',
          description: 'One place for every customer conversation.',
        },
      ],
    },
  ],
};

/** The body of a complete campaign on both platforms. */
export function campaignBody(
  accounts: { google: string; linkedin: string },
  name = `Spring ${randomUUID().slice(0, 8)}`,
) {
  const start = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  return {
    name,
    objective: 'leads',
    platforms: ['google-ads', 'linkedin-ads'],
    adAccounts: { 'google-ads': accounts.google, 'linkedin-ads': accounts.linkedin },
    budget: { dailyMicros: 100_000_000, currency: 'USD' },
    schedule: { startDate: start },
    targeting: { locations: ['US'], languages: ['en'] },
    landingPageUrl: 'https://www.example.com/crm',
    declarations: { euPoliticalAdvertising: false },
    structure,
  };
}

/** Sandbox accounts in US dollars of both platforms. */
export async function connectBoth(http: Http): Promise<{ google: string; linkedin: string }> {
  const usd = (accounts: AdAccount[]) => accounts.find((a) => a.currency === 'USD')?.id ?? '';
  return {
    google: usd(await connect(http, 'google-ads')),
    linkedin: usd(await connect(http, 'linkedin-ads')),
  };
}

/** Create, submit, approve, publish; returns the live campaign. */
export async function publishCampaign(
  author: Http,
  approver: Http,
  accounts: { google: string; linkedin: string },
): Promise<Campaign> {
  const created = await author.post<Campaign>('/api/campaigns', campaignBody(accounts));
  expect(created.status).toBe(201);
  const path = `/api/campaigns/${created.body.id}`;
  expect((await author.post(`${path}/submit`, {})).status).toBe(200);
  expect((await approver.post(`${path}/approve`, {})).status).toBe(200);
  const begun = await author.post<Operation>(
    `${path}/publish`,
    {},
    { headers: { 'idempotency-key': randomUUID() } },
  );
  expect(begun.status).toBe(202);
  const ended = await operationEnd(author, begun.body.id);
  expect([ended.status, ended.error]).toEqual(['succeeded', null]);
  return (await author.get<Campaign>(path)).body;
}

/** Waits for an operation to end. */
export async function operationEnd(http: Http, id: string, seconds = 45): Promise<Operation> {
  return until(
    async () => (await http.get<Operation>(`/api/operations/${id}`)).body,
    (operation) => !['pending', 'running'].includes(operation.status),
    seconds,
  );
}
