import pg from 'pg';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { setTimeout as wait } from 'node:timers/promises';
import { table } from '../../scripts/demo/table.ts';
import { startDatabases } from '../../scripts/prove/fresh-databases.ts';
import { register, startIngest, type Tenant } from './product.ts';

/** `megabytes` of text are sent in each form. */
export type MemoryOptions = { megabytes: number; only: string };

const SAMPLE_MS = 100;
const MEGABYTE = 1024 * 1024;
const KEYWORDS = 2_000;
const CAMPAIGNS = 50;
const DAY_MS = 86_400_000;

type Form = {
  name: string;
  path: string;
  type: string;
  isPacked: boolean;
  /** @param campaigns ids of campaigns of ours, for rows that name them by these */
  lines: (campaigns: readonly string[]) => Generator<string>;
};

/**
 * npm run bench -- ingest --memory 500: how much memory a large body takes of a node that has all services, and for how long at a time its
 * organisation is held.
 */
export async function benchIngestMemory({ megabytes, only }: MemoryOptions): Promise<void> {
  const databases = await startDatabases({ durable: true });
  const product = await startIngest(databases);
  const admin = new pg.Client({ connectionString: databases.adminUrl.replace('auth_db', 'analytics_db') });
  await admin.connect();
  try {
    const lines: string[][] = [];
    for (const form of FORMS.filter(({ name }) => name.includes(only))) {
      const tenant = await register(product.url, CAMPAIGNS);
      const before = (await product.residentMiB()) ?? 0;
      const watch = watchMemory(async () => (await product.residentMiB()) ?? 0);
      const holds = watchHolds(admin, tenant.organizationId);
      const begun = Date.now();
      const sent = await send(product.url, tenant, form, megabytes * MEGABYTE);
      const uploaded = Date.now();
      const rows = typeof sent === 'number' ? sent : await endOf(product.url, tenant.token, sent);
      const most = watch.stop();
      const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(0)} s`;
      lines.push([
        form.name,
        `${rows}`,
        before.toFixed(0),
        most.toFixed(0),
        seconds(begun, uploaded),
        seconds(uploaded, Date.now()),
        `${(await holds()).toFixed(0)} ms`, // of NDJSON: batches that follow each other without a gap
      ]);
      console.log(lines.at(-1)?.join(' | '));
    }
    const head = [
      `${megabytes} MB`,
      'rows',
      'MiB before',
      'most MiB',
      'sending',
      'importing',
      'held at most',
    ];
    for (const line of table(head, lines)) console.log(line);
  } finally {
    await product.stop();
    await admin.end();
    await databases.stop();
  }
}

function watchMemory(read: () => Promise<number>) {
  let [most, isOver] = [0, false];
  void (async () => {
    while (!isOver) {
      most = Math.max(most, await read());
      await wait(SAMPLE_MS);
    }
  })();
  return {
    stop() {
      isOver = true;
      return most;
    },
  };
}

/** Looks all the time whether somebody has the organisation. Answers for how many milliseconds at most. */
function watchHolds(admin: pg.Client, organizationId: string): () => Promise<number> {
  const look = 'SELECT 1 FROM fact_versions WHERE organization_id = $1 FOR UPDATE SKIP LOCKED';
  const known = 'SELECT 1 FROM fact_versions WHERE organization_id = $1';
  let [longest, since, isOver] = [0, 0, false];
  const watching = (async () => {
    while (!isOver) {
      const isFree = (await admin.query(look, [organizationId])).rows.length > 0;
      const isThere = isFree || (await admin.query(known, [organizationId])).rows.length > 0;
      since = isFree || !isThere ? 0 : since || performance.now();
      if (since > 0) longest = Math.max(longest, performance.now() - since);
      await wait(5);
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return longest;
  };
}

/** Campaigns × days × keywords, the keywords of a campaign and day together. */
function* places() {
  const today = Date.now();
  for (let i = 0; ; i += 1) {
    const keyword = i % KEYWORDS;
    const campaign = Math.floor(i / KEYWORDS) % CAMPAIGNS;
    const day = Math.floor(i / KEYWORDS / CAMPAIGNS) + 1;
    yield { keyword, campaign, date: new Date(today - day * DAY_MS).toISOString().slice(0, 10) };
  }
}

function* csv() {
  yield 'Day,Campaign,Campaign ID,Ad group,Keyword,Currency code,Impr.,Clicks,Cost,Conversions\n';
  for (const { keyword, campaign, date } of places())
    yield `${date},Campaign number ${campaign},90${campaign},Ad group ${keyword % 20},a keyword of some words ${keyword},USD,${1_000 + keyword},${keyword % 90},${keyword}.25,1.50\n`;
}

function* ndjson(campaigns: readonly string[]) {
  for (const { keyword, campaign, date } of places()) {
    const place = { campaignId: campaigns[campaign], platform: 'google-ads', date, currency: 'USD' };
    const parts = { adGroup: `Ad group ${keyword % 20}`, keyword: `a keyword of some words ${keyword}` };
    const figures = { impressions: 1_000 + keyword, clicks: keyword % 90, costMicros: keyword * 1_250_000 };
    yield `${JSON.stringify({ ...place, ...parts, ...figures })}\n`;
  }
}

const FORMS: readonly Form[] = [
  { name: 'CSV', path: 'imports', type: 'text/csv', isPacked: false, lines: csv },
  { name: 'CSV in gzip', path: 'imports', type: 'text/csv', isPacked: true, lines: csv },
  { name: 'NDJSON', path: 'metrics', type: 'application/x-ndjson', isPacked: false, lines: ndjson },
];

/** Sends so many bytes of text; answers the id of the import, or how many rows were accepted at once. */
async function send(url: string, tenant: Tenant, form: Form, bytes: number): Promise<string | number> {
  const text = Readable.from(piecesOf(form.lines(tenant.campaigns), bytes));
  const body = form.isPacked ? text.pipe(createGzip({ level: 1 })) : text;
  const response = await fetch(`${url}/api/analytics/${form.path}`, {
    method: 'POST',
    headers: {
      'content-type': form.isPacked ? 'application/gzip' : form.type,
      authorization: `Bearer ${await tenant.token()}`,
    },
    body: Readable.toWeb(body) as ReadableStream,
    duplex: 'half',
  });
  const answer = (await response.json()) as { id?: string; accepted?: number };
  if (response.ok && answer.id === undefined && answer.accepted !== undefined) return answer.accepted;
  if (!response.ok || !answer.id) throw new Error(JSON.stringify(answer).slice(0, 300));
  return answer.id;
}

function* piecesOf(lines: Generator<string>, bytes: number): Generator<string> {
  let [piece, sent] = ['', 0];
  for (const line of lines) {
    if (sent + piece.length + line.length > bytes) break;
    piece += line;
    if (piece.length < 65_536) continue;
    yield piece;
    sent += piece.length;
    piece = '';
  }
  yield piece;
}

async function endOf(url: string, token: () => Promise<string>, id: string): Promise<number> {
  for (;;) {
    const response = await fetch(`${url}/api/analytics/imports/${id}`, {
      headers: { authorization: `Bearer ${await token()}` },
    });
    const entry = (await response.json()) as { status?: string; accepted: number };
    if (entry.status === 'succeeded') return entry.accepted;
    if (entry.status !== 'pending' && entry.status !== 'running')
      throw new Error(JSON.stringify(entry).slice(0, 500));
    await wait(1_000);
  }
}
