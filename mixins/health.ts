import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ServiceBroker } from 'moleculer';
import type { NodeIdentity } from './identity/node-identity.ts';
import type { NodeMetrics } from './node-metrics.ts';

/** Checks a dependency: resolves when it answers. */
export type Probe = () => Promise<unknown>;
export type Readiness = { ready: boolean; missing: string[] };

const PROBE_MS = 1_500;

/** Tells whether this node has everything that it needs to take requests, and drains it before it stops. */
export class Health {
  readonly #identity: NodeIdentity;
  readonly #required: (local: readonly string[]) => readonly string[];
  readonly #probes = new Map<string, Probe>();
  #broker: ServiceBroker | undefined;
  readonly #drainWork: (() => Promise<void>)[] = [];
  #drainPromise: Promise<unknown> | undefined;

  /** @param required the services that must be reachable, by the services that this node runs */
  constructor(identity: NodeIdentity, required: (local: readonly string[]) => readonly string[]) {
    this.#identity = identity;
    this.#required = required;
  }

  /** Sets the broker on which services are looked up. */
  watch(broker: ServiceBroker): void {
    this.#broker = broker;
  }

  get draining(): boolean {
    return this.#drainPromise !== undefined;
  }

  /** Adds work that must be done before the node's services stop, for example ending open connections. */
  onDrain(work: () => Promise<void>): void {
    this.#drainWork.push(work);
  }

  /** Makes this node not ready, and resolves when the work of `onDrain` is done. */
  async drain(): Promise<void> {
    this.#drainPromise ??= Promise.all(this.#drainWork.map((work) => work()));
    await this.#drainPromise;
  }

  addProbe(name: string, probe: Probe): void {
    this.#probes.set(name, probe);
  }

  /** Whether the node is ready, and the names of missing dependencies and services. */
  async readiness(): Promise<Readiness> {
    const missing: string[] = this.draining ? ['draining'] : [];
    const local = this.#broker?.services.map(({ name }) => name) ?? [];
    for (const name of this.#required(local)) {
      if (!this.#reachable(name)) missing.push(`service ${name}`);
    }
    if (!this.#identity.fresh) missing.push('identity');
    const probes = [...this.#probes].map(async ([name, probe]) => {
      if (!(await answersInTime(probe))) missing.push(name);
    });
    await Promise.all(probes);
    return { ready: missing.length === 0, missing: missing.sort() };
  }

  #reachable(service: string): boolean {
    const services = this.#broker?.registry.getServiceList({ onlyAvailable: true, withActions: false }) ?? [];
    return services.some((s) => s.name === service);
  }
}

async function answersInTime(probe: Probe): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeOut = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PROBE_MS);
  });
  try {
    return await Promise.race([probe().then(() => true), timeOut]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Answers /health, /health/live, /health/ready and /metrics; false when the path is another one. */
export async function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  health: Health,
  metrics: NodeMetrics,
): Promise<boolean> {
  const path = (request.url ?? '').split('?')[0];
  if (path === '/health/live') return json(response, 200, { status: 'live' });
  if (path === '/health' || path === '/health/ready') {
    const { ready, missing } = await health.readiness();
    return json(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', missing });
  }
  if (path === '/metrics') {
    const body = await metrics.registry.metrics();
    response
      .writeHead(200, { 'content-type': metrics.registry.contentType, 'cache-control': 'no-store' })
      .end(body);
    return true;
  }
  return false;
}

/** Serves health and metrics on the port of a node without a gateway. */
export async function serveHealth(
  host: string,
  port: number,
  health: Health,
  metrics: NodeMetrics,
): Promise<Server> {
  const server = createServer((request, response) => {
    void answerHealth(request, response, health, metrics).then((done) => {
      if (!done) json(response, 404, { status: 'not found' });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

function json(response: ServerResponse, status: number, body: object): true {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
  return true;
}
