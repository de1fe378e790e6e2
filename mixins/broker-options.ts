import type { BrokerOptions } from 'moleculer';
import { natsTransporter } from './bus/connection.ts';
import { NAMESPACE } from './bus/permissions.ts';
import { busMiddleware } from './middleware/bus.ts';
import { errorsMiddleware } from './middleware/errors.ts';
import { identityMiddleware } from './middleware/identity.ts';
import { metricsMiddleware } from './middleware/metrics.ts';
import { nodeLife } from './middleware/node-life.ts';
import { packetLimit } from './middleware/packet-limit.ts';
import { remoteBreaker } from './middleware/remote-breaker.ts';
import { sampledTracing } from './middleware/sampled-tracing.ts';
import { tracingOptions } from './moleculer.ts';
import type { Node } from './node.ts';
import type { NodeSettings } from './node-settings.ts';
import { OtlpExporter } from './otlp-exporter.ts';

/**
 * Moleculer's own middlewares, with three changes. The circuit breaker is outside of the time-out, so that it counts
 * time-outs, and it guards calls to other nodes only. Tracing is sampledTracing. The middleware of Moleculer's metrics
 * is left out, because they are off.
 */
const INTERNAL = [
  'ActionHook',
  'Validator',
  'Bulkhead',
  'Cacher',
  'ContextTracker',
  'Timeout',
  remoteBreaker,
  'Retry',
  'Fallback',
  'ErrorHandler',
  'Debounce',
  'Throttle',
];

/** The broker's options: time limits of calls, and how failing or dead nodes are avoided (docs/decisions/0004). */
export function brokerOptions(settings: NodeSettings, node: Node): BrokerOptions {
  return {
    nodeID: node.id,
    namespace: NAMESPACE,
    logger: {
      type: 'Pino',
      options: { level: settings.LOG_LEVEL, pino: { options: { redact: REDACTED } } },
    },
    transporter: natsTransporter(settings, node.id),
    requestTimeout: 5_000,
    heartbeatInterval: 1,
    heartbeatTimeout: 3,
    transit: { maxQueueSize: 5_000 },
    contextParamsCloning: false,
    internalServices: { $node: { actions: { options: false } } }, // any node could call it and read this node's settings
    skipProcessEventRegistration: true,
    tracking: { enabled: true, shutdownTimeout: 10_000 },
    registry: { strategy: 'RoundRobin', preferLocal: true },
    circuitBreaker: {
      enabled: true,
      threshold: 0.5,
      minRequestCount: 10,
      windowTime: 30,
      halfOpenTime: 5_000,
      check: (error: Error) => NODE_FAILURES.has((error as { type?: string }).type ?? ''),
    },
    bulkhead: { enabled: false },
    retryPolicy: {
      enabled: false,
      retries: 2,
      delay: 50,
      maxDelay: 500,
      factor: 2,
      check: (error: Error) => (error as { retryable?: boolean }).retryable === true,
    },
    validator: false,
    metrics: { enabled: false },
    tracing: tracing(settings),
    internalMiddlewares: false,
    middlewares: [
      identityMiddleware(node),
      errorsMiddleware(),
      metricsMiddleware(node.metrics),
      nodeLife(node, settings),
      ...(node.bus ? [busMiddleware(node.bus), packetLimit()] : []),
      ...INTERNAL,
      sampledTracing(settings.TRACE_SAMPLE_RATIO),
    ],
  } as BrokerOptions;
}

/**
 * What counts against a node: it did not answer in time, or it was lost with the call. An answer never does, not even a
 * failure of ours: one organisation's request that an action cannot handle must not shut out all others.
 */
const NODE_FAILURES: ReadonlySet<string> = new Set(['REQUEST_TIMEOUT', 'REQUEST_REJECTED']);

const REDACTED = {
  paths: [
    'password',
    '*.password',
    '*.accessToken',
    '*.refreshToken',
    '*.developerToken',
    'headers.authorization',
    '*.authorization',
  ],
  censor: '[redacted]',
};

function tracing(settings: NodeSettings): BrokerOptions['tracing'] {
  const exporter: unknown[] = [{ type: 'Event', options: { eventName: '$tracing.spans', interval: 1 } }];
  if (settings.OTEL_EXPORTER_OTLP_ENDPOINT)
    exporter.push(new OtlpExporter({ url: settings.OTEL_EXPORTER_OTLP_ENDPOINT }));
  return tracingOptions({
    enabled: true,
    sampling: { rate: 1 }, // sampledTracing decides which requests are traced
    exporter,
    events: false,
    tags: { action: { params: false, meta: false } },
  });
}
