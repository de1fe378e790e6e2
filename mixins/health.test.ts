import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Health, serveHealth } from './health.ts';
import { NodeIdentity } from './identity/node-identity.ts';
import { generateServiceKeys, readServiceKeys } from './identity/service-keys.ts';
import { NodeMetrics } from './node-metrics.ts';

const keys = generateServiceKeys(['ai']);
const needsNothing = () => [];
const identity = () => new NodeIdentity(readServiceKeys(keys.all, keys.public));
/** A node that has heard from auth just now. */
async function heard(): Promise<NodeIdentity> {
  const made = identity();
  made.follow(async () => ({ seq: 0, entries: [], more: false, keys: [] }));
  onTestFinished(() => made.stop());
  await made.poll();
  return made;
}

describe('a node is not ready', () => {
  it('while it has not heard from auth', async () => {
    expect(await new Health(await heard(), needsNothing).readiness()).toEqual({ ready: true, missing: [] });
    expect(await new Health(identity(), needsNothing).readiness()).toEqual({
      ready: false,
      missing: ['identity'],
    });
  });

  it('while a dependency fails, which is named', async () => {
    const health = new Health(await heard(), needsNothing);
    health.addProbe('database ai', () => Promise.reject(new Error('away')));
    health.addProbe('redis', async () => 'PONG');
    expect(await health.readiness()).toEqual({ ready: false, missing: ['database ai'] });
  });
});

describe('a dependency that does not answer', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('is missing after a second and a half: who asks for readiness gets an answer', async () => {
    const health = new Health(await heard(), needsNothing);
    health.addProbe('database ai', () => new Promise(() => undefined));
    let missing: string[] | undefined;
    void health.readiness().then((readiness) => (missing = readiness.missing));
    await vi.advanceTimersByTimeAsync(1_400);
    expect(missing).toBeUndefined();
    await vi.advanceTimersByTimeAsync(200);
    expect(missing).toContain('database ai');
  });
});

describe('the port of a node', () => {
  async function port() {
    const metrics = new NodeMetrics('node-1');
    const server = await serveHealth('127.0.0.1', 0, new Health(identity(), needsNothing), metrics);
    onTestFinished(() => {
      server.close();
      metrics.stop();
    });
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { metrics, get: (path: string) => fetch(base + path) };
  }

  it('tells health and figures, kept by nobody, and nothing else', async () => {
    const { get } = await port();
    const answers = await Promise.all(['/health/live', '/health', '/metrics', '/api', '/'].map(get));
    expect(answers.map(({ status }) => status)).toEqual([200, 503, 200, 404, 404]);
    for (const { headers } of answers) expect(headers.get('cache-control')).toBe('no-store');
  });

  it('counts failed statements apart from good ones, and what happened by kind', async () => {
    const { metrics, get } = await port();
    metrics.statement(false, 3);
    metrics.statement(true, 3);
    metrics.statement(true, 3);
    metrics.count('campaign.create');
    const text = await (await get('/metrics')).text();
    const value = (name: string, label: string) =>
      text
        .split('\n')
        .find((line) => line.startsWith(`${name}{`) && line.includes(label))
        ?.split(' ')
        .at(-1);
    expect(value('sql_seconds_count', 'outcome="error"')).toBe('2');
    expect(value('sql_seconds_count', 'outcome="ok"')).toBe('1');
    expect(value('domain_events_total', 'event="campaign.create"')).toBe('1');
  });
});
