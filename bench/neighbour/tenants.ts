import { CAMPAIGN_BODY } from '../campaign-body.ts';
import { metricsBody } from './metrics-body.ts';

/** API keys of both organisations; the loud one's are new in each round, so that none has spent what it may send. */
export type Tenants = { quiet: string[]; loud: string[][]; loudCampaignId: string };

const KEYS_EACH = 10;
const CAMPAIGNS = 40;
const DAYS_OF_FIGURES = 500;

/** Two organisations with the same campaigns and figures. */
export async function moveIn(url: string, rounds: number): Promise<Tenants> {
  const quiet = await settle(url);
  const loud = await settle(url);
  const loudKeys: string[][] = [];
  for (let round = 0; round < rounds; round += 1) loudKeys.push(await keysOf(url, loud.token));
  return { quiet: await keysOf(url, quiet.token), loud: loudKeys, loudCampaignId: loud.campaignId };
}

async function settle(url: string): Promise<{ token: string; campaignId: string }> {
  const email = `bench.${crypto.randomUUID()}@example.com`;
  const person = { email, password: crypto.randomUUID(), name: 'Bench', organizationName: 'Bench' };
  const { tokens } = await post<{ tokens: { accessToken: string } }>(`${url}/api/auth/register`, person);
  const token = tokens.accessToken;
  let campaignId = '';
  for (let i = 0; i < CAMPAIGNS; i += 1)
    campaignId = (await post<{ id: string }>(`${url}/api/campaigns`, CAMPAIGN_BODY, token)).id;
  await post(`${url}/api/analytics/metrics`, metricsBody(campaignId, DAYS_OF_FIGURES), token);
  return { token, campaignId };
}

async function keysOf(url: string, token: string): Promise<string[]> {
  const keys: string[] = [];
  while (keys.length < KEYS_EACH) {
    const asked = { name: `bench ${keys.length}`, role: 'manager' };
    keys.push((await post<{ key: string }>(`${url}/api/api-keys`, asked, token)).key);
  }
  return keys;
}

async function post<T>(url: string, body: unknown, token?: string): Promise<T> {
  const headers = {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url, { method: 'POST', headers, body: text });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}: ${JSON.stringify(answer)}`);
  return answer as T;
}
