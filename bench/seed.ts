import pg from 'pg';
import { PEER_DATABASE, type Arena } from './arena.ts';
import { CAMPAIGN_BODY } from './campaign-body.ts';

/** Two organisations' tokens and the campaigns of the first. */
export type Seed = { token: string; strangerToken: string; ids: string[] };

/** Fills our product over REST and copies the campaigns to the peer's tables, so that both hold the same. */
export async function seed(arena: Arena, campaigns: number): Promise<Seed> {
  const token = await register(arena.ours.url);
  const strangerToken = await register(arena.ours.url);
  const ids: string[] = [];
  while (ids.length < campaigns)
    ids.push(...(await Promise.all(Array.from({ length: 20 }, () => create(arena.ours.url, token)))));
  await copy(arena.admin('campaign_db'), arena.admin(PEER_DATABASE));
  return { token, strangerToken, ids };
}

async function register(url: string): Promise<string> {
  const email = `bench.${crypto.randomUUID()}@example.com`;
  const body = { email, password: crypto.randomUUID(), name: 'Bench', organizationName: 'Bench' };
  const { tokens } = (await post(`${url}/api/auth/register`, body)) as { tokens: { accessToken: string } };
  return tokens.accessToken;
}

async function create(url: string, token: string): Promise<string> {
  return ((await post(`${url}/api/campaigns`, CAMPAIGN_BODY, token)) as { id: string }).id;
}

async function post(url: string, body: unknown, token?: string): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}

async function copy(from: string, to: string): Promise<void> {
  const [source, target] = [from, to].map((connectionString) => new pg.Client({ connectionString }));
  if (!source || !target) return;
  await Promise.all([source.connect(), target.connect()]);
  for (const table of ['campaigns', 'campaign_versions']) {
    const { rows } = await source.query<{ rows: string }>(`SELECT json_agg(t)::text AS rows FROM ${table} t`);
    await target.query(
      `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`,
      [rows[0]?.rows],
    );
  }
  for (const client of [source, target]) await client.query('ANALYZE');
  await Promise.all([source.end(), target.end()]);
}
