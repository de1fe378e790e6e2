import type { Context, ServiceSchema } from 'moleculer';
import Prometheus from 'moleculer-prometheus';
import { events, WRITES_TOTAL } from '../contracts/events.ts';
import { readEvent } from './events.ts';
import { asMixin, serviceSchema } from './moleculer.ts';
import type { ListeningSettings } from './node-settings.ts';

type FinishedSpan = {
  type: string;
  duration: number;
  service?: { fullName?: string };
  tags?: { action?: { name?: string }; nodeID?: string };
  error?: { code?: number; name?: string; type?: string } | null;
};
type BrokerMetricsSettings = ListeningSettings & { BROKER_METRICS_PORT: number };
type PrometheusService = { update(name: string, method: string, labels?: object, value?: number): void };

/**
 * moleculer-prometheus on its own port: gauges of the broker's nodes, services and actions, counters that nodes push,
 * and metrics of the requests that are traced. Its handlers for events of older Moleculer versions are replaced. The
 * main source of metrics is each node's own /metrics (mixins/node-metrics.ts).
 */
export function brokerMetricsService(settings: BrokerMetricsSettings): ServiceSchema {
  return serviceSchema({
    name: 'prometheus',
    mixins: [asMixin(Prometheus)],
    settings: {
      port: settings.BROKER_METRICS_PORT,
      collectDefaultMetrics: false,
      metrics: {
        [WRITES_TOTAL]: {
          type: 'Counter',
          labelNames: ['action'],
          help: 'Writes that succeeded, pushed by every node.',
        },
        moleculer_req_duration_ms: {
          type: 'Histogram',
          labelNames: ['action', 'service', 'nodeID'],
          buckets: [2, 10, 50, 200, 1_000, 5_000],
          help: 'Duration of the sampled requests.',
        },
      },
    },
    events: {
      'metrics.trace.span.finish'() {
        // replaces moleculer-prometheus's handler; this Moleculer does not send the event
      },
      'metrics.update'(this: PrometheusService, ctx: Context) {
        // any node sends this event, so only what its contract allows is accepted
        const update = readEvent(events.metricsUpdate, ctx.params);
        if (update) this.update(update.name, update.method, update.labels);
      },
      '$tracing.spans'(this: PrometheusService, ctx: Context<FinishedSpan[]>) {
        for (const span of ctx.params) countSpan(this, span);
      },
    },
    created(this: { server: { listen(port: number, host?: string): Promise<unknown> } }) {
      const listen = this.server.listen.bind(this.server);
      this.server.listen = (port) => listen(port, settings.host);
    },
  });
}

function countSpan(service: PrometheusService, span: FinishedSpan): void {
  if (span.type !== 'action') return;
  const labels = {
    action: span.tags?.action?.name,
    service: span.service?.fullName,
    nodeID: span.tags?.nodeID,
  };
  service.update('moleculer_req_total', 'inc', labels);
  service.update('moleculer_req_duration_ms', 'observe', labels, span.duration);
  if (!span.error) return;
  const { code, name, type } = span.error;
  service.update('moleculer_req_errors_total', 'inc', {
    ...labels,
    errorCode: code,
    errorName: name,
    errorType: type ?? '',
  });
}
