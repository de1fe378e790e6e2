import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** A metric with fixed labels. It is cached, because looking the labels up costs more than counting. */
type Observer = { observe(seconds: number): void };

/**
 * The metrics of a node: rate, errors and duration of actions and statements, the event loop, pools, and domain events.
 */
export class NodeMetrics {
  readonly registry = new Registry();
  readonly #rpc: Histogram<'action' | 'outcome'>;
  readonly #rpcChildren = new Map<string, Observer>();
  readonly #goodStatement: Observer;
  readonly #failedStatement: Observer;
  readonly #domain: Counter<'event'>;
  readonly #loop = monitorEventLoopDelay({ resolution: 20 });

  constructor(nodeId: string) {
    this.registry.setDefaultLabels({ node: nodeId });
    collectDefaultMetrics({ register: this.registry });
    const registers = [this.registry];
    this.#rpc = new Histogram({
      name: 'rpc_seconds',
      help: 'Duration of actions on this node.',
      labelNames: ['action', 'outcome'],
      buckets: [0.002, 0.01, 0.05, 0.2, 1, 5],
      registers,
    });
    const statements = new Histogram({
      name: 'sql_seconds',
      help: 'Duration of SQL statements.',
      labelNames: ['outcome'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
      registers,
    });
    this.#goodStatement = statements.labels({ outcome: 'ok' });
    this.#failedStatement = statements.labels({ outcome: 'error' });
    this.#domain = new Counter({
      name: 'domain_events_total',
      help: 'What happened, by kind.',
      labelNames: ['event'],
      registers,
    });
    this.#watchLoop(registers);
  }

  /** Records an action; `outcome` is `ok` or the code of the error. */
  rpc(action: string, outcome: string, seconds: number): void {
    const key = `${action} ${outcome}`;
    let child = this.#rpcChildren.get(key);
    if (!child) {
      child = this.#rpc.labels({ action, outcome });
      this.#rpcChildren.set(key, child);
    }
    child.observe(seconds);
  }

  statement(failed: boolean, milliseconds: number): void {
    (failed ? this.#failedStatement : this.#goodStatement).observe(milliseconds / 1000);
  }

  /** Counts a domain event, for example `campaign.published`. */
  count(event: string): void {
    this.#domain.inc({ event });
  }

  /** Reports the connections of a service's pool. */
  watchPool(service: string, read: () => { total: number; idle: number; waiting: number }): void {
    const name = `database_connections_${service}`;
    if (this.registry.getSingleMetric(name)) return;
    new Gauge({
      name,
      help: `Connections of ${service}'s pool.`,
      labelNames: ['state'],
      registers: [this.registry],
      collect() {
        for (const [state, value] of Object.entries(read())) this.set({ state }, value);
      },
    });
  }

  stop(): void {
    this.#loop.disable();
  }

  #watchLoop(registers: Registry[]): void {
    const loop = this.#loop;
    loop.enable();
    let last = performance.eventLoopUtilization();
    new Gauge({
      name: 'event_loop_delay_p99_seconds',
      help: 'Delay of the event loop since the last scrape.',
      registers,
      collect() {
        this.set(loop.percentile(99) / 1e9);
        loop.reset();
      },
    });
    new Gauge({
      name: 'event_loop_utilization',
      help: 'Share of time that the event loop was busy since the last scrape.',
      registers,
      collect() {
        const now = performance.eventLoopUtilization();
        this.set(performance.eventLoopUtilization(now, last).utilization);
        last = now;
      },
    });
  }
}
