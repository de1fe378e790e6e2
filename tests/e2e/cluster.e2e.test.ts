import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import { natsBinary, startCluster, type Cluster, type ClusterNode } from '../support/cluster.ts';
import { Http } from '../support/http.ts';
import { connectBoth, invite, publishCampaign, register, type Accounts } from '../support/journey.ts';
import { until } from '../../client/testing/until.ts';

const REPL = join(import.meta.dirname, '../../scripts/repl.ts');
type OtlpSpan = { traceId: string; spanId: string; parentSpanId?: string; name: string };

const binary = await natsBinary();
if (!binary)
  process.stderr.write('\nNO nats-server: the cluster tests are left out. apt-get install nats-server\n\n');

describe.runIf(binary)('a cluster of one process a service and a second campaign node', () => {
  let cluster: Cluster;
  let http: Http;
  let owner: Awaited<ReturnType<typeof register>>;
  let adAccounts: Accounts;
  const spans: { service: string; span: OtlpSpan }[] = [];
  let collector: Server;

  beforeAll(async () => {
    collector = await fakeCollector((service, span) => spans.push({ service, span }));
    const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    cluster = await startCluster(binary ?? '', [['campaign-2', ['campaign']]], {
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      TRACE_SAMPLE_RATIO: '1',
    });
    http = new Http(cluster.url);
    owner = await register(http, 'Olivia');
  }, 90_000);
  afterAll(async () => {
    await cluster.stop();
    collector.close();
  });

  it('plays the journey from sign-up to a campaign that is live on both platforms', async () => {
    const manager = await invite(owner.http, http, cluster.sandbox.mail, 'manager');
    adAccounts = await connectBoth(owner.http);
    const live = await publishCampaign(owner.http, manager, adAccounts);
    expect(live.status).toBe('active');
    expect(live.publications.map((p) => p.status)).toEqual(['active', 'active']);
  });

  it("answers an operator's REPL that attaches over NATS", async () => {
    const repl = spawn(process.execPath, [REPL], {
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: tmpdir(),
        NATS_URL: cluster.bus.url,
        ...cluster.bus.settingsFor(['operator']),
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    onTestFinished(() => void repl.kill('SIGKILL'));
    let said = '';
    for (const stream of [repl.stdout, repl.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    repl.stdin.write('health\n');
    await until(
      () => said,
      (text) => /campaign.*campaign-2/.test(text),
      15,
    );
    expect(said).not.toMatch(/MISSING|degraded/);
  });

  it('shares calls between the two campaign nodes', async () => {
    for (let i = 0; i < 40; i += 1) expect((await owner.http.get('/api/campaigns')).status).toBe(200);
    const [one, two] = await Promise.all(
      campaignNodes(cluster).map((node) => callsOf(node, 'campaign.list')),
    );
    expect(Math.min(one ?? 0, two ?? 0)).toBeGreaterThan(10);
  });

  it('shows one request as one trace across three nodes', async () => {
    const campaign = (await owner.http.get<{ data: Campaign[] }>('/api/campaigns')).body.data[0];
    const traceId = randomUUID().replaceAll('-', '');
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    const asked = await owner.http.post(`/api/campaigns/${campaign?.id}/optimize`, {}, { headers });
    expect(asked.status).toBe(200);
    const mine = await until(
      () => spans.filter((s) => s.span.traceId === traceId),
      (found) => new Set(found.map((s) => s.service)).size >= 3,
    );
    expect(new Set(mine.map((s) => s.service))).toEqual(new Set(['gateway', 'campaign', ...others(mine)]));
    const ids = new Set(mine.map((s) => s.span.spanId));
    const roots = mine.filter((s) => !s.span.parentSpanId || !ids.has(s.span.parentSpanId));
    expect(roots).toHaveLength(1);
  });

  it('loses nothing that was accepted and doubles nothing when a campaign node is killed during requests', async () => {
    const keys = Array.from({ length: 120 }, () => randomUUID());
    const create = (key: string) =>
      owner.http.post<Campaign>(
        '/api/campaigns',
        { ...campaignBody({ adAccounts, name: `Kill ${key}` }) },
        { headers: { 'idempotency-key': key } },
      );
    const accepted = new Map<string, string>();
    const first = async (key: string, i: number) => {
      await new Promise((resolve) => setTimeout(resolve, i * 20));
      const answer = await create(key);
      if (answer.status === 201) accepted.set(key, answer.body.id);
      else expect(answer.status).toBe(503);
    };
    const load = keys.map(first);
    await new Promise((resolve) => setTimeout(resolve, 900));
    await cluster.kill('campaign-2');
    await Promise.all(load);
    expect(accepted.size).toBeGreaterThan(60);
    for (const key of keys) {
      const again = await until(
        () => create(key),
        (answer) => answer.status === 201,
        20,
      );
      expect(accepted.get(key) ?? again.body.id).toBe(again.body.id);
      accepted.set(key, again.body.id);
    }
    expect(new Set(accepted.values()).size).toBe(keys.length);
    for (const [key, id] of accepted) {
      const read = await owner.http.get<Campaign>(`/api/campaigns/${id}`);
      expect(read.body.name).toBe(`Kill ${key}`);
    }
    const listed = await namesOf(owner.http, 'Kill');
    expect(listed.toSorted()).toEqual(keys.map((key) => `Kill ${key}`).sort());
    for (let i = 0; i < 20; i += 1) expect((await owner.http.get('/api/campaigns')).status).toBe(200);
  });

  it('ends a session on every node within a second of the logout', async () => {
    const person = await register(http, 'Leaver');
    expect((await person.http.get('/api/campaigns')).status).toBe(200);
    expect((await person.http.post('/api/auth/logout', {})).status).toBe(204);
    const left = Date.now();
    await until(
      () => person.http.get('/api/campaigns').then((a) => a.status),
      (status) => status === 401,
      3,
    );
    expect(Date.now() - left).toBeLessThan(1_300);
  });

  it('all of which is within what the credentials of its services allow on NATS', async () => {
    const log = await cluster.bus.log();
    expect(log).toContain('Server is ready');
    expect(log).not.toContain('Violation');
  });
});

const campaignNodes = (cluster: Cluster): ClusterNode[] =>
  cluster.nodes.filter((n) => n.services.includes('campaign'));
/** The names of all campaigns that a search finds, page by page. */
async function namesOf(http: Http, q: string): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path: string = `/api/campaigns?q=${q}&limit=50${cursor && `&cursor=${cursor}`}`;
    const { body } = await http.get<{ data: Campaign[]; page: { nextCursor: string | null } }>(path);
    names.push(...body.data.map((campaign) => campaign.name));
    cursor = body.page.nextCursor;
  }
  return names;
}

const others = (found: { service: string }[]) =>
  found.map((s) => s.service).filter((s) => s !== 'gateway' && s !== 'campaign');

async function callsOf(node: ClusterNode, action: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${node.port}/metrics`)).text();
  const line = text
    .split('\n')
    .find((l) => l.startsWith('rpc_seconds_count') && l.includes(`action="${action}"`));
  return Number(line?.split(' ').at(-1) ?? 0);
}

type OtlpBody = {
  resourceSpans: {
    resource: { attributes: { value: { stringValue: string } }[] };
    scopeSpans: { spans: OtlpSpan[] }[];
  }[];
};

async function fakeCollector(onSpan: (service: string, span: OtlpSpan) => void): Promise<Server> {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      for (const group of (JSON.parse(text) as OtlpBody).resourceSpans) {
        const service = group.resource.attributes[0]?.value.stringValue ?? '';
        for (const span of group.scopeSpans.flatMap((s) => s.spans)) onSpan(service, span);
      }
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
