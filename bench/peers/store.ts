import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Claims } from './tokens.ts';

type Json = Record<string, unknown>;
type Row = { document: Json; structure: Json | null };
/** A body that ajv has let through. */
export type Body = Json & {
  name: string;
  objective: string;
  platforms: string[];
  budget: Json & { dailyMicros: number };
};

const sha256 = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** One campaign of an organisation, or null. */
export async function readCampaign(pool: pg.Pool, organizationId: string, id: string): Promise<Json | null> {
  const { rows } = await pool.query<Row>({
    name: 'get',
    text: 'SELECT document, structure FROM campaigns WHERE organization_id = $1 AND id = $2',
    values: [organizationId, id],
  });
  return rows[0] ? { ...rows[0].document, structure: rows[0].structure } : null;
}

/** The newest campaigns, one more than asked for when there are more. */
export async function readPage(pool: pg.Pool, organizationId: string, limit: number, after: string | null) {
  const { rows } = await pool.query<{ document: Json }>({
    name: 'list',
    text: `SELECT document FROM campaigns WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2)
      ORDER BY id DESC LIMIT $3`,
    values: [organizationId, after, limit + 1],
  });
  const data = rows.slice(0, limit).map((row) => row.document);
  const last = rows.length > limit ? data.at(-1)?.['id'] : undefined;
  return {
    data,
    page: { nextCursor: typeof last === 'string' ? Buffer.from(last).toString('base64url') : null },
  };
}

/** Campaign, first version, audit row and remembered answer in one transaction, a round trip each. */
export async function createCampaign(
  pool: pg.Pool,
  who: Claims,
  body: Body,
  id: string,
  key: string,
): Promise<Json> {
  const now = new Date().toISOString();
  const content = contentOf(body);
  const { structure, ...document } = { id, ...content, ...lifeOf(who, now) };
  const answer = { ...document, structure };
  const hash = sha256(content);
  const client = await pool.connect();
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  try {
    await client.query('BEGIN');
    const claimed = await run('claim', CLAIM, [who.org, who.sub, key, sha256(body), JSON.stringify(answer)]);
    if (claimed.rowCount === 0) {
      await client.query('ROLLBACK');
      return await remembered(pool, who, key);
    }
    const written = [JSON.stringify(document), structure === null ? null : JSON.stringify(structure)];
    await run('campaign', CAMPAIGN, [
      who.org,
      id,
      body.objective,
      body.platforms,
      body.name,
      hash,
      ...written,
    ]);
    await run('version', VERSION, [who.org, id, hash, JSON.stringify(content), who.sub, now]);
    await run('audit', AUDIT, [who.org, randomUUID(), who.sub, id, JSON.stringify({ version: 1 })]);
    await client.query('COMMIT');
    return answer;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

function contentOf({ budget, structure, declarations, adAccounts, ...rest }: Body) {
  const parts = rest.platforms.length;
  const equal = rest.platforms.map((platform) => ({
    platform,
    dailyMicros: Math.floor(budget.dailyMicros / parts),
  }));
  return {
    ...rest,
    adAccounts: adAccounts ?? {},
    budget: { ...budget, split: budget['split'] ?? equal },
    declarations: declarations ?? null,
    structure: withDefaults(structure as Json | undefined),
  };
}

function withDefaults(structure: Json | undefined): Json | null {
  if (!structure) return null;
  const groups = structure['adGroups'] as Json[];
  return { adGroups: groups.map((group) => ({ keywords: [], negativeKeywords: [], ...group })) };
}

const lifeOf = (who: Claims, now: string) => ({
  status: 'draft',
  review: null,
  publishedVersion: null,
  publications: [],
  version: 1,
  createdBy: who.sub,
  createdAt: now,
  updatedAt: now,
});

async function remembered(pool: pg.Pool, who: Claims, key: string): Promise<Json> {
  const { rows } = await pool.query<{ answer: Json }>(
    'SELECT answer FROM idempotency_keys WHERE organization_id = $1 AND user_id = $2 AND action = $3 AND key = $4',
    [who.org, who.sub, 'campaign.create', key],
  );
  return rows[0]?.answer ?? {};
}

const CLAIM = `INSERT INTO idempotency_keys (organization_id, user_id, action, key, fingerprint, answer)
  VALUES ($1, $2, 'campaign.create', $3, $4, $5) ON CONFLICT DO NOTHING`;
const CAMPAIGN = `INSERT INTO campaigns
  (organization_id, id, status, objective, platforms, name, name_key, version, hash, document, structure)
  VALUES ($1, $2, 'draft', $3, $4, $5::text, lower($5::text), 1, $6, $7, $8)`;
const VERSION = `INSERT INTO campaign_versions
  (organization_id, campaign_id, version, hash, content, created_by, created_at) VALUES ($1, $2, 1, $3, $4, $5, $6)`;
const AUDIT = `INSERT INTO audit_events
  (organization_id, id, actor_kind, actor_id, action, subject_kind, subject_id, detail)
  VALUES ($1, $2, 'user', $3, 'campaign.created', 'campaign', $4, $5)`;
