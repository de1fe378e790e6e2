import { linkedInSandboxClient } from '../linkedin-ads/server.ts';
import type { Json } from '../wire.ts';
import { read, REDIRECT, type Answer } from './google-client.ts';

export type LinkedInClient = {
  authorization: string;
  call: (method: string, path: string, body?: Json, headers?: Record<string, string>) => Promise<Answer>;
  create: (path: string, body: Json) => Promise<Answer>;
  patch: (path: string, set: Json) => Promise<Answer>;
  refreshToken: string;
};

/** A connected client; paths are relative to /rest/adAccounts/512345678. */
export async function connectLinkedIn(url: string, scope = 'rw_ads r_ads'): Promise<LinkedInClient> {
  const { id, secret } = linkedInSandboxClient;
  const query = new URLSearchParams({
    client_id: id,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope,
    state: 's',
  });
  const back = await fetch(`${url}/oauth/v2/authorization?${query.toString()}`, { redirect: 'manual' });
  const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT,
    client_id: id,
    client_secret: secret,
  };
  const token = await read(
    await fetch(`${url}/oauth/v2/accessToken`, { method: 'POST', body: new URLSearchParams(form) }),
  );
  const standard = {
    authorization: `Bearer ${String(token.body['access_token'])}`,
    'linkedin-version': '202609',
    'x-restli-protocol-version': '2.0.0',
  };
  const call: LinkedInClient['call'] = async (method, path, body, headers = {}) => {
    const sent = Object.entries({ ...standard, ...headers }).filter(([, value]) => value !== '');
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    return read(
      await fetch(`${url}/rest/adAccounts/512345678${path}`, { method, headers: sent, ...content }),
    );
  };
  return {
    authorization: standard.authorization,
    call,
    create: (path, body) => call('POST', path, body),
    patch: (path, set) =>
      call('POST', path, { patch: { $set: set } }, { 'x-restli-method': 'PARTIAL_UPDATE' }),
    refreshToken: String(token.body['refresh_token']),
  };
}

export const ACCOUNT = 'urn:li:sponsoredAccount:512345678';
export const START = Date.parse('2026-12-01T00:00:00Z');
export const usd = (amount: string): Json => ({ amount, currencyCode: 'USD' });

export const groupBody = (changes: Json = {}): Json => ({
  account: ACCOUNT,
  name: 'Group A',
  status: 'DRAFT',
  runSchedule: { start: START },
  ...changes,
});

export const targeting = (more: Json[] = []): Json => ({
  include: {
    and: [
      { or: { 'urn:li:adTargetingFacet:locations': ['urn:li:geo:103644278'] } },
      { or: { 'urn:li:adTargetingFacet:interfaceLocales': ['urn:li:locale:en_US'] } },
      ...more,
    ],
  },
});

export const campaignBody = (group: string, changes: Json = {}): Json => ({
  account: ACCOUNT,
  campaignGroup: `urn:li:sponsoredCampaignGroup:${group}`,
  name: 'Campaign A',
  status: 'DRAFT',
  type: 'TEXT_AD',
  objectiveType: 'WEBSITE_VISIT',
  costType: 'CPC',
  unitCost: usd('5.00'),
  dailyBudget: usd('25.00'),
  locale: { country: 'US', language: 'en' },
  targetingCriteria: targeting(),
  offsiteDeliveryEnabled: false,
  politicalIntent: 'NOT_POLITICAL',
  ...changes,
});

export const creativeBody = (campaign: string, textAd: Json = {}, changes: Json = {}): Json => ({
  campaign: `urn:li:sponsoredCampaign:${campaign}`,
  intendedStatus: 'DRAFT',
  content: {
    textAd: {
      headline: 'Fast reports',
      description: 'See what sells.',
      landingPage: 'https://example.com',
      ...textAd,
    },
  },
  ...changes,
});
