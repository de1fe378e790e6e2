import type { BrokerOptions } from 'moleculer';
import { loadConfig, type Config } from './lib/config.ts';
import { SERVICES, type ServiceName } from './contracts/permissions.ts';
import { Health } from './mixins/health.ts';
import { NodeIdentity } from './mixins/identity/node-identity.ts';
import { readServiceKeys } from './mixins/identity/service-keys.ts';
import { errorsMiddleware } from './mixins/middleware/errors.ts';
import { identityMiddleware } from './mixins/middleware/identity.ts';
import { metricsMiddleware } from './mixins/middleware/metrics.ts';
import { remoteBreaker } from './mixins/middleware/remote-breaker.ts';
import { sampledTracing } from './mixins/middleware/sampled-tracing.ts';
import { tracingOptions } from './mixins/moleculer.ts';
import { NodeMetrics } from './mixins/node-metrics.ts';
import type { Node } from './mixins/node.ts';
import { OtlpExporter } from './mixins/otlp-exporter.ts';

/**
 * Moleculer's own middlewares, with these changes: the circuit breaker stands outside the time-out, so that it sees them,
 * and guards calls to other nodes only; tracing is sampledTracing; Moleculer's own metrics are off, so their middleware
 * is left out.
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

/** How long a call may take, and how a broken or dead node is left out (docs/decisions/0004). */
export function brokerOptions(config: Config, node: Node): BrokerOptions {
  return {
    ...(config.NODE_ID ? { nodeID: config.NODE_ID } : {}),
    namespace: 'sip',
    logger: {
      type: 'Pino',
      options: { level: config.LOG_LEVEL, pino: { options: { redact: REDACTED } } },
    },
    transporter: config.NATS_URL ? { type: 'NATS', options: { url: config.NATS_URL } } : null,
    requestTimeout: 5_000,
    heartbeatInterval: 1,
    heartbeatTimeout: 3,
    transit: { maxQueueSize: 5_000 },
    contextParamsCloning: false,
    internalServices: { $node: { actions: { options: false } } }, // the settings of a node are nobody's business
    skipProcessEventRegistration: true,
    tracking: { enabled: true, shutdownTimeout: 10_000 },
    registry: { strategy: 'RoundRobin', preferLocal: true },
    circuitBreaker: {
      enabled: true,
      threshold: 0.5,
      minRequestCount: 10,
      windowTime: 30,
      halfOpenTime: 5_000,
      check: (error: Error) => !(codeOf(error) >= 400 && codeOf(error) < 500),
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
    tracing: tracing(config),
    internalMiddlewares: false,
    middlewares: [
      identityMiddleware(node),
      errorsMiddleware(),
      metricsMiddleware(node.metrics),
      ...INTERNAL,
      sampledTracing(config.TRACE_SAMPLE_RATIO),
    ],
  } as BrokerOptions;
}

const REDACTED = {
  paths: [
    'password',
    '*.password',
    '*.accessToken',
    '*.refreshToken',
    'headers.authorization',
    '*.authorization',
  ],
  censor: '[redacted]',
};

function tracing(config: Config): BrokerOptions['tracing'] {
  const exporter: unknown[] = [{ type: 'Event', options: { eventName: '$tracing.spans', interval: 1 } }];
  if (config.OTEL_EXPORTER_OTLP_ENDPOINT)
    exporter.push(new OtlpExporter({ url: config.OTEL_EXPORTER_OTLP_ENDPOINT }));
  return tracingOptions({
    enabled: true,
    sampling: { rate: 1 }, // which requests are traced is decided in sampledTracing
    exporter,
    events: false,
    tags: { action: { params: false, meta: false } },
  });
}

const codeOf = (error: Error) => (error as { code?: unknown }).code as number;

/** What the services of one node share; `needed` are the services that it must reach to be ready. */
export function makeNode(
  config: Config,
  needed: readonly ServiceName[] = SERVICES.filter((s) => s !== 'gateway'),
): Node {
  const identity = new NodeIdentity(readServiceKeys(config.SERVICE_KEYS, config.SERVICE_PUBLIC_KEYS));
  return {
    identity,
    metrics: new NodeMetrics(config.NODE_ID ?? 'local'),
    health: new Health(identity, needed),
    checked: !config.production,
  };
}

/** For moleculer-runner: `moleculer-runner-esm --config moleculer.config.ts 'services/<name>/*.service.ts'`. */
export default (() => {
  if (!process.argv.some((a) => a.includes('moleculer-runner'))) return {};
  const config = loadConfig();
  return brokerOptions(config, makeNode(config));
})();
